import semver from 'semver';
import type { ArtifactFacts } from '../../model/index.js';

/** Whether a release promises to mend something and nothing else, by the versions in both package files. */
export function isPatch(before: ArtifactFacts, now: ArtifactFacts): boolean {
  const [from, to] = [before, now].map(({ manifest }) => semver.parse(manifest?.version ?? '') ?? undefined);
  return from !== undefined && from.major === to?.major && from.minor === to.minor;
}
