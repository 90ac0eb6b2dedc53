import assert from 'node:assert/strict';
import { startAgent, type Agent, type Answered } from './agent.js';
import { openShop, type Shop } from './shop.js';

interface Rejected {
  readonly version: string;
  readonly level: string;
}

const rejectedOf = ({ rejected }: Answered): readonly (readonly string[])[] =>
  (rejected as readonly Rejected[]).map(({ version, level }) => [version, level]);

describe('versions, asked for by an agent', () => {
  let shop: Shop;
  let agent: Agent;

  before(async () => {
    shop = await openShop();
    agent = await startAgent(shop.user);
  });

  after(async () => {
    await agent.close();
    await shop.close();
  });

  describe('find_safe_version', () => {
    it('names the newest that nothing speaks against, and says what it has passed over', async () => {
      const answer = await agent.ask('find_safe_version', { name: 'fresh' });
      assert.deepEqual([answer.version, answer.safe, answer.install], ['1.0.0', true, 'npm install']);
      assert.deepEqual(rejectedOf(answer), [['1.1.0', 'medium']]);
    });

    it('stays in the range that is asked for', async () => {
      assert.equal((await agent.ask('find_safe_version', { name: 'qs', range: '>=6.7.0 <6.8.0' })).version, '6.7.3');
      assert.match(await agent.fail('find_safe_version', { name: 'qs', range: '^9.0.0' }), /^No settled version/);
    });

    it('names none where all are bad', async () => {
      const answer = await agent.ask('find_safe_version', { name: 'qs', range: '6.7.0' });
      assert.deepEqual([answer.version, answer.safe], [undefined, false]);
      assert.match(String(answer.next), /^No version is safe\. Do not install any/);
      assert.deepEqual(rejectedOf(answer), [['6.7.0', 'high']]);
    });

    it('looks into the files before it names one', async () => {
      const answer = await agent.ask('find_safe_version', { name: 'settled-thief' });
      assert.deepEqual([answer.version, rejectedOf(answer)], ['1.0.0', [['1.1.0', 'critical']]]);
    });

    it('invents nothing for a name that nobody has, or that cannot be asked about', async () => {
      assert.match(await agent.fail('find_safe_version', { name: 'nobody-has-this' }), /^There is no such package/);
      assert.match(await agent.fail('find_safe_version', { name: 'broken' }), /^No version can be recommended, as/);
    });
  });

  describe('compare_versions', () => {
    it('tells what is new, and puts the file first in which it stands', async () => {
      const answer = await agent.ask('compare_versions', { name: 'turned', from: '1.0.1', to: '1.1.0' });
      assert.deepEqual([answer.decision, answer.to], ['do-not-install', { version: '1.1.0', level: 'critical' }]);
      const rules = (answer.newFindings as readonly { readonly rule: string }[]).map(({ rule }) => rule);
      assert.equal(rules[0], 'data-exfiltration');
      const files = answer.files as readonly {
        readonly level?: string;
        readonly reasons: readonly string[];
        readonly untrusted: { readonly path: string };
      }[];
      assert.deepEqual(
        files.map(({ untrusted }) => untrusted.path),
        ['index.js', 'lib/more.js', 'package.json'],
      );
      assert.deepEqual([files[0]?.level, files[0]?.reasons.includes('can now send requests')], ['critical', true]);
    });

    it('says what is gone', async () => {
      const answer = await agent.ask('compare_versions', { name: 'qs', from: '6.7.0', to: '6.7.3' });
      assert.deepEqual([answer.gone, answer.newFindings], [['known-vulnerability'], []]);
      // The files of the older one cannot be had, so nobody knows what has changed.
      assert.deepEqual([answer.decision, answer.files], ['ask-user', []]);
    });

    it('says which version there is none of', async () => {
      const wrong = { name: 'qs', from: '6.7.0', to: '7.7.7' };
      assert.equal(await agent.fail('compare_versions', wrong), 'The registry has no version 7.7.7 of it.');
      assert.match(await agent.fail('compare_versions', { ...wrong, to: '^7' }), /^to has to be as described/);
      assert.match(await agent.fail('compare_versions', { name: 'qs', to: '7.7.7' }), /^from must be given/);
    });
  });

  describe('explain_finding', () => {
    it('shows the evidence as it stands in the project, and the page of the rule', async () => {
      const answer = await agent.ask('explain_finding', { rule: 'known-vulnerability', name: 'qs' });
      assert.equal(answer.package, 'qs@6.7.0');
      assert.deepEqual(answer.untrusted, { paths: [['.', 'express@4.17.1', 'qs@6.7.0']] });
      assert.match(String(answer.whatToDo), /Take the offered upgrade/);
      assert.equal((answer.remedies as readonly { readonly version: string }[])[0]?.version, '6.7.3');
    });

    it('quotes the code of a package that the project does not have', async () => {
      const about = { rule: 'data-exfiltration', name: 'turned', version: '1.1.0' };
      const [found] = (await agent.ask('explain_finding', about)).found as readonly {
        readonly evidence: readonly { readonly line?: number; readonly untrusted: { readonly snippet?: string } }[];
      }[];
      const [first] = found?.evidence ?? [];
      assert.equal(first?.line, 2);
      assert.match(first.untrusted.snippet ?? '', /\.npmrc/);
    });

    it('explains a rule alone', async () => {
      const { found, why } = await agent.ask('explain_finding', { rule: 'typosquat' });
      assert.deepEqual(found, []);
      assert.ok(String(why).length > 100);
    });

    it('says where there is no such rule or finding', async () => {
      assert.match(
        await agent.fail('explain_finding', { rule: 'no-such-rule' }),
        /^There is no page about such a rule/,
      );
      assert.match(await agent.fail('explain_finding', { rule: '../../../secret' }), /^rule has to be as described/);
      assert.match(await agent.fail('explain_finding', { rule: 'typosquat', name: 'calm' }), /^That rule has nothing/);
    });
  });
});
