import assert from 'node:assert/strict';
import { DEFAULT_REGISTRY_HOST } from '../../server/src/platform/npm/default-registry.js';
import { createPublicNameSource, publicConfiguration } from '../../server/src/sources/public-name.js';
import { createRegistrySource } from '../../server/src/sources/registry.js';
import type { NpmMachineOptions } from '../support/npm-machine.js';
import { packument } from '../support/packuments.js';
import { startRegistry, type RegistryServer } from '../support/registry-server.js';
import { inWords, lookUp, onlineSetup, type OnlineSetup } from './online-setup.js';

const PROJECT = '@acme:registry=https://npm.acme.invalid/\n';

describe('names of other registries in the public one', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function start(options: NpmMachineOptions): Promise<readonly [OnlineSetup, RegistryServer]> {
    const taken = packument('@acme/kit', { '99.9.9': {} });
    const [server, setup] = [await startRegistry({ packages: [taken] }), await onlineSetup(options)];
    open.push(server, setup);
    return [setup, server];
  }
  async function ask(setup: OnlineSetup, server: RegistryServer, names: readonly string[], publicHosts: string[] = []) {
    const online = await setup.parts();
    const config = publicConfiguration(online.config, server.url);
    const documents = createRegistrySource({ ...online, config });
    const parts = { ...online, publicRegistry: server.url, documents, publicHosts };
    const requests = names.map((name) => ({ name }));
    return lookUp(createPublicNameSource(parts), setup, requests);
  }
  const paths = ({ requests }: RegistryServer) => requests.map(({ path }) => path);

  it('are asked for by name alone, without what the other registry is told', async () => {
    const user = `${PROJECT}//npm.acme.invalid/:_authToken=secret\n`;
    const [setup, server] = await start({ user });
    const [taken, free] = await ask(setup, server, ['@acme/kit', '@acme/free']);
    assert.deepEqual([taken?.status, free?.status], ['ok', 'absent']);
    assert.deepEqual(taken?.status === 'ok' && Object.keys(taken.value.versions), ['99.9.9']);
    assert.deepEqual([...paths(server)].sort(), ['/@acme%2ffree', '/@acme%2fkit']);
    for (const { headers, body } of server.requests) {
      assert.equal(headers.authorization, undefined);
      assert.equal(body, '');
    }
  });

  it("are asked for where only an untrusted project's file maps them elsewhere", async () => {
    const [setup, server] = await start({ project: PROJECT });
    assert.equal((await ask(setup, server, ['@acme/kit']))[0]?.status, 'ok');
  });

  it('are not asked for where they come from there anyway, or from a mirror of it', async () => {
    const [setup, server] = await start({ user: `@other:registry=https://mirror.invalid/\n` });
    const [npms, mirrors] = await ask(setup, server, ['lodash', '@other/kit'], ['mirror.invalid']);
    assert.equal(inWords(npms), 'skipped not-from-registry: It comes from the public registry itself.');
    assert.equal(inWords(mirrors), 'skipped not-from-registry: It comes from the public registry itself.');
    assert.equal(DEFAULT_REGISTRY_HOST, 'registry.npmjs.org');
    assert.deepEqual(paths(server), []);
  });

  it('are none where they could be no names', async () => {
    const [setup, server] = await start({});
    assert.deepEqual((await ask(setup, server, ['../../-/v1/search']))[0]?.status, 'absent');
    assert.deepEqual(paths(server), []);
  });
});
