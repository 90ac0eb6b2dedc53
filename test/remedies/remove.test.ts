import assert from 'node:assert/strict';
import { remove } from '../../server/src/remedies/remove.js';
import { toTextEdits } from '../../server/src/remedies/support/text-edit.js';
import { applyEdits } from './support/marked-edits.js';
import { candidate, remedyContext, sectionAfter, type ContextGiven } from './support/remedy-context.js';

const line = { name: 'lodahs', version: '1.0.0', declared: '^1.0.0' };

describe('remove', () => {
  it('takes the line out and answers all of its findings', () => {
    const context = remedyContext({ line, rules: ['typosquat', 'install-script', 'unpinned-specifier'] });
    const [remedy] = remove.offer(context);
    assert.equal(remedy?.title, 'Remove lodahs from dependencies');
    assert.deepEqual(remedy.rules, ['typosquat', 'install-script', 'unpinned-specifier']);
    assert.equal(remedy.preferred, false);
    assert.deepEqual(sectionAfter(context, remedy), {});
  });

  const reasons = ['known-malware', 'typosquat', 'package-not-found', 'security-holding-package', 'install-script'];
  for (const rule of [...reasons, 'new-package']) {
    it(`answers ${rule}`, () => assert.equal(remove.offer(remedyContext({ line, rules: [rule] })).length, 1));
  }

  for (const rule of ['known-vulnerability', 'deprecated', 'version-not-found']) {
    it(`answers ${rule} only where no version is better`, () => {
      const given: ContextGiven = { line, rules: [rule] };
      assert.equal(remove.offer(remedyContext(given)).length, 1);
      assert.deepEqual(remove.offer(remedyContext({ ...given, lowestSafeUpgrade: candidate('1.0.1') })), []);
      assert.deepEqual(remove.offer(remedyContext({ ...given, lastGood: candidate('0.9.0') })), []);
    });
  }

  for (const rule of ['recent-release', 'unpinned-specifier', 'lockfile-mismatch', 'remote-source']) {
    it(`does not answer ${rule}`, () => assert.deepEqual(remove.offer(remedyContext({ line, rules: [rule] })), []));
  }

  it('takes the entry of an optional peer along', () => {
    const peer = { ...line, section: 'peerDependencies', optionalPeer: true } as const;
    const text = '{"peerDependencies":{"lodahs":"^1.0.0"},"peerDependenciesMeta":{"lodahs":{"optional":true}}}';
    const [remedy] = remove.offer(remedyContext({ line: peer, rules: ['typosquat'] }));
    const edits = toTextEdits(text, remedy?.changes ?? []);
    assert.equal(edits && applyEdits(text, edits), '{"peerDependencies":{},"peerDependenciesMeta":{}}');
  });

  it('leaves the entry of a peer alone where the line stands in another section', () => {
    const own = remedyContext({ line: { ...line, optionalPeer: true }, rules: ['typosquat'] });
    assert.deepEqual(
      remove.offer(own)[0]?.changes.map(({ path }) => path),
      [['dependencies', 'lodahs']],
    );
  });

  it('says what it leaves open for an override and for a bundled dependency', () => {
    const [override] = remove.offer(
      remedyContext({ line: { ...line, section: 'overrides' }, rules: ['known-malware'] }),
    );
    assert.equal(override?.title, 'Remove the override of lodahs');
    assert.match(override.caveat ?? '', /was not checked/);
    const [bundled] = remove.offer(remedyContext({ line: { ...line, bundled: true }, rules: ['known-malware'] }));
    assert.match(bundled?.caveat ?? '', /bundleDependencies/);
  });
});
