import { phrase, type Words } from '../../../../model/index.js';
import type { Node } from 'jsonc-parser';
import { folderOf, shownName, type FoundHook, type HookReader } from '../found-hook.js';
import { jsonRoot, memberOf, membersOf, spanOf, textOf } from '../json-nodes.js';

/** What package managers run in the project itself: npm and others since ever, and pnpm's own before it looks at anything. */
const LIFECYCLE: ReadonlySet<string> = new Set([
  ...['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'],
  ...['prepublish', 'dependencies', 'pnpm:devPreinstall'],
]);

/** What a newcomer is asked to type, and what npm runs before and after it; of a build, also those of its parts: `build:server`. */
const NAMED =
  /^(?:pre|post)?(?:start|dev|develop|serve|server|watch|preview|test|build|compile|setup|init|bootstrap|seed|migrate)(?:[:-][\w:-]+)?$/;

/** Where tools keep the commands that git is to run. */
const GIT_HOOKS: readonly (readonly string[])[] = [['simple-git-hooks'], ['husky', 'hooks'], ['gitHooks']];

/** The scripts of the workspace's own manifests that run by themselves, and those that everybody runs. */
export const packageScripts: HookReader = (path, text) => {
  const root = jsonRoot(text);
  const scripts = membersOf(memberOf(root, 'scripts')).flatMap(([name, node]) => {
    const trigger = LIFECYCLE.has(name) ? 'install' : NAMED.test(name) ? 'named' : undefined;
    return trigger === undefined ? [] : hook(path, phrase('The script {name}', { name }), name, node, trigger);
  });
  const git = GIT_HOOKS.flatMap((place) => membersOf(memberOf(root, ...place)));
  return [
    ...scripts,
    ...git.flatMap(([name, node]) =>
      hook(path, phrase('The git hook {name}', { name: shownName(name) }), name, node, 'git'),
    ),
  ];
};

function hook(
  file: string,
  label: Words,
  name: string,
  node: Node,
  trigger: 'install' | 'named' | 'git',
): readonly FoundHook[] {
  const command = textOf(node);
  if (command === undefined) return [];
  return [{ ...{ file, label, name, trigger }, span: spanOf(node), folder: folderOf(file), commands: [command] }];
}
