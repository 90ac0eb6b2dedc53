import assert from 'node:assert/strict';
import { provenanceText, type ProvenanceText } from '../../server/src/features/provenance-markdown.js';
import type { AttestationFacts, Provenance, SignatureVerdict } from '../../server/src/model/index.js';
import { assessment, facts, packument } from '../support/subjects.js';
import { ESCAPES } from './support/manifest-document.js';

interface Given {
  readonly signature?: SignatureVerdict;
  readonly attestation?: AttestationFacts;
  readonly provenance?: Provenance;
}

function told({ signature, attestation, provenance }: Given): ProvenanceText | undefined {
  const document = packument({ versions: { '1.0.0': { provenance } } });
  const known = { packument: document, attestation, signature: signature && { verdict: signature } };
  return provenanceText(assessment({ facts: facts(known) }), ESCAPES);
}

describe('how a version came into the registry, in the hover', () => {
  const cases: readonly (readonly [what: string, given: Given, text: string | undefined, verified?: boolean])[] = [
    ['is nothing where nobody tells', {}, undefined],
    ['is a signature', { signature: 'valid' }, 'Signed by the registry', true],
    [
      'is a signature of something else',
      { signature: 'invalid' },
      "The registry's signature is of something else",
      false,
    ],
    [
      'is a build that was verified, with its repository',
      { attestation: { verdict: 'verified', repository: 'https://git.invalid/a/b' }, signature: 'valid' },
      'Built from [git.invalid/a/b](https://git.invalid/a/b), verified · signed by the registry',
      true,
    ],
    [
      'is a statement that is false, and why',
      { attestation: { verdict: 'invalid', why: 'other *bytes*' }, provenance: 'attestation' },
      'What its build states is false (other \\*bytes\\*)',
      false,
    ],
    [
      'is a statement that nobody here can verify',
      { attestation: { verdict: 'unverifiable' } },
      'Its build cannot be verified',
      false,
    ],
    [
      'is what the registry says, where no more is known',
      { provenance: 'trusted-publisher' },
      'Published by a trusted build',
      true,
    ],
  ];
  for (const [what, given, text, verified] of cases) {
    it(what, () => assert.deepEqual(told(given), text === undefined ? undefined : { text, verified }));
  }
});
