import assert from 'node:assert/strict';
import type { Level } from '../../server/src/model/index.js';
import { securityHoldingPackage } from '../../server/src/rules/security-holding-package.js';
import { packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const held = { description: 'security holding package' };

describe('security-holding-package', () => {
  const placeholders: readonly (readonly [string, string, object])[] = [
    ['flatmap-stream', '0.0.1-security', held],
    ['crossenv', '0.0.2-security', held],
    ['basementio', '0.0.1-security.0', {}],
    ['some-squat', '1.0.0', { description: 'Security holding package ' }],
  ];
  for (const [name, version, said] of placeholders) {
    it(`knows ${name} ${version} for npm's placeholder`, () => {
      const document = packument({ name, versions: { [version]: said } });
      const draft = onlyDraft(draftsOf(securityHoldingPackage, subject({ name, version }), { packument: document }));
      assert.equal(draft.target, 'name');
      assert.equal(draft.level, 'high');
      assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'versions', value: version }]);
    });
  }

  it('speaks where the declared version is gone and only the placeholder is left', () => {
    const removed = subject({
      name: 'crossenv',
      declared: '^6.1.0',
      resolution: { from: 'nowhere', because: 'no-such-version' },
    });
    const document = packument({ name: 'crossenv', versions: { '0.0.2-security': held } });
    const popularity = {
      listSize: 8000,
      similar: [{ name: 'cross-env', rank: 300, how: 'leaves out "-"', kind: 'slip' as const }],
    };
    const draft = onlyDraft(draftsOf(securityHoldingPackage, removed, { packument: document, popularity }));
    assert.equal(
      draft.message,
      "crossenv is only npm's placeholder, not a package: npm puts one there after it has removed something malicious; did you mean cross-env?",
    );
    assert.deepEqual(draft.hints?.replaceWith, ['cross-env']);
  });

  it('speaks where the lockfile still holds what npm has replaced', () => {
    const locked = subject({ name: 'flatmap-stream', resolution: { from: 'lockfile', version: '0.1.1' } });
    const document = packument({ name: 'flatmap-stream', versions: { '0.0.1-security': held } });
    const draft = onlyDraft(draftsOf(securityHoldingPackage, locked, { packument: document }));
    assert.match(
      draft.message,
      /^flatmap-stream 0\.1\.1 is gone from the registry, where npm's placeholder has the name: /,
    );
  });

  it('names the record that tells why the name is held', () => {
    const document = packument({ name: 'crossenv', versions: { '0.0.2-security': held } });
    const intelligence = {
      malware: [{ id: 'MAL-2017-1', affects: '*' as const, sources: ['ossf-malicious-packages'] }],
      advisories: [],
      origin: 'offline data of 2026-08-22',
    };
    const crossenv = subject({ name: 'crossenv', version: '0.0.2-security' });
    const draft = onlyDraft(draftsOf(securityHoldingPackage, crossenv, { packument: document, intelligence }));
    assert.match(draft.message, /: malware was published under this name \(MAL-2017-1\)$/);
  });

  const reserved: readonly (readonly [string, boolean, Level])[] = [
    ['fs', false, 'low'],
    ['fs', true, 'high'],
    ['crossenv', false, 'high'],
  ];
  for (const [name, isMalware, level] of reserved) {
    it(`counts ${name} ${isMalware ? 'with' : 'without'} a malware record as ${level}`, () => {
      const document = packument({ name, versions: ['0.0.1-security'] });
      const malware = isMalware ? [{ id: 'MAL-1', affects: '*' as const, sources: [] }] : [];
      const intelligence = { malware, advisories: [], origin: 'a test' };
      const given = { packument: document, intelligence };
      assert.equal(
        onlyDraft(draftsOf(securityHoldingPackage, subject({ name, version: '0.0.1-security' }), given)).level,
        level,
      );
    });
  }

  it('says that a module of Node.js needs no installing', () => {
    const document = packument({ name: 'fs', versions: ['0.0.1-security'] });
    const draft = onlyDraft(
      draftsOf(securityHoldingPackage, subject({ name: 'fs', version: '0.0.1-security' }), { packument: document }),
    );
    assert.match(draft.message, /: the module of that name comes with Node\.js and needs no installing$/);
  });

  it('knows a placeholder by its version where the registry cannot be asked', () => {
    assert.equal(draftsOf(securityHoldingPackage, subject({ name: 'crossenv', version: '0.0.2-security' })).length, 1);
  });

  it('judges the version, not what latest wrongly points at (npm, June 2026: one-letter packages)', () => {
    const document = packument({
      name: 'c',
      versions: { '1.1.0': {}, '1.1.1': {}, '0.0.1-security': held },
      distTags: { latest: '0.0.1-security' },
    });
    assert.deepEqual(
      draftsOf(securityHoldingPackage, subject({ name: 'c', version: '1.1.1' }), { packument: document }),
      [],
    );
    assert.equal(
      draftsOf(securityHoldingPackage, subject({ name: 'c', version: '0.0.1-security' }), { packument: document })
        .length,
      1,
    );
  });

  for (const version of ['1.2.3-security', '0.0.1-security-fix', '0.0.1', '2.0.0-security.1']) {
    it(`takes ${version} for a version like any other`, () => {
      const document = packument({ name: 'honest', versions: [version] });
      assert.deepEqual(
        draftsOf(securityHoldingPackage, subject({ name: 'honest', version }), { packument: document }),
        [],
      );
    });
  }
});
