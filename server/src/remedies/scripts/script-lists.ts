import semver from 'semver';
import { listed, phrase } from '../../model/index.js';
import { fieldAt, entriesIn, jsonValues, textsAt, yamlValues, type Values } from './document-values.js';
import { keyedChanges } from './keyed-list.js';
import { movedInto, takenOut } from './named-lists.js';
import { pnpmScriptChanges } from './pnpm-lists.js';
import type { ScriptSite } from '../remedy.js';
import { inFile, type ScriptChanges, type ScriptWish } from './script-site.js';

const MANIFEST = 'package.json';

/** The first npm that reads a list at all, and the first that runs nothing else (tried with 11.21 and 12.2). */
const NPM_READS = '11.16.0';
const NPM_BLOCKS = '12.0.0';
/** The first yarn that runs nothing that is not named, unless it is told to. */
const YARN_BLOCKS = '4.14.0';

/**
 * The changes by which a project's package manager runs the install scripts that are wished for, and nothing else, in the form
 * that its version reads. Undefined where it has no such list.
 */
export function scriptListChanges(site: ScriptSite, wishes: readonly ScriptWish[]): ScriptChanges | undefined {
  const root = jsonValues(site.root.text);
  const settings = yamlValues(site.settings?.text ?? '');
  switch (site.manager) {
    case 'npm':
      return npmChanges(site, wishes, root);
    case 'pnpm':
      return pnpmScriptChanges(site, wishes, root, settings);
    case 'yarn':
      return yarnChanges(site, wishes, root, settings);
    case 'bun':
      return bunChanges(wishes, root);
    default:
      return undefined;
  }
}

function npmChanges(site: ScriptSite, wishes: readonly ScriptWish[], root: Values): ScriptChanges | undefined {
  const { version } = site;
  if (version !== undefined && semver.lt(version, NPM_READS, true)) return undefined;
  const path = ['allowScripts'];
  const entries = entriesIn(root, path);
  const changes = wishes.flatMap((wish) => keyedChanges({ path, joinsVersions: true }, entries, wish));
  const isOpen = wishes.some(({ allow }) => allow) && (version === undefined || semver.lt(version, NPM_BLOCKS, true));
  const caveat = isOpen
    ? phrase('npm reads this from 11.16 on; before 12 it also runs scripts of what is not named.')
    : version === undefined
      ? phrase('npm reads this from 11.16 on.')
      : undefined;
  return {
    where: inFile('allowScripts', MANIFEST),
    root: changes,
    settings: [],
    ...(caveat !== undefined && { caveat }),
  };
}

/** `built: true` counts whatever `enableScripts` says; that everything else stays still is up to the latter. */
function yarnChanges(
  { version, settings: file }: ScriptSite,
  wishes: readonly ScriptWish[],
  root: Values,
  settings: Values,
): ScriptChanges {
  const path = ['dependenciesMeta'];
  const list = { path, field: 'built', joinsVersions: false };
  const changes = wishes.flatMap((wish) => keyedChanges(list, entriesIn(root, path), wish));
  const enabled = fieldAt(settings, ['enableScripts']);
  const blocks = enabled === undefined && version !== undefined && semver.gte(version, YARN_BLOCKS, true);
  const isOff = enabled === false || enabled === 'false' || blocks;
  const needsOff = wishes.some(({ allow }) => allow) && !isOff && file !== undefined;
  return {
    where: listed([
      inFile('dependenciesMeta', MANIFEST),
      ...(needsOff ? [inFile('enableScripts', '.yarnrc.yml')] : []),
    ]),
    root: changes,
    settings: needsOff
      ? [{ op: enabled === undefined ? 'add' : 'set', path: ['enableScripts'], value: false } as const]
      : [],
  };
}

/** Names alone, no versions (tried with bun 1.4). Whoever is on no list is not run, but for bun's own while there is none. */
function bunChanges(wishes: readonly ScriptWish[], root: Values): ScriptChanges {
  const path = ['trustedDependencies'];
  const list = { path, items: textsAt(root, path) };
  const isNew = list.items === undefined;
  const changes = wishes.flatMap((wish) =>
    wish.allow ? movedInto(wish, wish.name, list, []) : takenOut(wish.name, list),
  );
  const isEmpty = isNew && changes.length === 0;
  return {
    where: inFile('trustedDependencies', MANIFEST),
    root: isEmpty ? [{ op: 'add', path, value: [] }] : changes,
    settings: [],
    ...(isNew && { caveat: phrase('A list of one’s own ends the one of packages that bun trusts by itself.') }),
  };
}
