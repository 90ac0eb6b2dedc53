import type { Project } from '../../../server/src/engine/engine.js';
import { LockedSubjects } from '../../../server/src/engine/locked-subjects.js';
import { directSubjects } from '../../../server/src/engine/subjects.js';
import { findLockfileFormat } from '../../../server/src/formats/index.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import {
  compareLevels,
  EMPTY_POLICY,
  failed,
  judgedVersion,
  type FindingDraft,
  type KnownRegistries,
  type Manifest,
  type Subject,
} from '../../../server/src/model/index.js';
import { RULES } from '../../../server/src/rules/index.js';
import { createScorer } from '../../../server/src/scoring/weighted-scorer.js';
import { draftsOf } from '../../rules/support/drafts-of.js';
import { EXAMPLE_REGISTRY, NOW, packument, type FactsGiven } from '../../support/subjects.js';

/** A project with its lockfile, as texts and manifests. */
export interface LockedProject {
  readonly lockfileName: string;
  readonly lockfile: string;
  readonly manifests: ReadonlyMap<string, Manifest>;
  readonly beside?: ReadonlyMap<string, string>;
}

const LOCKFILE_RULES = RULES.filter(
  ({ id }) =>
    (id.startsWith('lockfile-') && id !== 'lockfile-mismatch') || id === 'remote-source' || id === 'insecure-transport',
);

/** Everything that the engine would judge of the project, direct and not. */
export function subjectsOf({ lockfileName, lockfile, manifests, beside }: LockedProject): readonly Subject[] {
  const graph = findLockfileFormat(lockfileName)?.read(lockfile, manifests, beside);
  const project: Project = {
    manifestPath: '/shop/package.json',
    folder: '/shop',
    trusted: true,
    manifestText: '',
    manifest: manifests.get('') ?? packageJson.read('{}'),
    lockfilePath: `/shop/${lockfileName}`,
    graph,
    policy: EMPTY_POLICY,
    notes: [],
  };
  const lines = directSubjects(project, () => undefined, NOW);
  return [...lines, ...new LockedSubjects().of(project, lines, 'all')];
}

/** What the registry would have to say so that the lockfile is right: the hashes of the lockfile as it was. */
export type Published = ReadonlyMap<string, string>;

/** `name@version` → integrity. */
export function publishedIn(project: LockedProject): Published {
  const published = new Map<string, string>();
  for (const { name, locked, places = locked === undefined ? [] : [locked] } of subjectsOf(project)) {
    for (const place of places) {
      if (place.name !== undefined || place.version === null || place.integrity === undefined) continue;
      if (place.integrity.startsWith('sha')) published.set(`${name}@${place.version}`, place.integrity);
    }
  }
  return published;
}

/** `name@version rule level`, worst first, of the rules about lockfiles. Without `published` nobody can be asked. */
export function lockfileFindings(
  project: LockedProject,
  published?: Published,
  registries: KnownRegistries = EXAMPLE_REGISTRY,
): readonly string[] {
  const scorer = createScorer();
  const found = subjectsOf(project).flatMap((subject) =>
    LOCKFILE_RULES.flatMap((rule) =>
      draftsOf(rule, subject, factsAbout(subject, published), undefined, registries).map((draft: FindingDraft) => ({
        level: scorer.levelOf(rule.id, draft),
        text: `${label(subject)} ${rule.id}`,
      })),
    ),
  );
  return found
    .sort((a, b) => compareLevels(b.level, a.level) || (a.text < b.text ? -1 : 1))
    .map(({ text, level }) => `${text} ${level}`);
}

function label(subject: Subject): string {
  const version = judgedVersion(subject);
  return version === undefined ? subject.name : `${subject.name}@${version}`;
}

function factsAbout({ name }: Subject, published: Published | undefined): FactsGiven {
  if (published === undefined) return { packument: failed('network', 'nobody can be asked') };
  const versions = [...published].filter(
    ([id]) => id.startsWith(`${name}@`) && !id.slice(name.length + 1).includes('@'),
  );
  return {
    packument: packument({
      name,
      versions: Object.fromEntries(versions.map(([id, integrity]) => [id.slice(name.length + 1), { integrity }])),
    }),
  };
}
