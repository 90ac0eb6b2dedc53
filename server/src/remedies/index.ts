import {
  compareLevels,
  REMEDY_KINDS,
  worstLevel,
  type JsonChange,
  type Level,
  type Remedy,
  type TextEdit,
} from '../model/index.js';
import { accept } from './accept.js';
import { downgrade } from './downgrade.js';
import { override } from './override.js';
import { pin } from './pin.js';
import type { RemedyContext, RemedyMaker, TransitiveContext, TransitiveRemedyMaker } from './remedy.js';
import { removeParent } from './remove-parent.js';
import { remove } from './remove.js';
import { replace } from './replace.js';
import { toTextEdits } from './support/text-edit.js';
import { toYamlEdits } from './support/yaml-edit.js';
import { upgradeParent } from './upgrade-parent.js';
import { upgrade } from './upgrade.js';
import { useHttps } from './use-https.js';

/** Every kind of fix there is. */
export const REMEDY_MAKERS: readonly RemedyMaker[] = Object.freeze([
  upgrade,
  downgrade,
  pin,
  replace,
  useHttps,
  remove,
  accept,
]);

/**
 * All fixes for one manifest line, best first: the preferred one, then what keeps the dependency (what answers the
 * worst finding first), then removing it, then accepting it. At most one is preferred.
 */
export function offerRemedies(context: RemedyContext): readonly Remedy[] {
  const offered = REMEDY_MAKERS.flatMap((maker) => maker.offer(context));
  const [first, ...rest] = [...offered].sort((a, b) => compareRemedies(a, b, context));
  if (first === undefined) return [];
  return [first, ...rest.map((remedy) => (remedy.preferred ? { ...remedy, preferred: false } : remedy))];
}

/**
 * A file's changes as edits of its text. Undefined where the text is not (or no longer) what they were made for.
 *
 * @param file its name tells how it is written
 */
export function changeText(
  file: string,
  text: string,
  changes: readonly JsonChange[],
): readonly TextEdit[] | undefined {
  return /\.ya?ml$/.test(file) ? toYamlEdits(text, changes) : toTextEdits(text, changes);
}

/** Every kind of fix for a package that no line names, best first: what needs no upkeep comes before what does. */
export const TRANSITIVE_MAKERS: readonly TransitiveRemedyMaker[] = Object.freeze([
  upgradeParent,
  override,
  removeParent,
]);

/** All fixes for a package that a line brings in. An upgrade that is still to be looked for may come to nothing. */
export function offerTransitiveRemedies(context: TransitiveContext): readonly Remedy[] {
  return TRANSITIVE_MAKERS.flatMap((maker) => maker.offer(context));
}

function compareRemedies(a: Remedy, b: Remedy, context: RemedyContext): number {
  return (
    rankOf(a) - rankOf(b) ||
    compareLevels(worstAnswered(b, context), worstAnswered(a, context)) ||
    REMEDY_KINDS.indexOf(a.kind) - REMEDY_KINDS.indexOf(b.kind)
  );
}

function rankOf({ preferred, kind }: Remedy): number {
  if (preferred) return 0;
  if (kind === 'accept') return 3;
  return kind === 'remove' ? 2 : 1;
}

function worstAnswered({ rules }: Remedy, { assessment }: RemedyContext): Level {
  return worstLevel(assessment.findings.filter(({ rule }) => rules.includes(rule)).map(({ level }) => level));
}
