import assert from 'node:assert/strict';
import path from 'node:path';
import { createEngine } from '../../server/src/compose.js';
import { DEFAULT_SETTINGS, type Assessment, type Settings } from '../../server/src/model/index.js';
import { dossierOf } from '../../server/src/opinion/dossier.js';
import { createLocalFiles } from '../../server/src/platform/local-files.js';
import { silentLogger } from '../../server/src/platform/logger.js';
import { startDepsDev } from '../support/deps-dev-server.js';
import { startDownloads } from '../support/downloads-server.js';
import type { LocalServer } from '../support/local-server.js';
import { npmMachine, type NpmMachine } from '../support/npm-machine.js';
import { startOsv } from '../support/osv-server.js';
import { packument } from '../support/packuments.js';
import { startRegistry } from '../support/registry-server.js';
import { startScorecard } from '../support/scorecard-server.js';

/** Compiled, this file lies in `<checkout>/<out>/test/conformance`. */
const ASSETS = path.resolve(import.meta.dirname, '..', '..', '..', 'dist');

const NOW = Date.UTC(2026, 5, 1);
const YESTERDAY = new Date(NOW - 24 * 3_600_000).toISOString();

/** Every service that there is, each on this machine and with a memory of what it was asked. */
interface World {
  readonly machine: NpmMachine;
  readonly servers: Readonly<Record<'company' | 'npm' | 'osv' | 'downloads' | 'depsDev' | 'scorecard', LocalServer>>;
  readonly settings: Settings;
}

describe('names that may be private', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function world(settings: Partial<Settings> = {}): Promise<World> {
    const servers = {
      company: await startRegistry({
        packages: [packument('@acme/kit', { '1.2.0': { repository: 'https://github.com/acme/kit' } })],
        advisories: {},
      }),
      npm: await startRegistry({
        packages: [
          packument('lodash', { '4.18.0': { repository: 'https://github.com/lodash/lodash' } }),
          packument('@acme/kit', { '99.9.9': { published: YESTERDAY } }),
        ],
        advisories: {},
      }),
      osv: await startOsv(),
      downloads: await startDownloads({ lodash: 60_000_000 }),
      depsDev: await startDepsDev(),
      scorecard: await startScorecard({}),
    };
    const machine = await npmMachine({
      user: `registry=${servers.npm.url}/\n@acme:registry=${servers.company.url}/\n`,
    });
    await machine.write(
      'home/project/package.json',
      '{ "dependencies": { "lodash": "4.18.0", "@acme/kit": "1.2.0", "acme-internal-tool": "1.0.0" } }',
    );
    open.push(...Object.values(servers), { close: () => machine.remove() });
    return {
      machine,
      servers,
      settings: {
        ...DEFAULT_SETTINGS,
        'advisories.osvUrl': servers.osv.url,
        'downloads.url': servers.downloads.url,
        'scorecard.enable': true,
        'scorecard.url': servers.scorecard.url,
        'advisories.depsDev': true,
        'advisories.depsDevUrl': servers.depsDev.url,
        'advisories.publicRegistries': [new URL(servers.npm.url).host],
        'analysis.enable': false,
        'cache.folder': path.join(machine.folder, 'cache'),
        ...settings,
      },
    };
  }

  async function judge({ machine, settings }: World): Promise<readonly Assessment[]> {
    const clock = (): number => NOW;
    const { engine, cache } = createEngine(
      {
        ...{ files: createLocalFiles(clock), clock, logger: silentLogger, network: {}, assetsFolder: ASSETS },
        analysis: {
          analyser: {
            analyse: () => Promise.reject(new Error('Nothing is to be analysed.')),
            analyseRepository: () => Promise.reject(new Error('Nothing is to be analysed.')),
            close: () => Promise.resolve(),
          },
          analyserVersion: () => 'none',
        },
        variables: machine.variables,
      },
      settings,
    );
    const manifestPath = path.join(machine.projectFolder, 'package.json');
    const project = await engine.open({ manifestPath, trusted: true });
    assert.ok(project !== undefined);
    const { assessments } = await engine.judge(project, { signal: new AbortController().signal, scope: 'direct' });
    await cache.settle();
    return assessments;
  }

  const heardOf = (server: LocalServer, word: string): readonly string[] =>
    server.requests
      .filter(({ path: asked, body }) => decodeURIComponent(asked + body).includes(word))
      .map((one) => one.path);

  it('are told to the registry that is configured for them, and to nobody else', async () => {
    const all = await world();
    const assessments = await judge(all);
    assert.ok(heardOf(all.servers.company, '@acme/kit').length > 0);
    for (const [name, server] of Object.entries(all.servers)) {
      if (name === 'company') continue;
      assert.deepEqual(heardOf(server, 'acme/'), [], name);
      assert.ok(heardOf(server, 'lodash').length > 0, `${name} was asked about what is public`);
    }
    assert.deepEqual(heardOf(all.servers.company, 'lodash'), []);
    const kit = assessments.find(({ subject }) => subject.name === '@acme/kit');
    assert.equal(kit?.facts.publicName, undefined);
  });

  it('are asked of the public registry by name where a setting of the machine says so, and of it alone', async () => {
    const off = await world();
    const on = await world();
    const settings = { ...on.settings, 'names.publicRegistry': on.servers.npm.url };
    await judge(off);
    const assessments = await judge({ ...on, settings });
    assert.deepEqual(heardOf(on.servers.npm, '@acme'), ['/@acme%2fkit']);
    for (const name of ['osv', 'downloads', 'depsDev', 'scorecard'] as const) {
      assert.deepEqual(heardOf(on.servers[name], 'acme/'), [], name);
    }
    const more = on.servers.npm.requests.length - off.servers.npm.requests.length;
    assert.equal(more, 1);
    const kit = assessments.find(({ subject }) => subject.name === '@acme/kit');
    const found = kit?.findings.filter(({ rule }) => rule === 'dependency-confusion');
    assert.deepEqual(
      found?.map(({ level }) => level),
      ['high'],
    );
  });

  it('are shown to no language model', async () => {
    const all = await world();
    const hosts = all.settings['advisories.publicRegistries'];
    const shown = (await judge(all)).map((one) => [one.subject.name, 'items' in dossierOf(one, hosts)] as const);
    assert.deepEqual(Object.fromEntries(shown), { lodash: true, '@acme/kit': false, 'acme-internal-tool': false });
  });

  it('stay where they are without a network', async () => {
    const all = await world({ offline: true });
    await judge({ ...all, settings: { ...all.settings, 'names.publicRegistry': all.servers.npm.url } });
    for (const { requests } of Object.values(all.servers)) assert.deepEqual(requests, []);
  });
});
