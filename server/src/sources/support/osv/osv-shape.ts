import { arrayOf, objectOf } from '../json.js';

/**
 * Whether everything that is read of an OSV record has the type that the schema gives it. What has another type counts as not there
 * (`readOsvRecord`), and a record without its ranges or its rating looks milder than it is.
 */
export function isWellShaped(json: unknown): boolean {
  const { affected, severity, database_specific: specific, withdrawn } = objectOf(json) ?? {};
  return (
    isListOf(affected, isAffected) &&
    isListOf(severity, isRating) &&
    isMissingOr(specific, isSpecific) &&
    isMissingOr(withdrawn, isText)
  );
}

function isAffected(entry: unknown): boolean {
  const object = objectOf(entry);
  const named = objectOf(object?.package);
  // Entries of some ecosystems name a repository in place of a package.
  const isNamed = isMissingOr(object?.package, () => isText(named?.ecosystem) && isText(named?.name));
  return (
    object !== undefined &&
    isNamed &&
    isListOf(object.versions, isText) &&
    isListOf(object.ranges, isRange) &&
    isListOf(object.severity, isRating)
  );
}

function isRange(range: unknown): boolean {
  const object = objectOf(range);
  return isText(object?.type) && Array.isArray(object?.events) && arrayOf(object.events).every(isEvent);
}

function isEvent(event: unknown): boolean {
  const values = Object.values(objectOf(event) ?? {});
  return values.length > 0 && values.every(isText);
}

function isRating(rating: unknown): boolean {
  return isText(objectOf(rating)?.score);
}

function isSpecific(specific: unknown): boolean {
  const object = objectOf(specific);
  return object !== undefined && isMissingOr(object.severity, isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return isMissingOr(value, () => Array.isArray(value) && value.every(isItem));
}

function isMissingOr(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isRight(value);
}
