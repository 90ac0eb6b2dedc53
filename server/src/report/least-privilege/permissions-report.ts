import {
  CAPABILITY_KINDS,
  CAPABILITY_WORDS,
  type DependencyGraph,
  type LookedInto,
  type ScriptReview,
} from '../../model/index.js';
import { lavamoatPolicy, type LavamoatPolicy } from './lavamoat-policy.js';
import { nodePermissions, type NodeLine } from './node-permissions.js';
import { privilegesOf, type PackagePrivileges, type ProjectPrivileges } from './privileges.js';

export interface PermissionsGiven {
  readonly seen: readonly LookedInto[];
  readonly graph?: DependencyGraph;
  /** Absolute path of the project. */
  readonly folder: string;
  /** Absent where no package manager governs. */
  readonly scripts?: ScriptReview;
}

/** What a project's packages need, and what is not certain about it. */
export interface PermissionsReport extends ProjectPrivileges {
  readonly node: readonly NodeLine[];
  /** Absent without a lockfile: LavaMoat calls packages by the way to them. */
  readonly lavamoat?: LavamoatPolicy;
  readonly scripts?: ScriptReview;
  /** In sentences. */
  readonly uncertain: readonly string[];
}

const MAX_NAMES = 10;

export function permissionsReport({ seen, graph, folder, scripts }: PermissionsGiven): PermissionsReport {
  const privileges = privilegesOf(seen, graph);
  const { packages } = privileges;
  return {
    ...privileges,
    node: nodePermissions(packages, folder),
    ...(graph !== undefined && { lavamoat: lavamoatPolicy(packages, graph) }),
    ...(scripts !== undefined && { scripts }),
    uncertain: uncertainties(privileges),
  };
}

/** Those who can do something, by what it is. */
export function byCapability(
  packages: readonly PackagePrivileges[],
): readonly (readonly [string, readonly string[]])[] {
  return CAPABILITY_KINDS.filter((kind) => kind !== 'minified').flatMap((kind) => {
    const able = packages.filter(({ capabilities }) => capabilities.includes(kind)).map(({ id }) => id);
    return able.length === 0 ? [] : [[CAPABILITY_WORDS[kind], able] as const];
  });
}

function uncertainties({ packages, notSeen }: ProjectPrivileges): readonly string[] {
  const able = (kind: PackagePrivileges['capabilities'][number]): readonly string[] =>
    packages.filter(({ capabilities }) => capabilities.includes(kind)).map(({ id }) => id);
  const gaps = packages.filter((one) => one.gaps.length > 0).map(({ id }) => id);
  return [
    'The code of the project itself was not looked at: add what it needs.',
    'What is named here stands in the code; names that are only made up while it runs are not seen, no path is known, and files that show no sign of doing more than to compute were not interpreted.',
    ...about(notSeen, 'was not looked into', 'were not looked into'),
    ...about(gaps, 'was read in part only', 'were read in part only'),
    ...about(
      able('reads-files'),
      'reads files: which ones is not known, so add what lies outside of the folder',
      'read files: which ones is not known, so add what lies outside of the folder',
    ),
    ...about(
      able('writes-files'),
      'writes files: name the folders that are meant, and no others',
      'write files: name the folders that are meant, and no others',
    ),
    ...about(
      able('evaluation'),
      'runs text as code: what that does is not known',
      'run text as code: what that does is not known',
    ),
    ...about(
      able('native-code'),
      'loads native programs, which no permission holds back',
      'load native programs, which no permission holds back',
    ),
    ...about(
      able('processes'),
      'starts programs, which no permission of this process holds back',
      'start programs, which no permission of this process holds back',
    ),
    'LavaMoat: modules of Node.js that only compute (path, util, events, buffer, stream) are not noted; its own `policy generate` adds them.',
  ];
}

function about(ids: readonly string[], one: string, many: string): readonly string[] {
  if (ids.length === 0) return [];
  const more = ids.length > MAX_NAMES ? ` and ${ids.length - MAX_NAMES} more` : '';
  const named = ids.slice(0, MAX_NAMES).join(', ') + more;
  return [`${named} ${ids.length === 1 ? one : many}.`];
}
