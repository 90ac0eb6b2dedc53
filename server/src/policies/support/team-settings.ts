import {
  phrase,
  type IgnoredAdvisory,
  type ManagerPolicy,
  type PackageManager,
  type Words,
} from '../../model/index.js';
import type { Files } from '../../platform/files.js';
import { withoutProjectsSettings } from '../../platform/npm/inherited-variables.js';
import type { Variables } from '../../platform/npm/node-installation.js';
import type { ManagerSettings, ManagerSettingsFormat, TeamPlace, TeamSettingsReader } from '../policy.js';
import { ENVIRONMENT, environmentSettings } from './environment-settings.js';
import { managerPolicy, type FoundSettings } from './manager-policies.js';
import { settingsPlaces, type SettingsPlace } from './settings-places.js';

export interface TeamSettingsParts {
  readonly files: Files;
  readonly variables: Variables;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
  readonly formats: readonly ManagerSettingsFormat[];
  /** Where npm's settings of the whole machine lie. Asked for once. */
  readonly globalNpmrc?: () => Promise<string | undefined>;
}

/** What was made of a text, by the file and the manager that it was read for. */
interface Remembered {
  readonly text: string;
  readonly settings: ManagerSettings;
}

/** Reads what variables, the files around a project, and the user's own tell the manager that governs it. */
export function createTeamSettingsReader(parts: TeamSettingsParts): TeamSettingsReader {
  const remembered = new Map<string, Remembered>();
  let machine: Promise<string | undefined> | undefined;
  return async (place) => {
    const found: FoundSettings[] = await inEnvironment(place, parts.variables);
    const notes: Words[] = [];
    const globalNpmrc = await (machine ??= parts.globalNpmrc?.());
    for (const at of settingsPlaces(place, { ...parts, globalNpmrc })) {
      const settings = await readOne(at, place.manager, parts, remembered);
      if (settings === undefined || Object.keys(settings).length === 0) continue;
      if (at.isProjects && !place.trusted) notes.push(notUsed(at));
      else found.push({ settings, file: at.label });
    }
    return { manager: policyOf(place, found), ignored: found.flatMap(ignoredOf), notes };
  };
}

async function inEnvironment(place: TeamPlace, variables: Variables): Promise<FoundSettings[]> {
  const own = place.trusted ? variables : await withoutProjectsSettings(variables);
  const settings = environmentSettings(place, own);
  return Object.keys(settings).length === 0 ? [] : [{ settings, file: ENVIRONMENT }];
}

function notUsed({ label }: SettingsPlace): Words {
  return phrase('What {file} says of what may be installed is not used, because this project is not trusted.', {
    file: label,
  });
}

function policyOf({ manager, managerVersion }: TeamPlace, found: readonly FoundSettings[]): ManagerPolicy | undefined {
  return manager === undefined ? undefined : managerPolicy(manager, managerVersion, found);
}

function ignoredOf({ settings, file }: FoundSettings): readonly IgnoredAdvisory[] {
  return (settings.ignored ?? []).map((one) => ({ ...one, file }));
}

/** A project is read on every keystroke, its settings seldom change: the same text is not read twice. */
async function readOne(
  at: SettingsPlace,
  manager: PackageManager | undefined,
  { files, formats }: TeamSettingsParts,
  remembered: Map<string, Remembered>,
): Promise<ManagerSettings | undefined> {
  const text = await files.read(at.file);
  const key = `${manager ?? ''} ${at.file}`;
  if (text.status !== 'ok') {
    remembered.delete(key);
    return undefined;
  }
  const known = remembered.get(key);
  if (known?.text === text.value) return known.settings;
  const format = formats.find(({ id }) => id === at.format);
  const settings = format?.read(text.value, manager ?? 'npm') ?? {};
  remembered.set(key, { text: text.value, settings });
  return settings;
}
