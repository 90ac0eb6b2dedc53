import { jsonText, terminalText } from '../support/terminal.js';
import { neededBy, PERMISSION_FLAGS, shellWord } from './node-permissions.js';
import { byCapability, type PermissionsReport } from './permissions-report.js';

/** More names than these say no more in one line. */
const MAX_NAMES = 8;
const MAX_LINE = 2_000;

/** For a reader, in a terminal or an editor: no colours, all text from outside escaped. */
export function permissionsText(report: PermissionsReport): string {
  const { packages, notSeen, uncertain, lavamoat } = report;
  const count = packages.length + notSeen.length;
  return `${[
    `What ${count === 1 ? 'the package' : `the ${count} packages`} of this project can do when it runs, as seen in ${count === 1 ? 'its' : 'their'} files; nothing was run.`,
    ...section('Capabilities', capabilityLines(report)),
    ...section('Node.js permissions', nodeLines(report)),
    ...section('Install scripts', scriptLines(report)),
    ...(lavamoat === undefined
      ? []
      : section('LavaMoat policy, a draft of policy.json', [jsonText(lavamoat).trimEnd()])),
    ...section(
      'Not certain',
      uncertain.map((one) => `- ${terminalText(one, MAX_LINE)}`),
    ),
  ].join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, '', ...lines];
}

function capabilityLines({ packages }: PermissionsReport): readonly string[] {
  const able = byCapability(packages);
  if (able.length === 0) return packages.length === 0 ? [] : ['They only compute, as far as they were read.'];
  return able.map(([what, ids]) => `${what}: ${names(ids)}`);
}

function nodeLines({ node, packages }: PermissionsReport): readonly string[] {
  const flags = node.map(({ since, flags: own }, index) => {
    const upTo = index === 0 ? ' and later' : '';
    return `Node.js ${since}${upTo}\n  node ${own.map((flag) => terminalText(shellWord(flag), MAX_LINE)).join(' ')}`;
  });
  const why = PERMISSION_FLAGS.flatMap((flag) => {
    const ids = neededBy(packages, flag);
    return ids.length === 0 ? [] : [`${flag}: ${names(ids)}`];
  });
  return [...flags, ...(why.length === 0 ? [] : ['', ...why])];
}

function scriptLines({ scripts }: PermissionsReport): readonly string[] {
  if (scripts === undefined) return [];
  const { allowed, denied, open, where, caveat } = scripts;
  if (allowed.length + denied.length + open.length === 0) return ['No package has any.'];
  const lines: readonly (readonly [string, readonly string[]])[] = [
    ['judged well, to be allowed', allowed],
    ['to be denied', denied],
    ['to be decided by you', open],
  ];
  return [
    ...lines.filter(([, ids]) => ids.length > 0).map(([what, ids]) => `${what}: ${names(ids, Infinity)}`),
    ...(where === undefined ? ['The package manager has no list of them.'] : [`The list is ${terminalText(where)}.`]),
    ...(caveat === undefined ? [] : [caveat]),
  ];
}

function names(ids: readonly string[], most = MAX_NAMES): string {
  const more = ids.length > most ? ` and ${ids.length - most} more` : '';
  return ids
    .slice(0, most)
    .map((id) => terminalText(id))
    .join(', ')
    .concat(more);
}
