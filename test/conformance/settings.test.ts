import assert from 'node:assert/strict';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { EDITOR_SEVERITIES, LEVELS, SETTINGS } from '../../server/src/model/index.js';
import { LOCKFILE_NAMES } from '../../server/src/protocol/lockfile-names.js';
import { COMMANDS } from '../../server/src/protocol/messages.js';
import { RISK_VIEW_COMMANDS } from '../../server/src/protocol/risk-view.js';
import { englishManifest } from '../support/manifest.js';

interface Property {
  readonly order: number;
  readonly type: string;
  readonly scope: string;
  readonly default: unknown;
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, { readonly enum: readonly string[] }>>;
}

interface Group {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Property>>;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
    readonly virtualWorkspaces: { readonly supported: string; readonly description: string };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: readonly Group[];
  };
}

const manifest = englishManifest() as Manifest;
const groups = manifest.contributes.configuration;
const properties: Readonly<Record<string, Property>> = Object.fromEntries(
  groups.flatMap((group) => Object.entries(group.properties)),
);

/** The language client's own setting: the server never sees it. */
const CLIENT_ONLY = ['packageRisk.trace.server'];

describe('the settings in package.json', () => {
  it('are the ones that the server reads, and the trace', () => {
    const declared = Object.keys(SETTINGS).map((name) => `packageRisk.${name}`);
    assert.deepEqual(Object.keys(properties).sort(), [...declared, ...CLIENT_ONLY].sort());
  });

  for (const [name, schema] of Object.entries(SETTINGS)) {
    it(`describe ${name} as the server does`, () => {
      const property = properties[`packageRisk.${name}`];
      const { scope, default: value, description, minimum, maximum } = property ?? {};
      const { minimum: least, maximum: most } = schema as { minimum?: number; maximum?: number };
      const expected = { scope: schema.scope, value: schema.default, description: schema.description };
      assert.deepEqual({ scope, value, description }, expected);
      assert.deepEqual({ minimum, maximum }, { minimum: least, maximum: most });
      assert.equal(property?.type, Array.isArray(schema.default) ? 'array' : typeof schema.default);
    });
  }

  it('offer each severity for each level', () => {
    const { properties: levels = {} } = properties['packageRisk.severity'] ?? {};
    assert.deepEqual(Object.keys(levels).sort(), LEVELS.filter((level) => level !== 'none').sort());
    for (const level of Object.values(levels)) assert.deepEqual(level.enum, EDITOR_SEVERITIES);
  });

  it('stand in four groups, each with a title and an order of its own', () => {
    assert.equal(groups.length, 4);
    assert.equal(new Set(groups.map(({ title }) => title)).size, groups.length);
    const ordered = (all: readonly { readonly order: number }[]): void =>
      assert.deepEqual(
        all.map(({ order }) => order),
        all.map((_, at) => at + 1),
      );
    ordered(groups);
    for (const group of groups) ordered(Object.values(group.properties));
    const names = groups.flatMap((group) => Object.keys(group.properties));
    assert.equal(new Set(names).size, names.length);
  });

  it('cannot be set by an untrusted folder', () => {
    const settable = Object.entries(SETTINGS).filter(([, { scope }]) => scope === 'resource' || scope === 'window');
    const names = settable.map(([name]) => `packageRisk.${name}`);
    assert.deepEqual([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(), names.sort());
  });
});

describe('the commands in package.json', () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);

  it('are those of the protocol', () => {
    assert.deepEqual(
      [...contributed].sort(),
      [...Object.values(COMMANDS), ...Object.values(RISK_VIEW_COMMANDS)].sort(),
    );
  });

  it('have a title in the palette, under the name of the extension', () => {
    for (const { title, category } of manifest.contributes.commands) {
      assert.notEqual(title, '');
      assert.equal(category, 'Package Risk');
    }
  });

  it('are all there that a menu names', () => {
    for (const { command } of Object.values(manifest.contributes.menus).flat())
      assert.ok(contributed.includes(command));
  });
});

describe('the activation of the extension', () => {
  it('waits for a manifest or a JSON document, and never starts with every window', () => {
    assert.ok(manifest.activationEvents.length > 0);
    for (const name of LOCKFILE_NAMES) assert.ok(manifest.activationEvents.includes(`workspaceContains:${name}`), name);
    for (const event of manifest.activationEvents) assert.match(event, /^(workspaceContains:|onLanguage:json)/);
  });
});

describe('the extension in a virtual workspace', () => {
  it('says in one sentence what is missing', () => {
    const { supported, description } = manifest.capabilities.virtualWorkspaces;
    assert.equal(supported, 'limited');
    assert.match(description, /^[^.]+(?:\.\w[^.]*)*\.$/);
  });
});

describe('the lockfiles that client and server speak of', () => {
  it('are those that a format reads', () => {
    const read = LOCKFILE_FORMATS.filter(({ notRead }) => notRead === undefined).flatMap(({ fileNames }) => fileNames);
    assert.deepEqual([...LOCKFILE_NAMES].sort(), [...read].sort());
  });
});
