import assert from 'node:assert/strict';
import { createScanner, type ScannerParts } from '../../server/src/engine/package-scanner.js';
import type { Scanned, ScanRequest } from '../../server/src/engine/scanner.js';
import {
  failed,
  ok,
  valueOf,
  type ArtifactFacts,
  type Capability,
  type Outcome,
} from '../../server/src/model/index.js';
import { defineRule } from '../../server/src/rules/rule.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { NOW, packument } from '../support/subjects.js';

const MANIFEST = artifactManifest({ name: 'left-pad', version: '1.3.0', scripts: { postinstall: 'node a.js' } });

/** Says which of the facts it was given, and of which versions. */
const telling = defineRule({
  id: 'telling',
  title: 'A rule that tells what it sees',
  needs: ['artifact', 'previousArtifact', 'packument', 'tarballManifest'],
  find({ facts, subject }) {
    const seen = [
      subject.name,
      valueOf(facts.artifact)?.manifest?.version,
      valueOf(facts.previousArtifact)?.manifest?.version,
      valueOf(facts.packument)?.name,
      valueOf(facts.tarballManifest)?.scripts.postinstall,
    ];
    return [{ message: seen.join(' '), evidence: [], target: 'name', level: 'medium' }];
  },
});

const SENDS: Capability = { kind: 'network', place: { file: 'a.js', line: 1, column: 1, snippet: 'fetch(x)' } };

const ANALYSED: Readonly<Record<string, Outcome<ArtifactFacts>>> = {
  '/work/package': ok(artifactFacts({ manifest: MANIFEST, files: 3, bytes: 400, capabilities: [SENDS] }), NOW),
  '/work/old.tgz': ok(artifactFacts({ manifest: { ...MANIFEST, version: '1.2.0' } }), NOW),
  '/work/odd': ok(
    artifactFacts({
      manifest: { ...MANIFEST, name: undefined, version: undefined },
      incomplete: [{ file: 'a.js', reason: 'cannot be read' }, { reason: 'and so on' }],
    }),
    NOW,
  ),
  '/work/empty': ok(artifactFacts(), NOW),
  '/work/broken.tgz': failed('malformed', 'The package file is damaged.'),
  fetched: ok(artifactFacts({ manifest: { ...MANIFEST, version: '1.1.0' } }), NOW),
};

function scan(request: Partial<ScanRequest>, parts: Partial<ScannerParts> = {}): Promise<Outcome<Scanned>> {
  const scanner = createScanner({
    analyser: {
      analyse: (source) =>
        Promise.resolve(ANALYSED['path' in source ? source.path : 'fetched'] ?? failed('unsupported', 'none')),
      close: () => Promise.resolve(),
    },
    reader: {
      readManifest: () => Promise.reject(new Error('not asked for')),
      readBytes: ({ name }) =>
        Promise.resolve(name === 'left-pad' ? ok(new Uint8Array(1), NOW) : failed('offline', 'Not fetched.')),
    },
    kindOf: (path) =>
      Promise.resolve(path in ANALYSED ? (path.endsWith('.tgz') ? ('file' as const) : ('folder' as const)) : undefined),
    nameOf: () => Promise.resolve(undefined),
    readPackument: (path, name) =>
      Promise.resolve(
        path === '/work/registry.json' ? ok(packument({ name }), NOW) : failed('malformed', 'no document'),
      ),
    rules: [telling],
    scorer: createScorer(),
    clock: () => NOW,
    cooldownHours: 72,
    concurrency: 2,
    ...parts,
  });
  return scanner.scan({ target: 'package', cwd: '/work', ...request }, new AbortController().signal);
}

function said(outcome: Outcome<Scanned>): string {
  if (outcome.status === 'ok') return outcome.value.findings.map(({ message }) => message).join();
  return outcome.status === 'absent' ? 'absent' : outcome.message;
}

describe('createScanner', () => {
  it('judges a folder by its files alone', async () => {
    const outcome = await scan({});
    assert.equal(outcome.status, 'ok');
    const { findings, ...scanned } = outcome.value;
    const { capabilities, ...rest } = scanned;
    assert.deepEqual(rest, { name: 'left-pad', version: '1.3.0', level: 'medium', files: 3, bytes: 400 });
    assert.deepEqual(capabilities, [SENDS]);
    assert.equal(findings[0]?.message, 'left-pad 1.3.0   node a.js');
  });

  it('judges a package file, and one from the registry', async () => {
    assert.equal(said(await scan({ target: './old.tgz' })), 'left-pad 1.2.0   node a.js');
    assert.equal(said(await scan({ target: 'left-pad@1.1.0' })), 'left-pad 1.1.0   node a.js');
  });

  it('says what the code can do that the version before could not', async () => {
    const compared = await scan({ previous: 'old.tgz' });
    assert.deepEqual(compared.status === 'ok' && compared.value.newCapabilities, [SENDS]);
    const same = await scan({ previous: './package' });
    assert.deepEqual(same.status === 'ok' && same.value.newCapabilities, []);
  });

  it('hands the rules the version before and the registry document', async () => {
    const request = { previous: 'old.tgz', packument: '/work/registry.json' };
    assert.equal(said(await scan(request)), 'left-pad 1.3.0 1.2.0 left-pad node a.js');
  });

  it('tells what was not looked at', async () => {
    const outcome = await scan({ target: 'odd' });
    assert.equal(valueOf(outcome)?.incomplete, 'a.js: cannot be read; and 1 more');
    assert.equal(valueOf(outcome)?.name, undefined);
  });

  const failures: readonly (readonly [string, Partial<ScanRequest>, string])[] = [
    ['is not there', { target: 'nothing' }, 'There is no such folder or file, and it is not name@version.'],
    [
      'is a file that is not there',
      { target: '@a/b@1.tgz' },
      'There is no such folder or file, and it is not name@version.',
    ],
    ['cannot be fetched', { target: 'other@1.0.0' }, 'Not fetched.'],
    ['cannot be read', { target: 'broken.tgz' }, 'The package file is damaged.'],
    ['holds no package', { target: 'empty' }, 'There is no package.json that can be read: it is no package.'],
    ['has a version before it that cannot be read', { previous: 'broken.tgz' }, 'The package file is damaged.'],
    ['has a registry document that is none', { packument: '/work/x.json' }, 'no document'],
  ];
  for (const [what, request, expected] of failures) {
    it(`says so where the target ${what}`, async () => assert.equal(said(await scan(request)), expected));
  }
});
