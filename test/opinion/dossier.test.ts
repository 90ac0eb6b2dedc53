import assert from 'node:assert/strict';
import { dossierOf } from '../../server/src/opinion/dossier.js';
import { TOLD_RULES } from '../../server/src/opinion/told-rules.js';
import { RULES } from '../../server/src/rules/index.js';
import {
  ok,
  skipped,
  type Assessment,
  type Evidence,
  type Facts,
  type LockedWords,
} from '../../server/src/model/index.js';
import { facts, finding, NOW, packument, subject } from '../support/subjects.js';
import { publicCase, publicFacts } from './support/case.js';

/** Their findings hold words of the project, or of what it has set up. */
const KEPT_RULES = [
  ...['against-organisation', 'beyond-allow-list', 'dependency-confusion', 'insecure-transport', 'leaked-credential'],
  ...['lockfile-foreign-registry', 'lockfile-injected', 'lockfile-insecure-url', 'lockfile-integrity-mismatch'],
  ...['lockfile-mismatch', 'lockfile-missing-integrity', 'lockfile-name-mismatch', 'package-not-found'],
  ...['refused-by-manager', 'remote-dependency', 'remote-source', 'unpinned-specifier', 'unpublished-version'],
  ...['version-not-found', 'weakened-policy', 'younger-than-policy'],
];

const problemOf = (about: Assessment, hosts: readonly string[] = []): string | undefined => {
  const made = dossierOf(about, hosts);
  return 'problem' in made ? made.problem.template : undefined;
};

describe('what a language model is shown of a package', () => {
  it('is what was found and what is known of it, the findings first, each under an id of its own', () => {
    const made = dossierOf(publicCase(), []);
    assert.ok('items' in made);
    assert.deepEqual(
      made.items.map(({ id, finding: found, said }) => [id, found?.rule, said]),
      [
        ['e1', 'obfuscated-code', 'left-pal is hard to read'],
        ['e2', undefined, 'The version was published on this day.'],
        ['e3', undefined, 'The name was first published on this day.'],
        ['e4', undefined, 'What the package says of itself.'],
        ['e5', undefined, 'Behaviour of the kind "hidden-window", at import.'],
      ],
    );
    assert.deepEqual(
      [made.name, made.version, made.level, made.integrity],
      ['left-pal', '1.0.0', 'low', 'sha512-AAAA'],
    );
  });

  it('is the same as long as nothing has changed', () => {
    assert.deepEqual(dossierOf(publicCase(), []), dossierOf(publicCase(), []));
    assert.notDeepEqual(dossierOf(publicCase('other'), []), dossierOf(publicCase(), []));
  });

  it('is decided for each rule', () => {
    assert.deepEqual([...TOLD_RULES, ...KEPT_RULES].sort(), RULES.map(({ id }) => id).sort());
  });

  it('has nothing of the project in it', () => {
    const secret = 'acme-secret';
    const evidence = (given: Partial<Evidence>): readonly Evidence[] => [
      { kind: 'metadata', field: 'x', value: secret, ...given },
    ];
    const about = publicCase('code', {
      subject: subject({
        ...{ name: 'left-pal', version: '1.0.0', broughtInBy: `@${secret}/kit`, direct: false, dependency: null },
        paths: [['.', `@${secret}/kit@1.0.0`, 'left-pal@1.0.0']],
      }),
      findings: [
        ...KEPT_RULES.map((rule) => finding({ rule, message: secret, evidence: evidence({}) })),
        // What several packages of the project do together says which others there are.
        finding({
          rule: 'data-exfiltration',
          message: secret,
          evidence: evidence({ package: `@${secret}/kit@1.0.0` }),
        }),
        finding({ rule: 'manifest-confusion', message: secret, evidence: evidence({ kind: 'lockfile' }) }),
        // They end with what the project declares, runs or waits for.
        ...['known-vulnerability', 'install-script', 'install-script-added', 'recent-release'].map((rule) =>
          finding({ rule, message: secret }),
        ),
      ],
      accepted: [{ finding: finding({ rule: 'install-script', message: secret }), reason: secret, file: secret }],
      notices: [secret],
      coverage: [{ question: 'osv', status: 'unknown', reason: secret }],
    });
    const made = dossierOf(about, []);
    assert.ok('items' in made && made.items.length > 0);
    assert.ok(!JSON.stringify(made).includes(secret));
  });

  it('does not tell the key of a line that stands for another name', () => {
    const { dependency } = subject({ name: 'acme-alias', version: '1.0.0' });
    const findings = [finding({ rule: 'typosquat', message: 'acme-alias looks like acme' })];
    const locked = { id: 'x', version: '1.0.0', alias: 'acme-alias' };
    const subjects = [
      subject({ name: 'left-pal', dependency }),
      subject({ name: 'left-pal', dependency: null, broughtInBy: 'kit', locked }),
    ];
    for (const one of subjects)
      assert.ok(!JSON.stringify(dossierOf(publicCase('x', { subject: one, findings }), [])).includes('acme'));
  });
});

