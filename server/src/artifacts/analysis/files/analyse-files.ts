import type { ArtifactManifest, Behaviour } from '../../../model/index.js';
import type { PackageFiles } from '../../package-files.js';
import { contentBehaviours } from './content-behaviours.js';
import { hookBehaviours } from './hook-behaviours.js';
import type { InstallHooks } from './install-hooks.js';
import { scriptFileBehaviours } from './script-files.js';
import { workflowBehaviours } from './workflows.js';

/** What a package does and holds that is not JavaScript. */
export function fileBehaviours(
  { files }: PackageFiles,
  hooks: InstallHooks,
  manifest: ArtifactManifest | undefined,
): readonly Behaviour[] {
  return [
    ...hookBehaviours(files, hooks, manifest),
    ...scriptFileBehaviours(files, hooks, manifest),
    ...contentBehaviours(files, hooks, manifest),
    ...workflowBehaviours(files),
  ];
}
