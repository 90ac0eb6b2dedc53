import semver from 'semver';
import {
  judgedVersion,
  parseDeclared,
  valueOf,
  type Addition,
  type Outcome,
  type Packument,
  type Subject,
} from '../model/index.js';
import { isYoung } from './analysed-subjects.js';
import { previousVersion } from './previous-version.js';

/** A small release that adds more than these takes a package apart. The first ones are asked about. */
const MAX_ADDED = 10;

/** A line is judged on every keystroke, and what a document says of two versions does not change. */
const KNOWN = new WeakMap<Packument, Map<string, readonly Addition[]>>();

/** Dependencies that a young version has and the one before it, of the same major, did not, as the registry's document has them. */
export function declaredAdditions(
  subject: Subject,
  packument: Outcome<Packument> | undefined,
  now: number,
): readonly Addition[] {
  const document = valueOf(packument);
  const version = judgedVersion(subject);
  if (document === undefined || version === undefined || !isYoung(subject, packument, now)) return [];
  const known = KNOWN.get(document) ?? new Map<string, readonly Addition[]>();
  KNOWN.set(document, known);
  const additions = known.get(version) ?? additionsIn(document, version);
  known.set(version, additions);
  return additions;
}

function additionsIn(document: Packument, version: string): readonly Addition[] {
  const previous = previousVersion(document, version);
  const declares = document.versions[version]?.declares;
  if (previous?.declares === undefined || declares === undefined) return [];
  if (semver.major(previous.version) !== semver.major(version)) return [];
  const before = parseDeclared(previous.declares);
  const now = parseDeclared(declares);
  const had = new Set([before.required, before.optional, before.peers].flatMap(Object.keys));
  const all = [
    ...Object.entries(now.required).map(([name, raw]) => ({ name, raw, optional: false })),
    ...Object.entries(now.optional).map(([name, raw]) => ({ name, raw, optional: true })),
  ];
  return all.filter(({ name }) => !had.has(name) && !now.bundled.includes(name)).slice(0, MAX_ADDED);
}
