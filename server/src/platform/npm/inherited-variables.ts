import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Variables } from './node-installation.js';
import { assignmentsIn } from './project-npmrc.js';

/**
 * The variables without what a project's `.npmrc` has put into them.
 *
 * npm hands its whole configuration to the programs that it starts (`npm run`, `npx`) as `npm_config_…` variables, the
 * project's file included: registry, proxy, `cafile` and `strict-ssl` of a project that is not trusted would come in
 * by that door. So where npm has started us, every setting that the file names is dropped. A variable of the same
 * name that the user has set goes with it, as nothing tells the two apart.
 */
export async function withoutProjectsSettings(variables: Variables): Promise<Variables> {
  const prefix = variables.npm_config_local_prefix;
  if (prefix === undefined || prefix === variables.HOME || prefix === variables.USERPROFILE) return variables;
  const text = await readFile(path.join(prefix, '.npmrc'), 'utf8').catch(() => '');
  const keys = assignmentsIn(text).map(({ key }) => key);
  const anything = keys.some((key) => key.includes('${'));
  const names = new Set(keys.map((key) => `npm_config_${key.replaceAll('-', '_')}`.toLowerCase()));
  const isProjects = (name: string): boolean =>
    anything ? name.startsWith('npm_config_') : names.has(name.replaceAll('-', '_'));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !isProjects(name.toLowerCase())));
}
