import assert from 'node:assert/strict';
import { absent, failed, ok, type Packument } from '../../server/src/model/index.js';
import { explainText } from '../../server/src/report/explain-text.js';
import { styleFor } from '../../server/src/report/support/style.js';
import { assessment, finding, NOW } from './samples.js';

const plain = { style: styleFor(false), width: 80 };

const QS: Packument = {
  name: 'qs',
  distTags: { latest: '6.14.0' },
  versions: {
    '6.7.0': {
      version: '6.7.0',
      publishedAt: Date.UTC(2019, 2, 22),
      installScripts: {},
      description: 'A querystring parser that supports nesting and arrays, with a depth limit',
    },
  },
  createdAt: Date.UTC(2011, 1, 6),
  repository: 'https://github.com/ljharb/qs',
  license: 'BSD-3-Clause',
  registryHost: 'registry.npm.example',
};

describe('The explanation of one package', () => {
  it('tells the whole case', () => {
    const qs = assessment({
      subject: { name: 'qs', resolution: { from: 'registry', version: '6.7.0' }, direct: false, paths: [] },
      findings: [
        finding('known-vulnerability', 'high', 'Prototype poisoning; fixed in 6.7.3.', {
          evidence: [{ kind: 'advisory', value: 'GHSA-hrpp-h998-j3pp' }],
        }),
      ],
      facts: { packument: ok(QS, NOW), osv: failed('network', 'api.osv.dev cannot be reached.') },
    });
    assert.equal(
      explainText(qs, '~6.7', NOW, plain),
      `qs@6.7.0  high
asked for ~6.7 · resolves to 6.7.0 · latest is 6.14.0

    Prototype poisoning; fixed in 6.7.3.
      known-vulnerability · GHSA-hrpp-h998-j3pp

  published        2019-03-22, 7 years ago
  install scripts  none
  description      A querystring parser that supports nesting and arrays, with a
                   depth limit
  name created     2011-02-06, 15 years ago
  licence          BSD-3-Clause
  repository       https://github.com/ljharb/qs
  registry         registry.npm.example

Not checked
  OSV advisories and malware records: api.osv.dev cannot be reached.
`,
    );
  });

  it('tells the licence of the version, where it has one of its own', () => {
    const version = { version: '6.7.0', license: 'MIT' };
    const qs = assessment({
      subject: { name: 'qs', resolution: { from: 'registry', version: '6.7.0' }, direct: false, paths: [] },
      facts: { packument: ok({ ...QS, versions: { '6.7.0': version } }, NOW) },
    });
    assert.match(explainText(qs, undefined, NOW, plain), /^ {2}licence +MIT$/m);
  });

  it('says so when the registry has no such package', () => {
    const nobody = assessment({
      subject: {
        name: 'react-cart-state-helpers',
        resolution: { from: 'nowhere', because: 'name-not-found' },
        direct: false,
        paths: [],
      },
      findings: [finding('package-not-found', 'critical', 'The registry has no package of this name.')],
      facts: { packument: absent(NOW) },
    });
    assert.equal(
      explainText(nobody, undefined, NOW, plain),
      `react-cart-state-helpers  critical
the registry has no package of this name

    The registry has no package of this name.
      package-not-found

Every question that could be asked was answered.
`,
    );
  });

  const scripts: readonly (readonly [string, Partial<Packument['versions'][string]>, RegExp | undefined])[] = [
    [
      'their commands',
      { installScripts: { postinstall: 'node install.js' } },
      /scripts {2}postinstall: node install\.js$/m,
    ],
    ['that there are some', { hasInstallScript: true }, /scripts {2}yes; the registry does not tell which$/m],
    ['that there are none', { hasInstallScript: false }, /scripts {2}none$/m],
    ['nothing where nothing is known', {}, undefined],
  ];
  it('says when the registry does not tell the date', () => {
    const packument = {
      ...{ name: 'x', distTags: {}, registryHost: 'registry.npm.example' },
      versions: { '1.0.0': { version: '1.0.0' } },
    };
    const subject = {
      name: 'x',
      resolution: { from: 'registry', version: '1.0.0' },
      direct: false,
      paths: [],
    } as const;
    const text = explainText(assessment({ subject, facts: { packument: ok(packument, NOW) } }), undefined, NOW, plain);
    assert.match(text, /published {8}the registry does not tell when$/m);
  });

  for (const [what, facts, expected] of scripts) {
    it(`tells of install scripts ${what}`, () => {
      const version = { version: '1.0.0', ...facts };
      const packument = {
        name: 'x',
        distTags: {},
        versions: { '1.0.0': version },
        registryHost: 'registry.npm.example',
      };
      const text = explainText(
        assessment({
          subject: { name: 'x', resolution: { from: 'registry', version: '1.0.0' }, direct: false, paths: [] },
          facts: { packument: ok(packument, NOW) },
        }),
        undefined,
        NOW,
        plain,
      );
      if (expected === undefined) assert.doesNotMatch(text, /install scripts/);
      else assert.match(text, expected);
    });
  }
});
