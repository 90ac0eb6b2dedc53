import assert from 'node:assert/strict';
import { absent, failed, type LockedWords } from '../../server/src/model/index.js';
import { lockfileInjected } from '../../server/src/rules/lockfile-injected.js';
import { NOW, packument, type FactsGiven } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';
import { lockedLodash, lodashPlace, OTHER_SHA512, SHA512 } from './support/locked-subject.js';

const UNKNOWN: FactsGiven = { packument: failed('network', 'nobody answers') };
const SAME: FactsGiven = { packument: packument({ name: 'lodash', versions: { '4.17.21': { integrity: SHA512 } } }) };
const NOWHERE: FactsGiven = { packument: absent(NOW) };
const FOREIGN = 'https://packages.invalid/lodash/-/lodash-4.17.21.tgz';
const unreachable = true;

describe('lockfile-injected', () => {
  it('says that nothing depends on it', () => {
    const draft = onlyDraft(draftsOf(lockfileInjected, lockedLodash({ unreachable }), SAME));
    assert.equal(draft.message, 'nothing depends on lodash 4.17.21, which the lockfile holds');
    assert.deepEqual(draft.evidence, [{ kind: 'lockfile', field: 'entry', value: 'node_modules/lodash' }]);
  });

  it('says what makes it look like bait', () => {
    const bait: readonly (readonly [Partial<LockedWords>, FactsGiven, RegExp])[] = [
      [{ hasInstallScript: true }, SAME, /, and it runs a script when it is installed$/],
      [{ integrity: OTHER_SHA512 }, SAME, /, and its bytes are not those that the registry has$/],
      [{ resolved: FOREIGN }, NOWHERE, /, and it comes from no configured registry$/],
    ];
    for (const [words, given, message] of bait) {
      const draft = onlyDraft(draftsOf(lockfileInjected, lockedLodash({ unreachable, ...words }), given));
      assert.match(draft.message, message);
      assert.equal(draft.level, 'medium');
    }
  });

  const table: readonly (readonly [string, Partial<LockedWords>, FactsGiven, string | undefined])[] = [
    ['what is reached', {}, SAME, undefined],
    ["npm's entry", { unreachable, format: 'package-lock.json' }, UNKNOWN, 'low'],
    ["pnpm's entry", { unreachable, format: 'pnpm-lock.yaml' }, UNKNOWN, 'low'],
    ["bun's entry", { unreachable, format: 'bun.lock' }, UNKNOWN, 'low'],
    ["one of yarn's honest leftovers", { unreachable, format: 'yarn.lock' }, UNKNOWN, undefined],
    ["a leftover of yarn's from a mirror", { unreachable, format: 'yarn.lock', resolved: FOREIGN }, UNKNOWN, undefined],
    ["a mirror's entry with the registry's bytes", { unreachable, resolved: FOREIGN }, SAME, 'low'],
    [
      "an entry of yarn's that no registry has",
      { unreachable, format: 'yarn.lock', resolved: FOREIGN },
      NOWHERE,
      'medium',
    ],
    [
      "an entry of yarn's with other bytes",
      { unreachable, format: 'yarn.lock', integrity: OTHER_SHA512 },
      SAME,
      'medium',
    ],
  ];
  for (const [what, words, given, level] of table) {
    it(`counts ${what} as ${level ?? 'nothing'}`, () => {
      assert.equal(draftsOf(lockfileInjected, lockedLodash(words), given)[0]?.level, level);
    });
  }

  it('is silent where one place of the package is reached', () => {
    const places = [lodashPlace({ unreachable }), lodashPlace({ id: 'node_modules/a/node_modules/lodash' })];
    assert.deepEqual(draftsOf(lockfileInjected, lockedLodash({}, { places }), UNKNOWN), []);
  });
});
