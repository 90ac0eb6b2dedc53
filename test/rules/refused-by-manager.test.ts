import assert from 'node:assert/strict';
import type { ManagerPolicy } from '../../server/src/model/index.js';
import { refusedByManager } from '../../server/src/rules/refused-by-manager.js';
import { DAY, EXAMPLE_REGISTRY, NOW, packument, subject, type PackumentGiven } from '../support/subjects.js';
import { COOLDOWN_HOURS, draftsOf, onlyDraft } from './support/drafts-of.js';

const FILE = 'pnpm-workspace.yaml';
const pnpm = (policy: Partial<ManagerPolicy>): ManagerPolicy => ({
  ...{ manager: 'pnpm', exempt: [], scripts: { others: 'blocked', allowed: [], denied: [] } },
  ...policy,
});
const drafts = (
  line: ReturnType<typeof subject>,
  policy: ManagerPolicy | undefined,
  versions: PackumentGiven['versions'] = [],
) =>
  draftsOf(
    refusedByManager,
    line,
    { packument: packument({ name: line.name, versions }) },
    COOLDOWN_HOURS,
    EXAMPLE_REGISTRY,
    policy,
  );

describe('refused-by-manager', () => {
  describe('holds trustPolicy', () => {
    const kit = subject({ name: 'kit', version: '1.0.1' });
    const built = { provenance: 'trusted-publisher', publishedAt: NOW - 30 * DAY } as const;
    const signed = { provenance: 'attestation', publishedAt: NOW - 30 * DAY } as const;
    const byHand = { publishedAt: NOW - DAY };
    const policy = (more: object = {}) => pnpm({ refusesTrustLoss: { file: FILE, exempt: [], ...more } });

    it('against a version with less proof than one before it', () => {
      const draft = onlyDraft(drafts(kit, policy(), { '1.0.0': built, '1.0.1': byHand }));
      assert.equal(
        draft.message,
        'kit 1.0.1 is published with no proof of its build, and 1.0.0 before it with the proof of a trusted publisher, which pnpm refuses (trustPolicy in pnpm-workspace.yaml)',
      );
      assert.deepEqual(draft.evidence, [
        { kind: 'metadata', field: 'versions.1.0.0', value: 'the proof of a trusted publisher' },
      ]);
    });

    const cases: readonly (readonly [string, PackumentGiven['versions'], object, boolean])[] = [
      [
        'a signed statement after a trusted publisher',
        { '1.0.0': built, '1.0.1': { ...signed, publishedAt: NOW - DAY } },
        {},
        true,
      ],
      ['another major, as pnpm does', { '2.0.0': built, '1.0.1': byHand }, {}, true],
      ['what was published later', { '1.0.2': { ...built, publishedAt: NOW }, '1.0.1': byHand }, {}, false],
      ['a trial release', { '1.0.0-rc.1': built, '1.0.1': byHand }, {}, false],
      ['as much proof as before', { '1.0.0': signed, '1.0.1': { ...signed, publishedAt: NOW - DAY } }, {}, false],
      ['a version that is exempt', { '1.0.0': built, '1.0.1': byHand }, { exempt: ['kit@1.0.1'] }, false],
      ['what is older than the policy looks at', { '1.0.0': built, '1.0.1': byHand }, { ignoreAfter: DAY / 2 }, false],
      ['no date', { '1.0.0': built, '1.0.1': { publishedAt: undefined } }, {}, false],
    ];
    for (const [what, versions, more, refused] of cases) {
      it(`${refused ? 'against' : 'not against'} ${what}`, () => {
        assert.equal(drafts(kit, policy(more), versions).length, refused ? 1 : 0);
      });
    }

    it('only where it is set', () => {
      assert.deepEqual(drafts(kit, pnpm({}), { '1.0.0': built, '1.0.1': byHand }), []);
      assert.deepEqual(drafts(kit, undefined, { '1.0.0': built, '1.0.1': byHand }), []);
    });
  });

  describe('holds blockExoticSubdeps', () => {
    const policy = pnpm({ refusesExotic: FILE });
    const entry = (resolved: string, direct = false) =>
      subject({
        ...{ name: 'left-pad', dependency: null, direct },
        resolution: { from: 'nowhere', because: 'not-from-registry' },
        locked: { id: 'left-pad', version: '1.0.0', resolved, format: 'pnpm-lock.yaml' },
      });

    it('against what another package takes from a repository or an address', () => {
      assert.equal(
        onlyDraft(drafts(entry('git+ssh://git@git.example/left-pad.git'), policy)).message.replace(/git@/, ''),
        'left-pad comes from git+ssh://git.example/left-pad.git, which pnpm refuses for what others bring along (blockExoticSubdeps in pnpm-workspace.yaml)',
      );
      assert.equal(drafts(entry('https://files.example/left-pad.tgz'), policy).length, 1);
    });

    it('not against what a manifest of the project names, nor against folders, nor where it is not set', () => {
      assert.deepEqual(drafts(entry('git+ssh://git.example/left-pad.git', true), policy), []);
      assert.deepEqual(drafts(entry('file:../left-pad'), policy), []);
      assert.deepEqual(drafts(entry('git+ssh://git.example/left-pad.git'), pnpm({})), []);
    });
  });
});
