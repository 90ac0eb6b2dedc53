import {
  ok,
  unusedAdditions,
  valueOf,
  type AddedDependency,
  type Facts,
  type Outcome,
  type Packument,
  type UnusedAddition,
} from '../model/index.js';
import { hasInstallScript } from './analysed-subjects.js';
import { pickVersion } from './resolve.js';

/** `npm:real-name@range`. */
const ALIAS = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@(.*))?$/;
/** Folders, addresses and repositories: no registry has them, and another rule looks at those. */
const ELSEWHERE = /[:/]/;

interface Asked {
  readonly addition: UnusedAddition;
  /** The real name. */
  readonly name: string;
  readonly wanted: string;
}

/** The names that a registry has to be asked about. */
export function addedNames(facts: Facts): readonly string[] {
  return askedFor(facts).map(({ name }) => name);
}

/** What is known at this moment of all of them, or why it is not; undefined where there are none. */
export function addedDependencies(
  facts: Facts,
  packumentOf: (name: string) => Outcome<Packument>,
): Outcome<readonly AddedDependency[]> | undefined {
  const answers = askedFor(facts).map((asked) => ({ ...asked, packument: packumentOf(asked.name) }));
  const known: AddedDependency[] = [];
  let asOf = Infinity;
  for (const { addition, packument, wanted } of answers) {
    if (packument.status === 'failed' || packument.status === 'skipped') return packument;
    asOf = Math.min(asOf, packument.asOf);
    known.push({ ...addition, ...toldBy(valueOf(packument), wanted) });
  }
  return known.length === 0 ? undefined : ok(known, asOf);
}

function askedFor(facts: Facts): readonly Asked[] {
  return unusedAdditions(facts).flatMap((addition) => {
    const { name, raw } = addition;
    const [, real, range = 'latest'] = ALIAS.exec(raw) ?? [];
    if (real !== undefined) return [{ addition, name: real, wanted: range }];
    return ELSEWHERE.test(raw) ? [] : [{ addition, name, wanted: raw.trim() || '*' }];
  });
}

function toldBy(
  packument: Packument | undefined,
  wanted: string,
): Pick<AddedDependency, 'createdAt' | 'runsAtInstall'> {
  if (packument === undefined) return {};
  const { createdAt, versions } = packument;
  const runsAtInstall = hasInstallScript(versions[pickVersion(packument, wanted) ?? '']);
  return { ...(createdAt !== undefined && { createdAt }), ...(runsAtInstall !== undefined && { runsAtInstall }) };
}
