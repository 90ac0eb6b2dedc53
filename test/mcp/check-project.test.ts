import assert from 'node:assert/strict';
import { startAgent, type Agent } from './agent.js';
import { openShop, type Shop } from './shop.js';

interface Entry {
  readonly name: string;
  readonly level: string;
  readonly findings: readonly { readonly rule: string }[];
  readonly accepted: readonly { readonly rule: string; readonly untrusted: { readonly reason: string } }[];
  readonly remedies: readonly { readonly kind: string; readonly version?: string; readonly install?: string }[];
  readonly untrusted: { readonly path: readonly string[] };
}

const namesOf = (packages: unknown): readonly string[] => (packages as readonly Entry[]).map(({ name }) => name);

describe('check_project, asked by an agent', () => {
  let shop: Shop;
  let agent: Agent;

  before(async () => {
    shop = await openShop();
    agent = await startAgent(shop.user, ['--trust-project-config']);
  });

  after(async () => {
    await agent.close();
    await shop.close();
  });

  it('lists the worst first, with the way in and what would mend it', async () => {
    const { level, packages, next } = await agent.ask('check_project');
    assert.equal(level, 'critical');
    assert.deepEqual(namesOf(packages), ['aae-stream', 'qs', 'express', 'fresh', 'loose', 'accepted']);
    const qs = (packages as readonly Entry[])[1];
    assert.deepEqual(qs?.untrusted.path, ['.', 'express@4.17.1', 'qs@6.7.0']);
    assert.deepEqual(
      qs.remedies.map(({ kind, version, install }) => [kind, version, install]),
      [['override', '6.7.3', 'npm install']],
    );
    assert.match(String(next), /^Do not run an install/);
  });

  it('offers no agent to accept anything', async () => {
    const { packages } = await agent.ask('check_project');
    const kinds = (packages as readonly Entry[]).flatMap(({ remedies }) => remedies.map(({ kind }) => kind));
    assert.ok(kinds.includes('downgrade'));
    assert.ok(!kinds.includes('accept'));
  });

  it('tells what the team has accepted only where the project is trusted', async () => {
    const accepted = ((await agent.ask('check_project')).packages as readonly Entry[]).at(-1);
    assert.deepEqual([accepted?.name, accepted?.level], ['accepted', 'none']);
    assert.equal(accepted?.accepted[0]?.untrusted.reason, 'Only our own build calls it.');
    const wary = await startAgent(shop.user);
    const { packages } = await wary.ask('check_project');
    await wary.close();
    const same = (packages as readonly Entry[]).find(({ name }) => name === 'accepted');
    assert.deepEqual(
      [same?.level, same?.accepted, same?.findings.map(({ rule }) => rule)],
      ['high', [], ['known-vulnerability']],
    );
  });

  it('can be asked for the bad ones alone, and for what is behind the first', async () => {
    const { packages } = await agent.ask('check_project', { level: 'high' });
    assert.deepEqual(namesOf(packages), ['aae-stream', 'qs']);
    const rest = await agent.ask('check_project', { offset: 4 });
    assert.deepEqual(namesOf(rest.packages), ['loose', 'accepted']);
    assert.match(await agent.fail('check_project', { level: 'terrible' }), /^level has to be one of none, low/);
    assert.match(await agent.fail('check_project', { offset: -1 }), /^offset has to be a whole number/);
  });

  it('says what could not be checked', async () => {
    const { unchecked, summary } = await agent.ask('check_project');
    const questions = (unchecked as readonly { readonly question: string; readonly packages: number }[]).map(
      ({ question, packages }) => [question, packages],
    );
    assert.ok(questions.some(([question, packages]) => question === 'packument' && packages === 1));
    assert.equal((summary as { readonly incomplete: number }).incomplete, 8);
  });

  it('tells how far it is', async () => {
    const other = await startAgent(shop.user);
    const steps: (readonly [number, number | undefined])[] = [];
    await other.client.callTool({ name: 'check_project', arguments: {} }, undefined, {
      onprogress: ({ progress, total }) => steps.push([progress, total]),
    });
    await other.close();
    assert.ok(steps.length > 1);
    assert.deepEqual(
      steps.map(([progress]) => progress),
      steps.map(([progress]) => progress).sort((a, b) => a - b),
    );
  });

  it('stops when nobody wants the answer any more, and answers the next question', async () => {
    const other = await startAgent(shop.user);
    const held = new Promise<never>(() => undefined);
    shop.registry.fail('/calm', { kind: 'hold', until: held });
    const asked = shop.registry.requests.length;
    const nobody = new AbortController();
    const refused = assert.rejects(
      other.client.callTool({ name: 'check_package', arguments: { name: 'calm' } }, undefined, {
        signal: nobody.signal,
      }),
    );
    // As soon as the question has gone out.
    while (shop.registry.requests.length === asked) await new Promise((resolve) => setImmediate(resolve));
    nobody.abort(new Error('not wanted'));
    await refused;
    assert.equal((await other.ask('check_package', { name: 'express' })).name, 'express');
    await other.close();
  });

  it('says where there is nothing to judge', async () => {
    await shop.user.folder.write('home/shop/docs/readme.md', '# nothing');
    await shop.user.folder.write('home/shop/torn/package.json', '{ "dependencies": {');
    assert.match(await agent.fail('check_project', { path: 'docs' }), /^There is no package\.json/);
    assert.match(await agent.fail('check_project', { path: 'torn' }), /^Nothing of the project can be judged: /);
    assert.match(await agent.fail('check_project', { path: '..' }), /^path has to lie in the folder/);
  });

  it('judges the project around a lockfile or a file of settings, and a lockfile alone for what it holds', async () => {
    await shop.user.folder.write('home/shop/pnpm-workspace.yaml', 'packages: []\n');
    for (const path of ['package-lock.json', 'pnpm-workspace.yaml']) {
      const { project, packages } = await agent.ask('check_project', { path });
      assert.equal(project, 'package.json');
      assert.equal(namesOf(packages)[0], 'aae-stream');
    }
    const whole = JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { fresh: '1.1.0' } }, 'node_modules/fresh': { version: '1.1.0' } },
    });
    await shop.user.folder.write('home/shop/alone/package-lock.json', whole);
    for (const path of ['alone', 'alone/package-lock.json']) {
      const { project, packages } = await agent.ask('check_project', { path });
      assert.equal(project, 'alone/package-lock.json');
      assert.deepEqual(namesOf(packages), ['fresh']);
    }
    const { found, remedies } = await agent.ask('explain_finding', {
      ...{ rule: 'recent-release', name: 'fresh', path: 'alone/package-lock.json' },
    });
    assert.deepEqual([(found as readonly unknown[]).length, remedies], [1, []]);
    assert.match(await agent.fail('check_project', { path: 'docs/yarn.lock' }), /^There is no (?:lockfile|package)/);
  });

  it('judges what lies in the folders that the asking program has opened, and trusts none of these', async () => {
    const text = JSON.stringify({ dependencies: { fresh: '1.1.0' } });
    await shop.user.folder.write('home/other/package.json', text);
    await shop.user.folder.write(
      'home/other/package-risk.json',
      JSON.stringify({ rules: { 'recent-release': 'off' } }),
    );
    const place = `${shop.user.folder.path}/home/other`;
    const opened = await startAgent(shop.user, ['--trust-project-config'], [`file://${place}`]);
    const { packages } = await opened.ask('check_project', { path: place });
    await opened.close();
    assert.deepEqual(
      (packages as readonly Entry[]).flatMap(({ findings }) => findings.map(({ rule }) => rule)),
      ['recent-release'],
    );
    assert.match(await agent.fail('check_project', { path: place }), /^path has to lie in the folder/);
  });
});
