import { phrase, type Phrase } from '../../model/index.js';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Which registries a project's own `.npmrc` names, as plain text: nothing in it is expanded or used. */
export interface ProjectMappings {
  /** `registry=`, as written. */
  readonly defaultRegistry?: string;
  /** `@scope:registry=` by scope, as written. */
  readonly scopes: ReadonlyMap<string, string>;
  /** It cannot be told which names are mapped: why, as a clause. */
  readonly unclear?: Phrase;
}

/** More is no configuration file that a person wrote. */
const MAX_NPMRC_BYTES = 1024 * 1024;

/**
 * What the project's files map; undefined where they map nothing.
 *
 * Reads the `.npmrc` of the project and of every folder above that is a package too: under workspaces npm reads the
 * root's, and finding out which one that is would mean to follow the project's own patterns over the disk.
 *
 * @param ownFiles the user's and the global configuration, which are no project's.
 */
export async function readProjectMappings(
  folder: string,
  ownFiles: readonly string[],
): Promise<ProjectMappings | undefined> {
  const found: ProjectMappings[] = [];
  for (const candidate of foldersUpwards(folder)) {
    const file = path.join(candidate, '.npmrc');
    if (ownFiles.includes(file)) continue;
    if (candidate !== folder && !(await exists(path.join(candidate, 'package.json')))) continue;
    found.push(await readMappings(file));
  }
  const mappings = {
    defaultRegistry: found.find((each) => each.defaultRegistry !== undefined)?.defaultRegistry,
    scopes: new Map(found.reverse().flatMap((each) => [...each.scopes])),
    unclear: found.find((each) => each.unclear !== undefined)?.unclear,
  };
  const none = mappings.scopes.size === 0 && !(mappings.defaultRegistry ?? mappings.unclear);
  return none ? undefined : mappings;
}

function foldersUpwards(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpwards(parent)];
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function readMappings(file: string): Promise<ProjectMappings> {
  try {
    if ((await stat(file)).size > MAX_NPMRC_BYTES)
      return { scopes: new Map(), unclear: phrase("the project's .npmrc is too large to read") };
    return mappingsIn(await readFile(file, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    const nothing = ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code);
    return {
      scopes: new Map(),
      ...(nothing ? {} : { unclear: phrase("the project's .npmrc cannot be read ({code})", { code }) }),
    };
  }
}

const SCOPE_KEY = /^(@[^:/]+):registry$/;

/** Reads more than npm would where in doubt (sections, quotes): a name too many is only asked for later. */
export function mappingsIn(text: string): ProjectMappings {
  const scopes = new Map<string, string>();
  let defaultRegistry: string | undefined;
  let unclear: Phrase | undefined;
  for (const { key, value } of assignmentsIn(text)) {
    const scope = SCOPE_KEY.exec(key)?.[1];
    // npm expands variables in keys too; what this one sets is only known after that.
    if (key.includes('${')) unclear = phrase("the project's .npmrc has settings named by environment variables");
    else if (key === 'registry') defaultRegistry = value;
    else if (scope !== undefined) scopes.set(scope, value);
  }
  return { defaultRegistry, scopes, unclear };
}

export interface Assignment {
  readonly key: string;
  readonly value: string;
}

/** The lines of an `.npmrc` that set something, as written. */
export function assignmentsIn(text: string): readonly Assignment[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]+/)
    .flatMap((line) => {
      const [, key, value] = /^(?!\s*[;#])([^=]*)=(.*)$/.exec(line) ?? [];
      if (key === undefined || value === undefined) return [];
      return [{ key: unquoted(key).replace(/\[\]$/, ''), value: unquoted(value) }];
    });
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
}
