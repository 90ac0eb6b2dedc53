import {
  ok,
  unusedAdditions,
  valueOf,
  type AddedDependency,
  type Addition,
  type Facts,
  type Outcome,
  type Packument,
  type Subject,
} from '../model/index.js';
import { hasInstallScript } from './analysed-subjects.js';
import { declaredAdditions } from './declared-additions.js';
import { pickVersion } from './resolve.js';

/** `npm:real-name@range`. */
const ALIAS = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@(.*))?$/;
/** Folders, addresses and repositories: no registry has them, and another rule looks at those. */
const ELSEWHERE = /[:/]/;

interface Asked {
  readonly addition: Addition;
  /** The real name. */
  readonly name: string;
  readonly wanted: string;
}

/** The names that a registry has to be asked about. */
export function addedNames(subject: Subject, facts: Facts, now: number): readonly string[] {
  return askedFor(subject, facts, now).map(({ name }) => name);
}

/** What is known at this moment of all of them, or why it is not; undefined where there are none. */
export function addedDependencies(
  subject: Subject,
  facts: Facts,
  now: number,
  packumentOf: (name: string) => Outcome<Packument>,
): Outcome<readonly AddedDependency[]> | undefined {
  const answers = askedFor(subject, facts, now).map((asked) => ({ ...asked, packument: packumentOf(asked.name) }));
  const known: AddedDependency[] = [];
  let asOf = Infinity;
  for (const { addition, packument, wanted } of answers) {
    if (packument.status === 'failed' || packument.status === 'skipped') return packument;
    asOf = Math.min(asOf, packument.asOf);
    known.push({ ...addition, ...toldBy(valueOf(packument), wanted) });
  }
  return known.length === 0 ? undefined : ok(known, asOf);
}

/** Those that no file uses, and those that the registry's document says are new in a small release. */
function askedFor(subject: Subject, facts: Facts, now: number): readonly Asked[] {
  const all = [...unusedAdditions(facts), ...declaredAdditions(subject, facts.packument, now)];
  return [...new Map(all.map((addition) => [addition.name, addition])).values()].flatMap((addition) => {
    const { name, raw } = addition;
    const [, real, range = 'latest'] = ALIAS.exec(raw) ?? [];
    if (real !== undefined) return [{ addition, name: real, wanted: range }];
    return ELSEWHERE.test(raw) ? [] : [{ addition, name, wanted: raw.trim() || '*' }];
  });
}

function toldBy(
  packument: Packument | undefined,
  wanted: string,
): Pick<AddedDependency, 'createdAt' | 'runsAtInstall' | 'publishers'> {
  if (packument === undefined) return {};
  const { createdAt, versions } = packument;
  const runsAtInstall = hasInstallScript(versions[pickVersion(packument, wanted) ?? '']);
  const publishers = [...new Set(Object.values(versions).flatMap(({ publisher }) => publisher ?? []))];
  return {
    ...(createdAt !== undefined && { createdAt }),
    ...(runsAtInstall !== undefined && { runsAtInstall }),
    ...(publishers.length > 0 && { publishers }),
  };
}
