import {
  byText,
  integrityOf,
  manifestOf,
  pairs,
  type LockedPackage,
  type LockedProject,
  type Need,
} from './locked-project.js';

/** As bun writes it: one line a package, commas at the end. */
export function bunLockText(project: LockedProject): string {
  const { dependencies, devDependencies } = JSON.parse(manifestOf(project)) as Record<string, Record<string, string>>;
  const lines = ['{', '  "lockfileVersion": 1,', '  "workspaces": {', '    "": {', `      "name": "${project.name}",`];
  for (const [section, ranges] of Object.entries({ dependencies, devDependencies })) {
    lines.push(
      `      "${section}": {`,
      ...Object.entries(ranges ?? {}).map(([name, range]) => `        "${name}": "${range}",`),
    );
    lines.push('      },');
  }
  lines.push('    },', '  },', '  "packages": {');
  const keyed = project.packages.map((one) => [bunKey(one), one] as const).sort(([a], [b]) => byText(a, b));
  for (const [key, one] of keyed) lines.push(`    ${JSON.stringify(key)}: ${bunValue(one)},`, '');
  return `${[...lines, '  }', '}'].join('\n')}\n`;
}

function bunKey({ name, within }: LockedPackage): string {
  return within === undefined ? name : `${within}/${name}`;
}

function bunValue(one: LockedPackage): string {
  const { name, version, needs, peer, bin } = one;
  const range = (need: Need): string => need.range;
  const described = {
    ...(needs.length === 0 ? {} : { dependencies: pairs(needs, range) }),
    ...(peer === undefined ? {} : { peerDependencies: pairs([peer], range) }),
    ...(bin === undefined ? {} : { bin: { [bin]: 'bin/cli.js' } }),
  };
  const parts = [`${name}@${version}`, '', described, integrityOf(one)].map((part) => spaced(part));
  return `[${parts.join(', ')}]`;
}

/** `{ "a": { "b": "c" } }`, on one line. */
function spaced(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
}

/** As vlt writes it: nodes, and the edges between them. */
export function vltLockText({ packages, direct }: LockedProject): string {
  const nodes = packages.map((one): [string, string] => {
    return [vltId(one), JSON.stringify([one.dev ? 2 : 0, one.name, integrityOf(one)])];
  });
  const edges = [
    ...direct.map((need) => vltEdge('file~_d', need, need.to.dev ? 'dev' : 'prod')),
    ...packages.flatMap((one) => [
      ...one.needs.map((need) => vltEdge(vltId(one), need, 'prod')),
      ...(one.peer === undefined ? [] : [vltEdge(vltId(one), one.peer, 'peer')]),
    ]),
  ];
  const section = (entries: readonly (readonly [string, string])[]): string =>
    [...entries]
      .sort(([a], [b]) => byText(a, b))
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${value}`)
      .join(',\n');
  const sections = [`  "nodes": {\n${section(nodes)}\n  }`, `  "edges": {\n${section(edges)}\n  }`];
  return `{\n  "lockfileVersion": 1,\n  "options": {},\n${sections.join(',\n')}\n}\n`;
}

function vltId({ name, version, peer }: LockedPackage): string {
  return `~npm~${name.replace('/', '+')}@${version}${peer === undefined ? '' : '~peer.1'}`;
}

function vltEdge(from: string, { name, range, to }: Need, kind: string): [string, string] {
  return [`${from} ${name}`, JSON.stringify(`${kind} ${range} ${vltId(to)}`)];
}

/** As deno writes it: what a name alone tells is named by it alone. */
export function denoLockText({ packages, direct }: LockedProject): string {
  const versions = new Map<string, number>();
  for (const { name } of packages) versions.set(name, (versions.get(name) ?? 0) + 1);
  const reference = ({ to }: Need): string => (versions.get(to.name) === 1 ? to.name : denoId(to));
  const specifier = ({ name, range }: Need): string => `npm:${name}@${range}`;
  const npm = packages.map((one) => {
    const references = [...one.needs, ...(one.peer === undefined ? [] : [one.peer])].map(reference).sort();
    return [
      denoId(one),
      { integrity: integrityOf(one), ...(references.length === 0 ? {} : { dependencies: references }) },
    ] as const;
  });
  const lockfile = {
    version: '5',
    specifiers: Object.fromEntries(
      direct.map((need) => [specifier(need), denoId(need.to).slice(need.name.length + 1)]),
    ),
    npm: Object.fromEntries([...npm].sort(([a], [b]) => byText(a, b))),
    workspace: { packageJson: { dependencies: direct.map(specifier) } },
  };
  return `${JSON.stringify(lockfile, null, 2)}\n`;
}

function denoId({ name, version, peer }: LockedPackage): string {
  return `${name}@${version}${peer === undefined ? '' : `_${peer.name.replace('/', '__')}@${peer.to.version}`}`;
}
