import { integrityOf, type LockedPackage, type LockedProject, type Need } from './locked-project.js';

type PnpmVersion = '5.4' | '6.0' | '9.0';

/** How the versions write a package with the peer that it got. */
interface Style {
  reference(one: LockedPackage): string;
  key(one: LockedPackage): string;
}

const withBrackets = (one: LockedPackage): string =>
  `${one.version}${one.peer === undefined ? '' : `(${idOf(one.peer.to)})`}`;

const STYLES: Readonly<Record<PnpmVersion, Style>> = Object.freeze({
  '5.4': style(
    (one) => one.version + (one.peer === undefined ? '' : `_${idOf(one.peer.to).replace('/', '+')}`),
    (name) => `/${name}/`,
  ),
  '6.0': style(withBrackets, (name) => `/${name}@`),
  '9.0': style(withBrackets, (name) => `${name}@`),
});

function style(reference: Style['reference'], keyStart: (name: string) => string): Style {
  return { reference, key: (one) => keyStart(one.name) + reference(one) };
}

function idOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

/** As pnpm writes it: maps in braces for what is small, an empty line before each package. */
export function pnpmLockText(project: LockedProject, version: PnpmVersion): string {
  const own = STYLES[version];
  const head = version === '5.4' ? `lockfileVersion: ${version}` : `lockfileVersion: '${version}'`;
  const settings = ['', 'settings:', '  autoInstallPeers: true', '  excludeLinksFromLockfile: false'];
  const lines = [head, ...(version === '5.4' ? [] : settings), '', ...importerLines(project, own, version), ''];
  lines.push('packages:', '');
  for (const one of project.packages) {
    const key = version === '9.0' ? idOf(one) : own.key(one);
    lines.push(`  ${quoted(key)}:`, ...packageLines(one), ...(version === '9.0' ? [] : needLines(one, own)));
    if (version !== '9.0') lines.push(`    dev: ${String(one.dev)}`);
    lines.push('');
  }
  if (version === '9.0') lines.push('snapshots:', '', ...project.packages.flatMap((one) => snapshotLines(one, own)));
  return `${lines.join('\n').trimEnd()}\n`;
}

function importerLines({ direct }: LockedProject, own: Style, version: PnpmVersion): readonly string[] {
  const lines: string[] = [];
  if (version === '5.4') lines.push('specifiers:', ...direct.map(({ name, range }) => `  ${pair(name, range)}`), '');
  const indent = version === '9.0' ? '    ' : '';
  if (version === '9.0') lines.push('importers:', '', '  .:');
  for (const dev of [false, true]) {
    lines.push(`${indent}${dev ? 'devDependencies' : 'dependencies'}:`);
    for (const need of direct.filter(({ to }) => to.dev === dev)) {
      if (version === '5.4') lines.push(`  ${pair(need.name, own.reference(need.to))}`);
      else lines.push(...resolvedLines(need, own, `${indent}  `));
    }
    if (indent === '') lines.push('');
  }
  return lines;
}

function resolvedLines({ name, range, to }: Need, own: Style, indent: string): readonly string[] {
  const inner = `${indent}  `;
  return [
    `${indent}${quoted(name)}:`,
    `${inner}${pair('specifier', range)}`,
    `${inner}${pair('version', own.reference(to))}`,
  ];
}

function packageLines(one: LockedPackage): readonly string[] {
  const { engines, bin, peer } = one;
  return [
    `    resolution: {integrity: ${integrityOf(one)}}`,
    ...(engines === undefined ? [] : [`    engines: {node: '${engines}'}`]),
    ...(bin === undefined ? [] : ['    hasBin: true']),
    ...(peer === undefined ? [] : ['    peerDependencies:', `      ${pair(peer.name, peer.range)}`]),
  ];
}

function needLines({ needs, peer }: LockedPackage, own: Style): readonly string[] {
  const all = [...needs, ...(peer === undefined ? [] : [peer])];
  if (all.length === 0) return [];
  return ['    dependencies:', ...all.map(({ name, to }) => `      ${pair(name, own.reference(to))}`)];
}

function snapshotLines(one: LockedPackage, own: Style): readonly string[] {
  const needs = needLines(one, own);
  const key = quoted(own.key(one));
  return needs.length === 0 ? [`  ${key}: {}`, ''] : [`  ${key}:`, ...needs, ''];
}

function pair(name: string, value: string): string {
  return `${quoted(name)}: ${quoted(value)}`;
}

/** What YAML would take for something else than text. */
const NOT_PLAIN = /^[@>=*&!|%`'"{[\]}#?,-]|: |^(?:true|false|null|yes|no|on|off|y|n|~)$|^[\d.]+$/i;

function quoted(text: string): string {
  const [, second] = text.split('.', 2);
  const isVersion = second !== undefined && /^\d+\.\d+\.\d+$/.test(text);
  return NOT_PLAIN.test(text) && !isVersion ? `'${text}'` : text;
}
