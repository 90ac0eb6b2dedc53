import semver from 'semver';
import type { JsonChange, Words } from '../../model/index.js';
import { entriesIn, fieldAt, textsAt, type Values } from './document-values.js';
import { keyedChanges, type KeyedList } from './keyed-list.js';
import { movedInto, takenOut, type NamedList } from './named-lists.js';
import type { ScriptSite } from '../remedy.js';
import { inFile, type ScriptChanges, type ScriptWish } from './script-site.js';

/** The first that reads `allowBuilds`; from 11 on it reads nothing else, and that in its own file alone (tried: 9.15 to 12.21). */
const READS_MAP = '10.26.0';
const READS_ONLY_MAP = '11.0.0';
/** The first that reads lists from its own file. */
const READS_SETTINGS = '10.5.1';
/** The first that runs no scripts but of what is named, and knows a list of what it need not ask about. */
const BLOCKS = '10.0.0';
/** The first whose lists know versions. */
const KNOWS_VERSIONS = '10.19.0';

const SETTINGS = 'pnpm-workspace.yaml';

/** In the form that the project's pnpm reads: its version decides, then what is there already, then the newest form. */
export function pnpmScriptChanges(
  site: ScriptSite,
  wishes: readonly ScriptWish[],
  root: Values,
  settings: Values,
): ScriptChanges | undefined {
  if (site.settings === undefined) return inLists(site, wishes, root, 'root');
  if (fieldAt(settings, ['permissions']) !== undefined && isAtLeast(site, READS_ONLY_MAP, true)) {
    const list = { path: ['permissions'], field: 'build', joinsVersions: true };
    return inMap(list, wishes, settings, inFile('permissions', SETTINGS));
  }
  if (readsMap(site, root, settings)) {
    return inMap({ path: ['allowBuilds'], joinsVersions: true }, wishes, settings, inFile('allowBuilds', SETTINGS));
  }
  const holdsList = fieldAt(settings, ['onlyBuiltDependencies']) !== undefined;
  const inSettings = isAtLeast(site, READS_SETTINGS, holdsList) && (holdsList || !hasListIn(root));
  return inSettings ? inLists(site, wishes, settings, 'settings') : inLists(site, wishes, root, 'root');
}

/** Before 11, pnpm puts map and lists together: the list that a project has already is the one to go on with. */
function readsMap(site: ScriptSite, root: Values, settings: Values): boolean {
  const holdsMap = fieldAt(settings, ['allowBuilds']) !== undefined;
  const holdsList = fieldAt(settings, ['onlyBuiltDependencies']) !== undefined || hasListIn(root);
  const goesOn = holdsList && !holdsMap && !isAtLeast(site, READS_ONLY_MAP, false);
  return isAtLeast(site, READS_MAP, true) && !goesOn;
}

function hasListIn(root: Values): boolean {
  return fieldAt(root, ['pnpm', 'onlyBuiltDependencies']) !== undefined;
}

/** @param otherwise where the project names no version */
function isAtLeast({ version }: ScriptSite, from: string, otherwise: boolean): boolean {
  return version === undefined ? otherwise : semver.gte(version, from, true);
}

function inMap(list: KeyedList, wishes: readonly ScriptWish[], settings: Values, where: Words): ScriptChanges {
  const entries = entriesIn(settings, list.path);
  return { where, root: [], settings: wishes.flatMap((wish) => keyedChanges(list, entries, wish)) };
}

function inLists(
  site: ScriptSite,
  wishes: readonly ScriptWish[],
  values: Values,
  place: 'root' | 'settings',
): ScriptChanges {
  const start = place === 'root' ? ['pnpm'] : [];
  const list = (name: string): NamedList => {
    const path = [...start, name];
    return { path, items: textsAt(values, path) };
  };
  const only = list('onlyBuiltDependencies');
  const ignored = list('ignoredBuiltDependencies');
  const never = list('neverBuiltDependencies');
  const changes = wishes.flatMap((wish): readonly JsonChange[] => {
    if (wish.allow) return movedInto(wish, itemOf(site, wish), only, [ignored, never]);
    if (isAtLeast(site, BLOCKS, true)) return movedInto(wish, wish.name, ignored, [only]);
    // pnpm 9 refuses both lists at once; with the one it runs nothing else.
    return only.items === undefined ? movedInto(wish, wish.name, never, []) : takenOut(wish.name, only);
  });
  const where = inFile(only.path.join('.'), place === 'root' ? 'package.json' : SETTINGS);
  return place === 'root' ? { where, root: changes, settings: [] } : { where, root: [], settings: changes };
}

function itemOf(site: ScriptSite, { name, versions }: ScriptWish): string {
  const isPinned = versions.length > 0 && isAtLeast(site, KNOWS_VERSIONS, false);
  return isPinned ? `${name}@${versions.join(' || ')}` : name;
}
