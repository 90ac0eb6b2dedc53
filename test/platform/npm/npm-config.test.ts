import assert from 'node:assert/strict';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_REGISTRY, DEFAULT_REGISTRY_HOST } from '../../../server/src/platform/npm/default-registry.js';
import { loadNpmConfig, registryFor } from '../../../server/src/platform/npm/npm-config.js';
import type { NpmConfiguration } from '../../../server/src/platform/npm/npm-config.js';
import { npmConfigOf, npmMachine } from '../../support/npm-machine.js';
import type { NpmMachine, NpmMachineOptions } from '../../support/npm-machine.js';

const machines: NpmMachine[] = [];
async function machine(options: NpmMachineOptions = {}): Promise<NpmMachine> {
  const made = await npmMachine(options);
  machines.push(made);
  return made;
}

/** `url`, or `status: reason`. */
function asked(config: NpmConfiguration, name: string): string {
  const registry = registryFor(config, name);
  if (!('status' in registry)) return registry.url;
  return 'reason' in registry ? `${registry.status}: ${registry.reason}` : registry.status;
}

describe("npm's configuration", () => {
  afterEach(async () => {
    for (const made of machines.splice(0)) await made.remove();
  });

  it('asks the public registry where nothing is configured', async () => {
    const config = await npmConfigOf();
    assert.equal(asked(config, 'lodash'), DEFAULT_REGISTRY);
    assert.deepEqual(config.problems, []);
  });

  it('takes registries of the user, the machine and the environment, the environment first', async () => {
    const global = 'registry=https://global.invalid/\n@g:registry=https://g.invalid\n';
    const user = 'registry = https://user.invalid/npm\n@acme:registry=https://acme.invalid/\n';
    const config = await npmConfigOf({ global, user });
    assert.equal(asked(config, 'lodash'), 'https://user.invalid/npm/');
    assert.equal(asked(config, '@acme/x'), 'https://acme.invalid/');
    assert.equal(asked(config, '@g/x'), 'https://g.invalid/');
    const environment = {
      NPM_CONFIG_REGISTRY: 'https://env.invalid/',
      'npm_config_@acme:registry': 'https://e.invalid/',
    };
    const stronger = await npmConfigOf({ global, user, variables: environment });
    assert.equal(asked(stronger, 'lodash'), 'https://env.invalid/');
    assert.equal(asked(stronger, '@acme/x'), 'https://e.invalid/');
  });

  it("expands environment variables in the user's file, from the variables given", async () => {
    const config = await npmConfigOf({
      user: '//r.invalid/:_authToken=${TOKEN}\nregistry=${BASE}/npm/\n',
      variables: { TOKEN: 'secret', BASE: 'https://r.invalid' },
    });
    assert.equal(config.options['//r.invalid/:_authToken'], 'secret');
    assert.equal(asked(config, 'lodash'), 'https://r.invalid/npm/');
  });

  it('uses --registry for every name, above all configuration', async () => {
    const options = { user: '@acme:registry=https://acme.invalid/\n', project: 'registry=https://evil.invalid/\n' };
    const config = await npmConfigOf(options, { registryOverride: 'https://only.invalid' });
    for (const name of ['lodash', '@acme/x']) assert.equal(asked(config, name), 'https://only.invalid/');
  });

  it('reads the environment and nothing of this process', async () => {
    const before = { ...process.env };
    await npmConfigOf({ user: 'omit=dev\nregistry=https://r.invalid/\n' }, { trusted: true });
    assert.deepEqual({ ...process.env }, before);
  });

  describe('of a project that is not trusted', () => {
    const project = [
      'registry=https://evil.invalid/${SECRET}/',
      '@acme:registry=https://npm.acme.invalid/',
      `//${DEFAULT_REGISTRY_HOST}/:_authToken=stolen`,
      '//npm.acme.invalid/:_authToken=${SECRET}',
      'proxy=http://evil.invalid:8080',
      'https-proxy=http://evil.invalid:8080',
      'strict-ssl=false',
      'ca=evil',
      'userconfig=/tmp/evil',
    ].join('\n');

    it('supplies no registry, credentials, proxy, certificate or strict-ssl', async () => {
      const config = await npmConfigOf({ project, variables: { SECRET: 'hunter2' } });
      assert.doesNotMatch(JSON.stringify(config.options), /evil|stolen|hunter2|acme/);
      assert.deepEqual(config.explicit, (await npmConfigOf()).explicit);
      assert.equal(config.userRegistry, DEFAULT_REGISTRY);
    });

    it('keeps names to itself that its file would send elsewhere', async () => {
      const config = await npmConfigOf({ project: '@acme:registry=https://npm.acme.invalid/\n' });
      assert.equal(asked(config, '@acme/secret'), 'skipped: untrusted-configuration');
      assert.equal(asked(config, 'lodash'), DEFAULT_REGISTRY);
      const other = await npmConfigOf({ project: 'registry=https://npm.acme.invalid/\n' });
      for (const name of ['lodash', '@types/node'])
        assert.equal(asked(other, name), 'skipped: untrusted-configuration');
    });

    it('says so in one sentence', async () => {
      const config = await npmConfigOf({ project: '@acme:registry=https://npm.acme.invalid/\n' });
      const outcome = registryFor(config, '@acme/secret');
      assert.ok('status' in outcome && outcome.status === 'skipped');
      assert.equal(outcome.reason, 'untrusted-configuration');
      assert.equal(
        outcome.message,
        "@acme/secret was not looked up: the project's .npmrc names another registry for it, and is not used until the project is trusted.",
      );
    });

    it("changes nothing where its file names the user's own registry or is weaker than the user's words", async () => {
      const user = 'registry=https://r.invalid/npm/\n@acme:registry=https://acme.invalid/\n';
      const same = await npmConfigOf({ user, project: 'registry=https://r.invalid/npm\n' });
      assert.equal(asked(same, 'lodash'), 'https://r.invalid/npm/');
      const mapped = await npmConfigOf({ user, project: 'registry=https://other.invalid/\n' });
      assert.equal(asked(mapped, '@acme/x'), 'https://acme.invalid/');
      assert.equal(asked(mapped, '@other/x'), 'skipped: untrusted-configuration');
      const variables = { npm_config_registry: 'https://env.invalid/' };
      const environment = await npmConfigOf({ project: 'registry=https://other.invalid/\n', variables });
      assert.equal(asked(environment, 'lodash'), 'https://env.invalid/');
    });

    it('keeps every name where its file says too little in plain text', async () => {
      const byVariable = await npmConfigOf({ project: '@${COMPANY}:registry=https://npm.acme.invalid/\n' });
      assert.equal(asked(byVariable, 'lodash'), 'skipped: untrusted-configuration');
    });

    it("looks at the file of the folders above, as the workspace's root decides for its members", async () => {
      const made = await machine();
      await made.write('home/project/.npmrc', '@acme:registry=https://npm.acme.invalid/\n');
      await made.write('home/project/packages/a/package.json', '{}');
      const config = await made.load({ projectFolder: 'home/project/packages/a' });
      assert.equal(asked(config, '@acme/secret'), 'skipped: untrusted-configuration');
    });

    it("does not take the user's own file for a project's, also in the home folder", async () => {
      const made = await machine({ user: '@acme:registry=https://npm.acme.invalid/\n' });
      await made.write('home/package.json', '{}');
      for (const projectFolder of ['home', 'home/project']) {
        assert.equal(asked(await made.load({ projectFolder }), '@acme/x'), 'https://npm.acme.invalid/');
      }
    });
  });

  describe('of a project that is not trusted and in which npm has started us', () => {
    const project = 'registry=https://evil.invalid/\nstrict-ssl=false\n"https-proxy" = http://evil.invalid\n';
    const inherited = {
      npm_config_registry: 'https://evil.invalid/',
      npm_config_strict_ssl: '',
      npm_config_https_proxy: 'http://evil.invalid',
      npm_config_noproxy: 'users.invalid',
    };

    it('does not take what npm has read from its file for words of the user', async () => {
      const made = await machine({ project, variables: inherited });
      const variables = { ...made.variables, npm_config_local_prefix: made.projectFolder };
      const config = await loadNpmConfig({ projectFolder: made.projectFolder, trusted: false, variables });
      assert.doesNotMatch(JSON.stringify({ ...config, unused: undefined }), /evil/);
      assert.equal(config.explicit.noProxy, 'users.invalid');
      assert.equal(asked(config, 'lodash'), 'skipped: untrusted-configuration');
    });

    it('takes none of it where the file hides the names of its settings', async () => {
      const made = await machine({ project: 'reg${UNSET?}istry=https://evil.invalid/\n', variables: inherited });
      const variables = { ...made.variables, npm_config_local_prefix: made.projectFolder };
      const config = await loadNpmConfig({ projectFolder: made.projectFolder, trusted: false, variables });
      assert.doesNotMatch(JSON.stringify(config), /evil/);
      assert.equal(asked(config, 'lodash'), 'skipped: untrusted-configuration');
    });

    it('takes all of it once the project is trusted', async () => {
      const made = await machine({ project, variables: inherited });
      const variables = { ...made.variables, npm_config_local_prefix: made.projectFolder };
      const config = await loadNpmConfig({ projectFolder: made.projectFolder, trusted: true, variables });
      assert.equal(asked(config, 'lodash'), 'https://evil.invalid/');
    });
  });

  describe('of a project that is trusted', () => {
    it('counts as npm counts it: stronger than the user, weaker than the environment', async () => {
      const options: NpmMachineOptions = {
        user: 'registry=https://user.invalid/\n@acme:registry=https://user.invalid/acme/\n',
        project: 'registry=https://project.invalid/\n//project.invalid/:_authToken=${TOKEN}\nstrict-ssl=false\n',
        variables: { TOKEN: 'abc', 'npm_config_@env:registry': 'https://env.invalid/' },
      };
      const config = await npmConfigOf(options, { trusted: true });
      assert.equal(asked(config, 'lodash'), 'https://project.invalid/');
      assert.equal(asked(config, '@acme/x'), 'https://user.invalid/acme/');
      assert.equal(asked(config, '@env/x'), 'https://env.invalid/');
      assert.equal(config.options['//project.invalid/:_authToken'], 'abc');
      assert.equal(config.explicit.strictSsl, false);
      assert.equal(config.userRegistry, 'https://user.invalid/');
    });

    it("tells the user's default registry from others", async () => {
      const options = {
        user: 'registry=https://user.invalid/\n@mine:registry=https://user.invalid\n@acme:registry=https://a.invalid/\n',
        project: '@proj:registry=https://p.invalid/\n',
      };
      const config = await npmConfigOf(options, { trusted: true });
      const isDefault = (name: string) => {
        const registry = registryFor(config, name);
        return 'status' in registry ? registry.status : registry.isDefault;
      };
      const expected = { lodash: true, '@types/node': true, '@mine/x': true, '@acme/x': false, '@proj/x': false };
      for (const [name, answer] of Object.entries(expected)) assert.equal(isDefault(name), answer, name);
      const moved = await npmConfigOf({ ...options, project: 'registry=https://p.invalid/\n' }, { trusted: true });
      const registry = registryFor(moved, 'lodash');
      assert.equal('isDefault' in registry && registry.isDefault, false);
    });

    it("reads the workspace root's file for a member", async () => {
      const made = await machine();
      await made.write('home/mono/package.json', '{"workspaces": ["packages/*"]}');
      await made.write('home/mono/.npmrc', 'registry=https://root.invalid/\n');
      await made.write('home/mono/packages/a/package.json', '{"name": "a"}');
      const config = await made.load({ projectFolder: 'home/mono/packages/a', trusted: true });
      assert.equal(asked(config, 'lodash'), 'https://root.invalid/');
    });

    it('takes relative paths from the project, not from where this process runs', async () => {
      const made = await machine({ project: 'cafile=certs/ca.pem\n//r.invalid/:certfile=me.pem\n' });
      await made.write('home/project/certs/ca.pem', 'a certificate');
      const config = await made.load({ trusted: true });
      assert.deepEqual(config.explicit.certificates, ['a certificate']);
      assert.equal(config.options['//r.invalid/:certfile'], path.join(made.projectFolder, 'me.pem'));
    });
  });

  it('reads proxy, certificates and client certificates as npm documents them', async () => {
    const user = 'https-proxy=http://p.invalid:1\nnoproxy=a.invalid, b.invalid\nca[]="one\\ntwo"\nca[]=three\\nfour\n';
    const config = await npmConfigOf({ user: `${user}cert=C\\nC\nkey=K\\nK\nlocal-address=127.0.0.1\n` });
    const { proxy, noProxy, certificates } = config.explicit;
    assert.deepEqual([proxy, certificates], ['http://p.invalid:1', ['one\ntwo', 'three\nfour']]);
    assert.deepEqual(noProxy?.split(/[, ]+/), ['a.invalid', 'b.invalid']);
    assert.deepEqual([config.options.cert, config.options.key], ['C\nC', 'K\nK']);
    assert.equal((await npmConfigOf({ user: 'proxy=false\n' })).explicit.proxy, false);
  });

  it('keeps what only the environment says apart from what is configured', async () => {
    const variables = { HTTPS_PROXY: 'http://e.invalid:1', no_proxy: 'x.invalid', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const config = await npmConfigOf({ variables });
    const { httpsProxy, httpProxy, noProxy, strictSsl } = config.environment;
    assert.equal(config.explicit.proxy, undefined);
    assert.deepEqual(
      [httpsProxy, httpProxy, noProxy, strictSsl],
      ['http://e.invalid:1', 'http://e.invalid:1', 'x.invalid', false],
    );
  });

  describe('that cannot be used', () => {
    const broken = ['registry', '[', '=', 'registry=${', 'a[]=\u0000', '\uFEFFregistry = "', 'ca[]=', '{"json": true}'];
    for (const text of broken) {
      it(`does not throw for ${JSON.stringify(text)}`, async () => {
        for (const trusted of [true, false]) {
          const config = await npmConfigOf({ user: text, project: text, global: text }, { trusted });
          assert.equal(typeof asked(config, 'lodash'), 'string');
        }
      });
    }

    it('asks nobody where the registry is no URL', async () => {
      for (const registry of ['nonsense', '${UNSET}', 'file:///etc/passwd', 'true', 'https://']) {
        const config = await npmConfigOf({ user: `registry=${registry}\n` });
        assert.equal(asked(config, 'lodash'), 'failed: unsupported', registry);
      }
    });

    it('asks nobody for a name that none could hold', async () => {
      const config = await npmConfigOf();
      for (const name of [
        '',
        '.',
        '../../etc',
        'a b',
        '@x',
        '@a/b/c',
        'a/b',
        '-x',
        '_x',
        'http://x',
        '@a/..',
        'a%2fb',
      ]) {
        assert.equal(asked(config, name), 'failed: unsupported', name);
      }
      for (const name of ['JSONStream', 'constructor', '__proto__'.slice(2), '@a/b', 'a.tgz', 'x'.repeat(300)]) {
        assert.match(asked(config, name), /^https:/, name);
      }
    });

    it('works without a home, and then has no user configuration', async () => {
      const made = await machine({ user: 'registry=https://user.invalid/\n' });
      const config = await loadNpmConfig({
        projectFolder: made.projectFolder,
        trusted: true,
        variables: { PATH: made.variables.PATH },
      });
      assert.equal(asked(config, 'lodash'), DEFAULT_REGISTRY);
    });

    it('passes over a folder called .npmrc', async () => {
      const made = await machine({ user: 'registry=https://user.invalid/\n' });
      await mkdir(path.join(made.projectFolder, '.npmrc'));
      for (const trusted of [true, false]) {
        assert.equal(asked(await made.load({ trusted }), 'lodash'), 'https://user.invalid/');
      }
    });

    it('keeps every name where the project has a file that cannot be read', async () => {
      const made = await machine();
      // A link to itself cannot be read by anybody, not even by the superuser.
      await symlink('.npmrc', path.join(made.projectFolder, '.npmrc'));
      for (const trusted of [true, false]) {
        assert.equal(asked(await made.load({ trusted }), 'lodash'), 'skipped: untrusted-configuration');
      }
      assert.match((await made.load({ trusted: true })).problems.join(), /cannot be read \(ELOOP\)/);
    });

    it("uses less of it where npm would refuse it as a whole, and keeps the project's names", async () => {
      const user = 'registry=https://user.invalid/\nprovenance=true\n';
      const project = 'provenance-file=x\n@acme:registry=https://npm.acme.invalid/\n';
      const config = await npmConfigOf({ user, project }, { trusted: true });
      assert.match(config.problems.join(), /cannot be used: --\S+ cannot be provided/);
      assert.equal(asked(config, 'lodash'), 'https://user.invalid/');
      assert.equal(asked(config, '@acme/x'), 'skipped: untrusted-configuration');
    });

    it('asks nobody where npm would refuse the configuration even without the project', async () => {
      const config = await npmConfigOf({
        user: 'provenance=true\n@acme:registry=https://npm.acme.invalid/\n',
        variables: { npm_config_provenance_file: 'x' },
      });
      assert.match(config.problems.join(), /cannot be used/);
      for (const name of ['lodash', '@acme/x']) assert.equal(asked(config, name), 'skipped: untrusted-configuration');
    });
  });

  describe('fingerprints', () => {
    it('are equal for equal effect, wherever the project lies', async () => {
      const made = await machine({ user: 'registry=https://user.invalid/\n', project: '; nothing of note\n' });
      await made.write('home/other/package.json', '{}');
      const [one, other, trusted] = [
        await made.load(),
        await made.load({ projectFolder: 'home/other' }),
        await made.load({ trusted: true }),
      ];
      assert.equal(one.fingerprint, other.fingerprint);
      assert.equal(one.fingerprint, trusted.fingerprint);
    });

    it('differ where registries, credentials, networks or untrusted mappings do', async () => {
      const base: NpmMachineOptions = { user: 'registry=https://user.invalid/\n' };
      const variants: readonly NpmMachineOptions[] = [
        base,
        { user: 'registry=https://other.invalid/\n' },
        { user: `${base.user ?? ''}//user.invalid/:_authToken=a\n` },
        { user: `${base.user ?? ''}//user.invalid/:_authToken=b\n` },
        { user: `${base.user ?? ''}proxy=http://p.invalid\n` },
        { ...base, variables: { HTTPS_PROXY: 'http://p.invalid' } },
        { ...base, project: '@acme:registry=https://npm.acme.invalid/\n' },
        { ...base, project: '@acme:registry=https://npm.other.invalid/\n' },
      ];
      const fingerprints = await Promise.all(variants.map(async (each) => (await npmConfigOf(each)).fingerprint));
      assert.equal(new Set(fingerprints).size, variants.length);
    });
  });
});
