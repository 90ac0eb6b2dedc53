import assert from 'node:assert/strict';
import { DEFAULT_REGISTRY_HOST } from '../../../server/src/platform/npm/default-registry.js';
import { createKnownRegistriesReader } from '../../../server/src/platform/npm/known-registries.js';
import { npmMachine, type NpmMachine, type NpmMachineOptions } from '../../support/npm-machine.js';

interface Known {
  readonly hosts: readonly string[];
  readonly unused: readonly string[];
}

describe('the registries that a configuration names', () => {
  const machines: NpmMachine[] = [];
  afterEach(async () => {
    for (const made of machines.splice(0)) await made.remove();
  });

  async function machine(options: NpmMachineOptions = {}): Promise<NpmMachine> {
    const made = await npmMachine(options);
    machines.push(made);
    return made;
  }

  async function known(
    made: NpmMachine,
    trusted: boolean,
    read = createKnownRegistriesReader(made.variables),
  ): Promise<Known> {
    const { hosts, unused } = await read(made.projectFolder, trusted, await made.load({ trusted }));
    return { hosts: [...hosts].filter((host) => host !== DEFAULT_REGISTRY_HOST), unused: [...unused] };
  }

  it('are all of the user: default, scopes, and hosts that a login is bound to', async () => {
    const user =
      'registry=https://a.invalid/npm/\n@x:registry=https://b.invalid:8443\n//c.invalid/npm/:_authToken=secret\n';
    const made = await machine({ user });
    await made.write('home/.yarnrc.yml', 'npmRegistryServer: https://d.invalid\n');
    assert.deepEqual([...(await known(made, false)).hosts].sort(), [
      'a.invalid',
      'b.invalid:8443',
      'c.invalid',
      'd.invalid',
    ]);
  });

  it("are a project's own only once it is trusted", async () => {
    const made = await machine({ project: 'registry=https://a.invalid/\n@x:registry=${HOST}/x\n' });
    await made.write('home/project/bunfig.toml', '[install]\nregistry = "https://b.invalid"\n');
    assert.deepEqual(await known(made, false), { hosts: [], unused: ['a.invalid', 'b.invalid'] });
    assert.deepEqual(await known(made, true), { hosts: ['a.invalid', 'b.invalid'], unused: [] });
  });

  it('are read again when a file has changed', async () => {
    const made = await machine();
    const read = createKnownRegistriesReader(made.variables);
    assert.deepEqual((await known(made, true, read)).hosts, []);
    await made.write('home/project/.yarnrc', 'registry "https://a.invalid"\n');
    assert.deepEqual((await known(made, true, read)).hosts, ['a.invalid']);
  });

  it('are read again when whoever remembers the times of files tells another one', async () => {
    const made = await machine();
    let written = 1;
    const asked = new Set<string>();
    const read = createKnownRegistriesReader(made.variables, {
      times: (path) => {
        asked.add(path);
        return Promise.resolve({ written, changed: 1 });
      },
    });
    assert.deepEqual((await known(made, true, read)).hosts, []);
    await made.write('home/project/.yarnrc', 'registry "https://a.invalid"\n');
    assert.deepEqual((await known(made, true, read)).hosts, []);
    written = 2;
    assert.deepEqual((await known(made, true, read)).hosts, ['a.invalid']);
    assert.ok(asked.size > 5, `${asked.size} files`);
  });
});
