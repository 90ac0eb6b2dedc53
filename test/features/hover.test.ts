import assert from 'node:assert/strict';
import { MarkupContent, type Hover } from 'vscode-languageserver';
import { hoverAt } from '../../server/src/features/hover.js';
import { failed, ok, readDeclared, skipped } from '../../server/src/model/index.js';
import { assessment, DAY, facts, finding, HOUR, NOW, packument, subject } from '../support/subjects.js';
import { ESCAPES, judged, marked, type LineGiven } from './support/manifest-document.js';

/** The hover on the package `lodash` of a document whose other lines do not matter. */
function hover(line: LineGiven, declared = '^4.17.0'): Hover | undefined {
  const { document, offsets } = marked(
    `{ "dependencies": { "lo«dash": ${JSON.stringify(declared)}, "other": "1.0.0" } }`,
  );
  const { assessments } = judged(document, { lodash: line });
  return hoverAt({ document, assessments, offset: offsets[0] ?? 0, now: NOW, escapes: ESCAPES });
}

function markdown(line: LineGiven, declared?: string): string {
  const contents = hover(line, declared)?.contents;
  assert.ok(MarkupContent.is(contents) && contents.kind === 'markdown');
  return contents.value;
}

const LODASH = packument({
  name: 'lodash',
  versions: { '4.17.20': { publishedAt: Date.UTC(2020, 7, 13) }, '4.17.21': { publishedAt: Date.UTC(2021, 1, 20) } },
  repository: 'https://git.invalid/lodash/lodash',
  publicRegistry: true,
});

const LOCKED = {
  resolution: { from: 'lockfile', version: '4.17.20' },
} as const;

