import type { CapabilityKind } from '../../model/index.js';
import type { PackagePrivileges } from './privileges.js';

/** A line of Node.js versions whose flags are the same; as `node --help` of 20.20, 22.23, 24.21, 25.9 and 26.12 has them. */
export interface NodeLine {
  readonly since: string;
  readonly flags: readonly string[];
}

interface Permission {
  readonly flag: string;
  /** The first major that has it; before, nothing of the kind is restricted. */
  readonly since: number;
  readonly capability?: CapabilityKind;
  readonly power?: RegExp;
}

const PERMISSIONS: readonly Permission[] = Object.freeze([
  { flag: '--allow-net', since: 25, capability: 'network' },
  { flag: '--allow-child-process', since: 20, capability: 'processes' },
  { flag: '--allow-worker', since: 20, power: /^(?:Worker|cluster\.fork)$/ },
  { flag: '--allow-addons', since: 20, capability: 'native-code' },
  { flag: '--allow-wasi', since: 20, power: /^wasi\./ },
  { flag: '--allow-inspector', since: 24, power: /^inspector\./ },
]);

const LINES: readonly (readonly [major: number, since: string, flag: string])[] = Object.freeze([
  [25, '25', '--permission'],
  [24, '24', '--permission'],
  [22, '22.13', '--permission'],
  [20, '20', '--experimental-permission'],
]);

/**
 * The narrowest flags with which a project can run whose packages can do this. Code is read from files, so the project's folder is
 * always readable; which other files are meant, nobody can tell from the code.
 *
 * @param folder absolute path of the project
 */
export function nodePermissions(packages: readonly PackagePrivileges[], folder: string): readonly NodeLine[] {
  const writes = packages.some(({ capabilities }) => capabilities.includes('writes-files'));
  const inFolder = folder.endsWith('/') || folder.endsWith('\\') ? folder : `${folder}/`;
  return LINES.map(([major, since, model]) => ({
    since,
    flags: [
      model,
      `--allow-fs-read=${inFolder}`,
      ...(writes ? [`--allow-fs-write=${inFolder}`] : []),
      ...PERMISSIONS.filter((one) => one.since <= major && packages.some((some) => needs(some, one))).map(
        ({ flag }) => flag,
      ),
    ],
  }));
}

/** `name@version` of the packages on whose account a flag is there. */
export function neededBy(packages: readonly PackagePrivileges[], flag: string): readonly string[] {
  const permission = PERMISSIONS.find((one) => one.flag === flag);
  return permission === undefined ? [] : packages.filter((one) => needs(one, permission)).map(({ id }) => id);
}

export const PERMISSION_FLAGS: readonly string[] = Object.freeze(PERMISSIONS.map(({ flag }) => flag));

function needs({ capabilities, powers }: PackagePrivileges, { capability, power }: Permission): boolean {
  return (
    (capability !== undefined && capabilities.includes(capability)) ||
    (power !== undefined && powers.some((name) => power.test(name)))
  );
}

/** As a shell takes it for one word. */
export function shellWord(text: string): string {
  return /^[\w./:@=+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
