import assert from 'node:assert/strict';
import { packageOf } from '../artifacts/make-tarball.js';
import { ended, machine, type Machine } from '../cli/program.js';
import { packument } from '../support/packuments.js';
import { startRegistry, type RegistryServer } from '../support/registry-server.js';
import { startAgent, type Agent } from './agent.js';

const ADVISORY = {
  id: 1,
  url: 'https://github.com/advisories/GHSA-hrpp-h998-j3pp',
  title: 'A crafted query string changes the prototype of every object',
  severity: 'high',
  vulnerable_versions: '<6.7.3',
};

describe('check_package, asked by an agent', () => {
  let registry: RegistryServer;
  let user: Machine;
  let agent: Agent;

  before(async () => {
    registry = await startRegistry({
      packages: [packument('qs', { '6.7.0': {}, '6.7.3': {} }), packument('left', { '1.0.0': {}, '2.0.0-rc.1': {} })],
      advisories: { qs: [ADVISORY] },
      tarballs: {
        'qs@6.7.0': packageOf({ name: 'qs', version: '6.7.0' }),
        'qs@6.7.3': packageOf({ name: 'qs', version: '6.7.3' }),
      },
    });
    user = await machine(`registry=${registry.url}/\n`);
    agent = await startAgent(user);
  });

  after(async () => {
    await agent.close();
    await registry.close();
    await user.folder.remove();
  });

  it('is listed with what it takes and gives, and changes nothing', async () => {
    const { tools } = await agent.client.listTools();
    const tool = tools.find(({ name }) => name === 'check_package');
    assert.deepEqual(tool?.inputSchema.required, ['name']);
    assert.equal(tool.annotations?.readOnlyHint, true);
    assert.notEqual(tool.outputSchema, undefined);
    assert.match(agent.client.getInstructions() ?? '', /before you add/);
  });

  it('says what speaks against a version, and what to do', async () => {
    const { name, version, level, decision, next, findings, latest } = await agent.ask('check_package', {
      name: 'qs',
      version: '6.7.0',
    });
    assert.deepEqual([name, version, level, decision, latest], ['qs', '6.7.0', 'high', 'do-not-install', '6.7.3']);
    assert.match(String(next), /^Do not install it .* find_safe_version/);
    const [finding] = findings as readonly {
      readonly rule: string;
      readonly untrusted: { readonly message: string };
    }[];
    assert.equal(finding?.rule, 'known-vulnerability');
    assert.match(finding.untrusted.message, /GHSA-hrpp-h998-j3pp/);
  });

  it('has an agent stop at a name that nobody has published', async () => {
    const { level, decision, next, version } = await agent.ask('check_package', { name: 'react-hook-forms-utils' });
    assert.deepEqual([level, decision, version], ['high', 'do-not-install', undefined]);
    assert.match(String(next), /no such package .* name may be invented/);
  });

  it('has the user asked where no version answers', async () => {
    const { decision, next } = await agent.ask('check_package', { name: 'left', version: '^9.0.0' });
    assert.notEqual(decision, 'install');
    assert.match(String(next), /No published version/);
  });

  const WRONG: readonly (readonly [what: string, input: Readonly<Record<string, unknown>>, problem: RegExp])[] = [
    ['no name', {}, /^name must be given/],
    ['a version in the name', { name: 'qs@6.7.0' }, /^name has to be as described\. The exact name/],
    ['an address', { name: 'https://registry.npm.example/qs' }, /^name has to be as described/],
    ['an option of a shell', { name: 'qs; rm -rf ~' }, /^name has to be as described/],
    ['a git dependency', { name: 'qs', version: 'git+https://registry.npm.example/qs.git' }, /^version has to be/],
    ['an alias', { name: 'qs', version: 'npm:left@1.0.0' }, /^version has to be as described/],
    ['another type', { name: 7 }, /^name has to be a text/],
    ['a list', { name: ['qs'] }, /^name has to be a text/],
    ['a long name', { name: 'a'.repeat(300) }, /^name has to be a text of 1 to 214 characters/],
    ['an unknown input', { name: 'qs', force: true }, /^There is no such input; the inputs are name, version, path/],
    ['a place that is not opened', { name: 'qs', path: '/etc' }, /^path has to lie in the folder that is opened/],
    ['a way out', { name: 'qs', path: '../..' }, /^path has to lie in the folder that is opened/],
  ];

  for (const [what, input, problem] of WRONG) {
    it(`says what to send in place of ${what}`, async () => {
      assert.match(await agent.fail('check_package', input), problem);
    });
  }

  it('says which tools there are', async () => {
    assert.match(
      await agent.fail('install_package', { name: 'qs' }),
      /^There is no such tool; the tools are check_package/,
    );
  });

  it('does not take "could not be asked" for a good sign', async () => {
    const offline = await startAgent(user, ['--offline']);
    const asked = registry.requests.length;
    const { decision, unchecked, level } = await offline.ask('check_package', { name: 'never-seen-here' });
    await offline.close();
    assert.deepEqual([level, decision], ['none', 'ask-user']);
    const [first] = unchecked as readonly {
      readonly question: string;
      readonly untrusted: { readonly reason: string };
    }[];
    assert.equal(first?.question, 'packument');
    assert.equal(registry.requests.length, asked);
  });

  it('ends with its input, as a program that has done what it should', async () => {
    const child = user.start(['mcp']);
    child.stdin?.end();
    assert.deepEqual(await ended(child), { code: 0, stdout: '', stderr: '' });
  });

  it('ends with the agent', async () => {
    const other = await startAgent(user);
    await other.ask('check_package', { name: 'left' });
    await other.close();
    assert.throws(() => process.kill(other.pid, 0), { code: 'ESRCH' });
    assert.equal(other.stderr(), '');
  });
});
