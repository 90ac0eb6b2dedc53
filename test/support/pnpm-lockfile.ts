/** What a line of a manifest asks for, and the version that it got. */
type Line = readonly [specifier: string, version: string];

interface Importer {
  readonly dependencies?: Readonly<Record<string, Line>>;
  readonly devDependencies?: Readonly<Record<string, Line>>;
}

/**
 * The text of a `pnpm-lock.yaml` of version 9.0.
 *
 * @param importers by folder; the root has no lines of its own
 * @param packages `name@version` → what it gets for which name
 */
export function pnpmLockfile(
  importers: Readonly<Record<string, Importer>>,
  packages: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const ids = Object.entries(packages);
  return [
    "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n",
    ...Object.entries(importers).map(([folder, sections]) => `  ${folder}:\n${sectionLines(sections)}`),
    'packages:\n',
    ...ids.map(([id]) => `  ${id}:\n    resolution: {integrity: sha512-${Buffer.from(id).toString('base64')}}\n`),
    'snapshots:\n',
    ...ids.map(([id, gets]) => `  ${id}:${snapshotLines(gets)}\n`),
  ].join('\n');
}

function sectionLines(sections: Importer): string {
  return Object.entries(sections as Readonly<Record<string, Readonly<Record<string, Line>>>>)
    .map(([section, lines]) => `    ${section}:\n${Object.entries(lines).map(lineText).join('')}`)
    .join('');
}

function lineText([name, [specifier, version]]: readonly [string, Line]): string {
  return `      ${name}:\n        specifier: '${specifier}'\n        version: ${version}\n`;
}

function snapshotLines(gets: Readonly<Record<string, string>>): string {
  const lines = Object.entries(gets).map(([name, version]) => `      ${name}: ${version}`);
  return lines.length === 0 ? ' {}' : `\n    dependencies:\n${lines.join('\n')}`;
}