describe('hover', () => {
  it('tells the whole case of a vulnerable package', () => {
    const vulnerability = finding({
      rule: 'known-vulnerability',
      level: 'high',
      message:
        'lodash@4.17.20 has a known vulnerability: Command Injection (GHSA-35jh-r3h4-6jhm, high), fixed in 4.17.21',
      evidence: [
        { kind: 'advisory', field: 'GHSA-35jh-r3h4-6jhm', url: 'https://advisories.invalid/GHSA-35jh-r3h4-6jhm' },
      ],
      hints: { fixedVersions: ['4.17.21'] },
    });
    const other = finding({
      rule: 'known-vulnerability',
      message: 'lodash@4.17.20 has a known vulnerability: ReDoS (GHSA-29mw-wpgm-hmr9, moderate), fixed in 3.10.2',
      evidence: [
        { kind: 'advisory', field: 'GHSA-29mw-wpgm-hmr9', url: 'https://advisories.invalid/GHSA-29mw-wpgm-hmr9' },
      ],
      hints: { fixedVersions: ['3.10.2', '4.17.21'] },
    });
    const osv = failed('timeout', 'OSV did not answer within 20 seconds.');
    const coverage = [
      { question: 'osv', status: 'unknown', reason: osv.status === 'failed' ? osv.message : '' },
    ] as const;
    const line = {
      ...{ findings: [vulnerability, other], coverage, subject: LOCKED },
      facts: facts({ packument: LODASH, osv }),
    };
    assert.equal(
      markdown(line),
      [
        '**High: lodash\\@4.17.20 has a known vulnerability: Command Injection ([GHSA-35jh-r3h4-6jhm](https://advisories.invalid/GHSA-35jh-r3h4-6jhm), high), fixed in 4.17.21**',
        '',
        '- **Medium:** lodash\\@4.17.20 has a known vulnerability: ReDoS ([GHSA-29mw-wpgm-hmr9](https://advisories.invalid/GHSA-29mw-wpgm-hmr9), moderate), fixed in 3.10.2 · Fixed in `3.10.2`, `4.17.21`.',
        '',
        'Declared `^4.17.0` → judged `4.17.20` (from the lockfile) → latest `4.17.21`  ',
        'Published 6 years ago (2020-08-13)  ',
        'No install scripts',
        '',
        '- Not checked: OSV advisories and malware records. OSV did not answer within 20 seconds.',
        '',
        '[npm](https://www.npmjs.com/package/lodash/v/4.17.20) · [Repository](https://git.invalid/lodash/lodash) · [About known-vulnerability](https://github.com/package-risk/package-risk/blob/main/docs/rules/known-vulnerability.md)',
      ].join('\n'),
    );
  });

  it('tells what a catalog says for the line that refers to it', () => {
    const entry = { name: 'lodash', section: 'catalog', raw: '^4.17.0' } as const;
    const { document, offsets } = marked('{ "dependencies": { "lo«dash": "^4.17.0" } }');
    const { assessments } = judged(document, { lodash: { subject: LOCKED } });
    const through = assessments.map((one) => {
      const { dependency } = one.subject;
      assert.ok(dependency !== undefined);
      const line = { ...dependency, ...entry };
      const catalog = { file: '/ws/pnpm-workspace.yaml', line, reference: 'catalog:' };
      return { ...one, subject: { ...one.subject, catalog } };
    });
    const offset = offsets[0] ?? 0;
    const contents = hoverAt({ document, assessments: through, offset, now: NOW, escapes: ESCAPES })?.contents;
    assert.ok(MarkupContent.is(contents));
    assert.match(
      contents.value,
      /^Declared `catalog:` → `\^4\.17\.0` in pnpm-workspace\.yaml → judged `4\.17\.20` \(from the lockfile\)/m,
    );
  });

  it("tells which members use a catalog's entry", () => {
    const users = ['.', 'apps/a', 'apps/b', 'apps/c', 'apps/d', 'apps/e', 'apps/f'];
    const { document, offsets } = marked('{ "dependencies": { "lo«dash": "^4.17.0" } }');
    const assessments = judged(document, { lodash: { subject: LOCKED } }).assessments.map((one) => {
      const { dependency } = one.subject;
      assert.ok(dependency !== undefined);
      const entry = { ...dependency, section: 'catalog', catalog: 'default' } as const;
      return { ...one, subject: { ...one.subject, dependency: entry, paths: users.map((user) => [user]) } };
    });
    const contents = hoverAt({ document, assessments, offset: offsets[0] ?? 0, now: NOW, escapes: ESCAPES })?.contents;
    assert.ok(MarkupContent.is(contents));
    assert.match(contents.value, /^Used by `\.`, `apps\/a`, `apps\/b`, `apps\/c`, `apps\/d` and 2 more/m);
  });

  it('says of a package of the own workspace that it is one', () => {
    const resolution = { from: 'nowhere', because: 'workspace-package' } as const;
    assert.match(markdown({ subject: { resolution } }), /^\*\*lodash is a package of this workspace\.\*\*/);
  });

  it('is short where all is well', () => {
    const line = {
      subject: { resolution: { from: 'registry', version: '4.17.21' } },
      facts: facts({ packument: LODASH }),
    } as const;
    assert.equal(
      markdown(line),
      [
        '**No problem found in lodash\\@4.17.21.**',
        '',
        'Declared `^4.17.0` → judged `4.17.21` (what it resolves to now) → the latest  ',
        'Published 5 years ago (2021-02-20)  ',
        'No install scripts  ',
        'Since `4.17.20`: nothing of note has changed',
        '',
        '[npm](https://www.npmjs.com/package/lodash/v/4.17.21) · [Repository](https://git.invalid/lodash/lodash)',
      ].join('\n'),
    );
  });

  it('tells what the line brings in, before the versions', () => {
    const { document, offsets } = marked('{ "dependencies": { "exp«ress»": "^4.0.0" } }');
    const { assessments } = judged(document);
    const findings = [finding({ rule: 'known-vulnerability', level: 'high', message: 'qs@6.7.0 is bad' })];
    const paths = [['.', 'express@4.17.1', 'qs@6.7.0']];
    const qs = subject({ name: 'qs', version: '6.7.0', dependency: null, broughtInBy: 'express', paths });
    const found = hoverAt({
      ...{ document, offset: offsets[0] ?? 0, now: NOW, escapes: ESCAPES },
      assessments: [...assessments, assessment({ subject: qs, findings })],
    });
    assert.ok(MarkupContent.is(found?.contents));
    assert.deepEqual(found.contents.value.split('\n').slice(0, 5), [
      '**No problem found in express\\@1.0.0.**',
      '',
      'Brings in 1 package: 1 high',
      '- **High:** qs\\@6.7.0 is bad · `express > qs@6.7.0`',
      '',
    ]);
  });

  it('covers the whole property, and nothing beside one', () => {
    const { document, ranges, offsets } = marked('{ "dependencies": { «"a": "1.0.0"» } }');
    const { assessments } = judged(document);
    const at = (offset: number): Hover | undefined =>
      hoverAt({ document, assessments, offset, now: NOW, escapes: ESCAPES });
    assert.deepEqual(at(offsets[0] ?? 0)?.range, ranges[0]);
    assert.deepEqual(at((offsets[1] ?? 0) - 1)?.range, ranges[0]);
    assert.equal(at(3), undefined);
  });

  describe('headline', () => {
    const unknown = [{ question: 'osv', status: 'unknown', reason: 'No network.' }] as const;
    const cases: readonly (readonly [title: string, line: LineGiven, expected: string])[] = [
      ['while facts are missing', { pending: true }, '**Still checking lodash\\@1.0.0…**'],
      [
        'when something could not be checked',
        { coverage: unknown },
        '**Nothing found in lodash\\@1.0.0, but not everything could be checked.**',
      ],
      [
        'when no version could be determined',
        { subject: { resolution: { from: 'nowhere', because: 'registry-unknown' } } },
        '**Nothing found in lodash, but not everything could be checked.**',
      ],
      [
        'for a local folder',
        { subject: { resolution: { from: 'nowhere', because: 'not-from-registry' } } },
        '**lodash is not judged: it does not come from a registry.**',
      ],
      [
        'when all findings are accepted',
        { accepted: [{ finding: finding({ rule: 'deprecated' }), reason: 'we know', expires: '2026-12-31' }] },
        '**No open problem in lodash\\@1.0.0.**',
      ],
    ];
    for (const [title, line, expected] of cases) {
      it(`${title} reads: ${expected}`, () => assert.equal(markdown(line).split('\n')[0], expected));
    }
  });

  describe('versions', () => {
    const cases: readonly (readonly [line: LineGiven, expected: string, declared?: string])[] = [
      [
        { subject: { resolution: { from: 'registry', version: '4.17.21', lockedVersion: '3.0.0' } } },
        'Declared `^4.17.0` → judged `4.17.21` (what it resolves to now; the lockfile holds 3.0.0)',
      ],
      [
        { subject: { resolution: { from: 'registry', version: '4.17.21', lockedVersion: null } } },
        'Declared `^4.17.0` → judged `4.17.21` (what it resolves to now; the lockfile does not hold it)',
      ],
      [
        { subject: { resolution: { from: 'declared', version: '4.17.0' } } },
        'Declared `4.17.0` → judged `4.17.0` (as declared; the registry could not be asked)',
        '4.17.0',
      ],
      [
        {
          subject: { resolution: { from: 'nowhere', because: 'no-such-version' } },
          facts: facts({ packument: LODASH }),
        },
        'Declared `^9.0.0` → no version judged (no published version fits) → latest `4.17.21`',
        '^9.0.0',
      ],
      [
        { subject: { resolution: { from: 'registry', version: '4.17.21' } } },
        'Declared without a version → judged `4.17.21` (what it resolves to now)',
        '',
      ],
    ];
    for (const [line, expected, declared] of cases) {
      it(expected, () => assert.ok(markdown(line, declared).includes(`\n${expected}`)));
    }
  });

  describe('publication and install scripts', () => {
    const version = '1.0.0';
    const published = (publishedAt: number): LineGiven => ({
      facts: facts({ packument: packument({ versions: { [version]: { publishedAt } } }) }),
    });
    const ages = [
      [NOW - 5 * HOUR, 'Published 5 hours ago (2026-11-22)'],
      [NOW - 36 * HOUR, 'Published 36 hours ago (2026-11-21)'],
      [NOW - 3 * DAY, 'Published 3 days ago (2026-11-19)'],
      [NOW - 20 * DAY, 'Published 2 weeks ago (2026-11-02)'],
      [NOW - 400 * DAY, 'Published 13 months ago (2025-10-18)'],
      [NOW + 5 * HOUR, 'Published just now (2026-11-22)'],
    ] as const;
    for (const [time, expected] of ages) {
      it(expected, () => assert.ok(markdown(published(time)).includes(`\n${expected}  \n`)));
    }

    it('says when the registry does not tell the date', () => {
      const undated = { ...packument(), versions: { [version]: { version, installScripts: {} } } };
      const text = markdown({ facts: facts({ packument: undated }) });
      assert.match(text, /\nPublication date not known {2}\nNo install scripts$/m);
    });

    it('shows what runs at install, cut to a length that can be read', () => {
      const scripts = { postinstall: `node -e "${'x'.repeat(500)}"`, test: 'mocha' };
      const tarballManifest = {
        scripts,
        hasBindingGyp: true,
        declares: readDeclared({}),
        fileCount: 3,
        unpackedSize: 3,
      };
      const text = markdown({ facts: facts({ tarballManifest }) });
      assert.match(text, /\nruns at install `install`: `node-gyp rebuild`, `postinstall`: `node -e "x+…`\n?/i);
      assert.ok(text.length < 400);
    });

    it('says when it is not known whether something runs', () => {
      assert.ok(markdown({}).includes('Install scripts not known'));
      const locked = { id: 'node_modules/lodash', version, hasInstallScript: true };
      assert.ok(markdown({ subject: { locked } }).includes('Runs at install a command'));
    });
  });

  it('tells how often the package is downloaded, where that was asked', () => {
    const text = markdown({ facts: facts({ packument: LODASH, downloads: { lastWeek: 61_234_567 } }) });
    assert.ok(text.includes('61,234,567 downloads in a week'), text);
    assert.doesNotMatch(markdown({ facts: facts({ packument: LODASH }) }), /downloads/);
  });

  it('names what the team has accepted, until when and why', () => {
    const accepted = [
      { finding: finding({ rule: 'deprecated', message: 'it is old' }), reason: 'so are we', expires: '2026-12-31' },
    ];
    assert.ok(
      markdown({ accepted }).includes(
        'Accepted in `package-risk.json`:\n- it is old — accepted until 2026-12-31: so are we',
      ),
    );
  });

  it('gives one line per reason for what was not checked, and names old answers', () => {
    const coverage = [
      { question: 'packument', status: 'answered', asOf: NOW - 40 * DAY, stale: true },
      { question: 'osv', status: 'skipped', reason: 'Offline.' },
      { question: 'registryAdvisories', status: 'skipped', reason: 'Offline.' },
    ] as const;
    const offline = skipped('switched-off', 'Offline.');
    const text = markdown({
      coverage,
      facts: facts({ packument: ok(LODASH, NOW), osv: offline, registryAdvisories: offline }),
    });
    assert.ok(
      text.includes(
        "- Not checked: OSV advisories and malware records, the registry's advisories. Offline.\n- Old answer: registry metadata, of 2026-10-13.",
      ),
    );
  });

  it('does not count as a gap what there was nothing to ask about', () => {
    const nothing = skipped('not-from-registry', 'It is a folder.');
    const coverage = [{ question: 'osv', status: 'skipped', reason: 'It is a folder.' }] as const;
    const text = markdown({ coverage, facts: facts({ osv: nothing }) });
    assert.ok(!text.includes('Not checked'));
  });

  it('links to npm only where the name is known to be the public one', () => {
    const at = (publicRegistry: boolean, rank?: number): string =>
      markdown({
        facts: facts({ packument: packument({ publicRegistry }), popularity: { rank, listSize: 10, similar: [] } }),
      });
    assert.ok(at(true).includes('[npm]'));
    assert.ok(at(false, 3).includes('[npm]'));
    assert.ok(!at(false).includes('[npm]'));
  });

  it('keeps hostile text text: no markup, HTML, images, links or commands of others', () => {
    const evil =
      '![x](https://evil.invalid/x.png) <img src=x onerror=alert(1)> [run](command:evil) `code` **bold** $(zap)\n\n# heading';
    const hostile = finding({
      rule: 'deprecated',
      message: evil,
      evidence: [
        { kind: 'metadata', url: 'command:workbench.action.quit' },
        { kind: 'advisory', field: evil, url: 'javascript:alert(1)' },
        { kind: 'advisory', field: 'x](https://evil.invalid) [y', url: 'https://advisories.invalid/a)b"c' },
      ],
    });
    const text = markdown({
      findings: [hostile],
      accepted: [{ finding: hostile, reason: evil, expires: evil }],
      facts: facts({
        packument: packument({ repository: 'data:text/html,<script>', homepage: 'https://user@evil.invalid' }),
      }),
    });
    const unescaped = text.replaceAll(/\\./g, '');
    assert.ok(!unescaped.includes('<'));
    assert.ok(!unescaped.includes('!['));
    assert.deepEqual(unescaped.match(/\]\([^)]*\)/g), [
      '](https://advisories.invalid/a%29b%22c)',
      '](https://github.com/package-risk/package-risk/blob/main/docs/rules/deprecated.md)',
    ]);
    assert.ok(!/^#/m.test(text));
  });
});
