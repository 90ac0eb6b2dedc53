import assert from 'node:assert/strict';
import { criticalText, hostileText, noticeKeys } from '../../../client/src/risk-view/critical-text.js';
import type { RiskPackage } from '../../../server/src/protocol/risk-view.js';
import { ENGLISH } from '../../../server/src/protocol/translate.js';

const place = { line: 0, character: 0 };

function pkg(name: string, message: string): RiskPackage {
  const pointer = { uri: 'file:///x', package: name, rule: 'known-malware', fingerprint: `known-malware|${name}` };
  return {
    ...{ name, version: '1.0.0', level: 'critical', dev: false, line: name, range: { start: place, end: place } },
    findings: [{ pointer, level: 'critical', message, evidence: [] }],
  };
}

describe('the notice of something critical', () => {
  const cases: readonly (readonly [what: string, packages: readonly RiskPackage[], expected: string])[] = [
    [
      'says what has come, where to, and why it matters',
      [pkg('evil', 'evil 1.0.0 is known malware')],
      'Package Risk: evil@1.0.0 has come into web/package.json. evil 1.0.0 is known malware.',
    ],
    [
      'counts the others',
      [pkg('evil', 'It is bad.'), pkg('worse', 'x'), pkg('worst', 'x')],
      'Package Risk: evil@1.0.0 has come into web/package.json. It is bad. There are 2 more.',
    ],
    [
      'holds no link that a package has written',
      [pkg('evil', 'see [this](command:evil.run) now')],
      'Package Risk: evil@1.0.0 has come into web/package.json. see this command:evil.run now.',
    ],
  ];
  for (const [what, packages, expected] of cases) {
    it(what, () => assert.equal(criticalText(packages, 'web/package.json', ENGLISH), expected));
  }

  it('of a folder says what to do, by whether that is to be decided still', () => {
    const hooks = [pkg('The task “env”', 'The task “env” downloads something'), pkg('The script postinstall', 'x')];
    assert.equal(
      hostileText(hooks, false, ENGLISH),
      'Package Risk: Do not trust this folder. The task “env” downloads something. There is 1 more.',
    );
    assert.match(
      hostileText(hooks, true, ENGLISH),
      /^Package Risk: This folder does harm: run nothing of it\. The task/,
    );
  });

  it('is cut where it is too long to be read', () => {
    assert.ok(criticalText([pkg('evil', 'x'.repeat(1000))], 'package.json', ENGLISH).length < 250);
  });

  it('is known by its manifest and findings', () => {
    assert.deepEqual(noticeKeys('file:///p', [pkg('evil', 'x')]), ['file:///p|known-malware|evil']);
  });
});