describe('what no language model is shown', () => {
  const locked = (resolved: string): LockedWords => ({ id: 'x', version: '1.0.0', resolved });
  const fromElsewhere = packument({ name: 'left-pal', registryHost: 'npm.acme.example' });
  const scoped = (given: Facts = {}): Assessment =>
    publicCase('x', {
      subject: subject({ name: '@acme/kit', version: '1.0.0' }),
      facts: { ...publicFacts('x', '@acme/kit'), ...given },
    });

  const CASES: readonly (readonly [what: string, about: Assessment, problem: RegExp | undefined])[] = [
    [
      'a package of a private registry',
      publicCase('x', { facts: facts({ packument: fromElsewhere }) }),
      /public registry/,
    ],
    ['one that a registry does not have', publicCase('x', { facts: facts() }), /No version of it/],
    [
      'what is judged nowhere',
      publicCase('x', {
        subject: subject({ name: 'left-pal', resolution: { from: 'nowhere', because: 'not-from-registry' } }),
      }),
      /No version of it/,
    ],
    ...(
      [
        ['https://registry.npm.example/left-pal.tgz', undefined],
        ['https://registry.yarnpkg.com/left-pal.tgz#ab', undefined],
        ['npm:1.0.0', undefined],
        ['', undefined],
        ['https://npm.acme.example/left-pal.tgz', /public registry/],
        ['npm:1.0.0::__archiveUrl=https%3A%2F%2Fnpm.acme.example%2Fx.tgz', /public registry/],
        ['patch:left-pal@npm%3A1.0.0#./own.patch', /public registry/],
        ['git+ssh://git@git.acme.example/left-pal.git#abc', /public registry/],
        ['vendor/left-pal.tgz', /public registry/],
      ] as const
    ).map(
      ([resolved, problem]) =>
        [
          `one that a lockfile has from "${resolved}"`,
          publicCase('x', { subject: subject({ name: 'left-pal', locked: locked(resolved) }) }),
          problem,
        ] as const,
    ),
    [
      'a folder',
      publicCase('x', { subject: subject({ name: 'left-pal', locked: { ...locked(''), local: true } }) }),
      /public registry/,
    ],
    ['a scoped name of which no public service was asked', scoped(), /may be private/],
    [
      'a name that was kept from a public service',
      scoped({ osv: skipped('private-name', 'kept'), downloads: ok({ lastWeek: 1 }, NOW) }),
      /may be private/,
    ],
    ['a scoped name of which a public service was asked', scoped({ osv: ok([], NOW) }), undefined],
    ['a verdict that is not done', publicCase('x', { pending: true }), /still being checked/],
  ];
  for (const [what, about, problem] of CASES) {
    it(problem === undefined ? `is not ${what}` : what, () => {
      if (problem === undefined) assert.equal(problemOf(about), undefined);
      else assert.match(problemOf(about) ?? '', problem);
    });
  }

  it('is shown where a setting of the machine says that a registry holds public names only', () => {
    const about = publicCase('x', { facts: facts({ packument: fromElsewhere }) });
    assert.equal(problemOf(about, ['npm.acme.example']), undefined);
  });
});
