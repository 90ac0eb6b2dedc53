import assert from 'node:assert/strict';
import { changesMarkdown } from '../../server/src/features/changes-markdown.js';
import { ok, readDeclared, type CapabilityKind, type VersionFacts } from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { assessment, DAY, facts, NOW, packument, subject } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

const declares = (...names: readonly string[]): string =>
  JSON.stringify(readDeclared({ dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])) }));

/** What is told of 1.1.0, which comes after 1.0.0. */
function told(before: Partial<VersionFacts>, now: Partial<VersionFacts>): string | undefined {
  const document = packument({ versions: { '1.0.0': before, '1.1.0': now } });
  const about = subject({ version: '1.1.0' });
  return changesMarkdown(assessment({ subject: about, facts: facts({ packument: document }) }), ESCAPES);
}

const unknown = { installScripts: undefined };

describe('what has changed since the version before, in the hover', () => {
  const cases: readonly (readonly [
    what: string,
    before: Partial<VersionFacts>,
    now: Partial<VersionFacts>,
    expected: string | undefined,
  ])[] = [
    ['nothing of note', {}, {}, 'Since `1.0.0`: nothing of note has changed'],
    ['what nobody can compare', unknown, unknown, undefined],
    [
      'scripts that were not there',
      {},
      { installScripts: { install: 'x' } },
      'Since `1.0.0`: runs scripts at install now',
    ],
    ['scripts that are gone', { installScripts: { install: 'x' } }, {}, 'Since `1.0.0`: no install scripts any more'],
    [
      'scripts that are others',
      { installScripts: { install: 'x' } },
      { installScripts: { install: 'y' } },
      'Since `1.0.0`: other install scripts',
    ],
    [
      'another publisher, with hostile text as text',
      { publisher: 'al' },
      { publisher: '**bo**' },
      'Since `1.0.0`: publisher \\*\\*bo\\*\\* in place of al',
    ],
    ['another licence', { license: 'MIT' }, { license: 'GPL-3.0' }, 'Since `1.0.0`: licence GPL-3.0 in place of MIT'],
    [
      'dependencies that came and went',
      { declares: declares('a', 'b') },
      { declares: declares('b', 'c', 'd', 'e') },
      'Since `1.0.0`: new dependencies `c`, `d` and 1 more, 1 fewer',
    ],
    [
      'ranges of the same dependencies',
      { declares: declares('a') },
      { declares: declares('a') },
      'Since `1.0.0`: nothing of note has changed',
    ],
    [
      'a build that is told no more',
      { provenance: 'attestation' },
      {},
      'Since `1.0.0`: does not say any more how it was built',
    ],
    ['a build that is told now', {}, { provenance: 'attestation' }, 'Since `1.0.0`: now says how it was built'],
  ];
  for (const [what, before, now, expected] of cases) it(what, () => assert.equal(told(before, now), expected));

  it('are abilities that are new', () => {
    const able = (...kinds: readonly CapabilityKind[]) =>
      ok(
        artifactFacts({
          capabilities: kinds.map((kind) => ({ kind, place: { file: 'a.js', line: 1, column: 1, snippet: '' } })),
        }),
        NOW,
      );
    const about = subject({ version: '1.1.0' });
    const document = packument({ versions: { '1.0.0': unknown, '1.1.0': unknown } });
    const given = { packument: document, artifact: able('network', 'processes'), previousArtifact: able('network') };
    assert.equal(
      changesMarkdown(assessment({ subject: about, facts: facts(given) }), ESCAPES),
      'Since `1.0.0`: can now start programs',
    );
  });

  it('are told against the highest version below that had come by then, and no prerelease', () => {
    const document = packument({
      versions: { '1.0.0': {}, '1.0.5': { publishedAt: NOW }, '1.1.0-beta': {}, '1.1.0': { publishedAt: NOW - DAY } },
    });
    const about = subject({ version: '1.1.0' });
    const text = changesMarkdown(assessment({ subject: about, facts: facts({ packument: document }) }), ESCAPES);
    assert.match(text ?? '', /^Since `1\.0\.0`/);
  });

  it('is nothing for a first version', () => {
    const document = packument({ versions: ['1.0.0'] });
    assert.equal(changesMarkdown(assessment({ facts: facts({ packument: document }) }), ESCAPES), undefined);
  });
});
