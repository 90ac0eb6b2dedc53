import assert from 'node:assert/strict';
import { capabilityMarkdown } from '../../server/src/features/capability-markdown.js';
import type { SourceLinks } from '../../server/src/features/support/source-links.js';
import { ok, skipped, type Capability, type CapabilityKind } from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { assessment, facts, NOW } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

const capabilities = (...kinds: readonly CapabilityKind[]): readonly Capability[] =>
  kinds.map((kind) => ({ kind, place: { file: `${kind}.js`, line: 7, column: 3, snippet: 'x' } }));
const artifact = (...kinds: readonly CapabilityKind[]) =>
  ok(artifactFacts({ capabilities: capabilities(...kinds) }), NOW);

const LINKS: SourceLinks = (_, { file = '', line = 0, column = 0 }) => {
  const place = `${file}:${line}:${column}`;
  return { document: place, command: `command:open?${place}`, relative: place, params: { id: place } };
};

describe('what a package can do, in the hover', () => {
  it('is one line in a fixed order', () => {
    const given = assessment({ facts: facts({ artifact: artifact('processes', 'network', 'environment') }) });
    assert.equal(
      capabilityMarkdown({ assessment: given, escapes: ESCAPES }),
      'Can send requests, read the environment, start programs',
    );
  });

  it('leads to the places, where the editor can show them', () => {
    const given = assessment({ facts: facts({ artifact: artifact('network') }) });
    assert.equal(
      capabilityMarkdown({ assessment: given, escapes: ESCAPES, sources: LINKS }),
      'Can [send requests](command:open?network.js:7:3)',
    );
  });

  it('is nothing for code that only computes, or that was not looked into', () => {
    const computes = assessment({ facts: facts({ artifact: artifact() }) });
    assert.equal(capabilityMarkdown({ assessment: computes, escapes: ESCAPES }), undefined);
    const unknown = assessment({ facts: facts({ artifact: skipped('pending', 'still asked') }) });
    assert.equal(capabilityMarkdown({ assessment: unknown, escapes: ESCAPES }), undefined);
  });
});
