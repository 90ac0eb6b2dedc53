/** Which registries the settings of yarn, pnpm and bun name. Read as text, line by line: nothing is expanded or used. */

/** The files that can name registries, by name. */
export const SETTINGS_FILES: readonly string[] = Object.freeze([
  '.yarnrc.yml',
  '.yarnrc',
  'pnpm-workspace.yaml',
  'bunfig.toml',
  '.bunfig.toml',
]);

/** Longer ones are no settings that a person wrote. */
const MAX_LENGTH = 1024 * 1024;

const URL_IN_LINE = /https?:\/\/[^\s"'`,}\]]+/g;

/** `npmRegistryServer: "https://…"`, at the top or under `npmScopes`. */
const YARN = /^\s*npmRegistryServer\s*:/;
/** `registry "https://…"`, `"@scope:registry" "https://…"`. */
const YARN_CLASSIC = /^\s*"?(?:@[^:"\s]+:)?registry"?\s/;
/** A section of pnpm's or bun's file whose lines are all registries. */
const SECTION = /^(?:registries|namedRegistries)\s*:|^\s*\[install\.scopes\]/;
/** `registry = "https://…"`, `registry = { url = "https://…", token = "…" }`, `registry: https://…`. */
const SINGLE = /^\s*registry\s*[=:]/;
const COMMENT = /^\s*#/;

/** URLs of the registries that a file of this name speaks of, as written. */
export function registriesIn(fileName: string, text: string): readonly string[] {
  if (text.length > MAX_LENGTH) return [];
  const lines = text.split(/\r?\n/).filter((line) => !COMMENT.test(line));
  return linesOfRegistries(fileName, lines).flatMap((line) => line.match(URL_IN_LINE) ?? []);
}

function linesOfRegistries(fileName: string, lines: readonly string[]): readonly string[] {
  if (fileName === '.yarnrc.yml') return lines.filter((line) => YARN.test(line));
  if (fileName === '.yarnrc') return lines.filter((line) => YARN_CLASSIC.test(line));
  return linesInSections(lines, fileName.endsWith('.toml') ? /^\s*\[/ : /^\S/);
}

function linesInSections(lines: readonly string[], startsSection: RegExp): readonly string[] {
  let inside = false;
  return lines.filter((line) => {
    if (startsSection.test(line)) inside = SECTION.test(line);
    return inside || SINGLE.test(line);
  });
}
