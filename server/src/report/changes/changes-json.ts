import type { Finding, Level } from '../../model/index.js';
import type { ChangesSince } from '../report.js';
import type { PackageChange } from './package-change.js';

/** What a branch changes. Texts in it come from outside and are not escaped. */
export interface JsonChanges {
  /** As it was named. */
  readonly since: string;
  readonly packages: readonly JsonChange[];
}

interface JsonChange extends Pick<PackageChange, 'name' | 'project' | 'kind' | 'direct' | 'path'> {
  readonly before: readonly JsonSide[];
  readonly after: readonly JsonSide[];
  readonly introduced: readonly JsonBrief[];
  readonly resolved: readonly JsonBrief[];
}

interface JsonSide {
  readonly version: string | null;
  readonly level: Level;
}

interface JsonBrief {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly fingerprint: string;
}

export function jsonChanges({ revision, packages }: ChangesSince): JsonChanges {
  return { since: revision, packages: packages.map(jsonChange) };
}

function jsonChange({
  name,
  project,
  kind,
  direct,
  path,
  before,
  after,
  introduced,
  resolved,
}: PackageChange): JsonChange {
  return {
    ...{ name, project, kind, direct, path },
    before: before.map(({ version = null, level }) => ({ version, level })),
    after: after.map(({ version = null, level }) => ({ version, level })),
    introduced: introduced.map(brief),
    resolved: resolved.map(brief),
  };
}

function brief({ rule, level, message, fingerprint }: Finding): JsonBrief {
  return { rule, level, message, fingerprint };
}
