import { isAtLeast, judgedVersion, phrase, type Assessment, type DependencyGraph } from '../../model/index.js';
import type { Outlook, Reached } from '../../remedies/remedy.js';
import type { PackageReader } from '../re-resolution/package-reader.js';
import { reResolve, type GraphEdit, type ReResolution, type ResolvedPackage } from '../re-resolution/re-resolve.js';

/** More new packages than this are not judged; the reader is told. */
const MAX_JUDGED = 200;

/** Judges packages by name and version, all at once, in order. */
export type JudgePackages = (
  packages: readonly { readonly name: string; readonly version: string }[],
) => Promise<readonly Assessment[]>;

/** Resolves a project anew after an edit and judges what is of interest then: the problem's name, and what is new. */
export async function outlookAfter(
  graph: DependencyGraph,
  edit: GraphEdit,
  problem: string,
  { reader, judge }: { readonly reader: PackageReader; readonly judge: JudgePackages },
): Promise<Outlook> {
  const { packages, unresolved }: ReResolution = await reResolve(graph, edit, reader);
  const all = [...packages.values()];
  const same = all.filter(({ name }) => name === problem);
  const fresh = all.filter(({ name, entry }) => entry === undefined && name !== problem);
  const judged = await judge([...same, ...fresh.slice(0, MAX_JUDGED)]);
  const bad = judged.flatMap((assessment, index) => reached([...same, ...fresh][index], assessment));
  const tooMany =
    fresh.length > MAX_JUDGED
      ? [phrase('{amount} new packages were not judged', { amount: fresh.length - MAX_JUDGED })]
      : [];
  return {
    remaining: bad.filter(({ name }) => name === problem),
    added: bad.filter(({ name }) => name !== problem),
    unresolved: [...unresolved, ...tooMany],
  };
}

function reached(found: ResolvedPackage | undefined, { level, subject }: Assessment): readonly Reached[] {
  if (found === undefined || judgedVersion(subject) === undefined || !isAtLeast(level, 'medium')) return [];
  const { name, version, way } = found;
  return [{ name, version, level, way }];
}
