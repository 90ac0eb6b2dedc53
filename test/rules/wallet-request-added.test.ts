import assert from 'node:assert/strict';
import { walletRequestAdded } from '../../server/src/rules/wallet-request-added.js';
import { artifactFacts, artifactManifest, behaviour } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const asked = behaviour('asks-wallet', {
  file: 'dist/player.min.js',
  line: 1,
  column: 420,
  snippet: 'e.request({method:"eth_signTypedData_v4"',
  detail: 'eth_signTypedData_v4',
  moment: 'call',
});
const asking = artifactFacts({ behaviours: [asked] });
const quiet = artifactFacts({ manifest: artifactManifest({ dependencies: { lit: '^3.0.0' } }) });

describe('wallet-request-added', () => {
  it('tells of a library that suddenly wants something signed (lottie-player, 2024)', () => {
    const draft = onlyDraft(draftsOf(walletRequestAdded, subject(), { artifact: asking, previousArtifact: quiet }));
    assert.equal(
      draft.message,
      'some-package 1.0.0 asks wallets in the browser to sign or send something when it is called, which the version before did not',
    );
    assert.equal(draft.level, 'high');
    assert.deepEqual(draft.evidence, [
      {
        kind: 'file',
        file: 'dist/player.min.js',
        line: 1,
        column: 420,
        snippet: 'e.request({method:"eth_signTypedData_v4"',
      },
    ]);
  });

  it('is critical in a patch, in which no library changes what it is for', () => {
    const levelFrom = (version: string, to: string) =>
      onlyDraft(
        draftsOf(walletRequestAdded, subject(), {
          artifact: artifactFacts({ behaviours: [asked], manifest: artifactManifest({ version: to }) }),
          previousArtifact: artifactFacts({ manifest: artifactManifest({ version }) }),
        }),
      ).level;
    assert.equal(levelFrom('2.0.4', '2.0.5'), 'critical');
    for (const [from, to] of [
      ['2.0.4', '2.1.0'],
      ['2.0.4', '3.0.0'],
      ['', '1.0.0'],
    ] as const)
      assert.equal(levelFrom(from, to), 'high', to);
  });

  it('says nothing where that is what a package is for, or nothing is known of the version before', () => {
    const told = (artifact: typeof asking, previousArtifact?: typeof asking) =>
      draftsOf(walletRequestAdded, subject(), {
        artifact,
        ...(previousArtifact !== undefined && { previousArtifact }),
      });
    assert.deepEqual(told(asking), []);
    assert.deepEqual(told(asking, asking), []);
    assert.deepEqual(told(quiet, quiet), []);
    assert.deepEqual(told(asking, artifactFacts({ behaviours: [behaviour('hooks-wallet')] })), []);
    for (const name of [
      'ethers',
      'viem',
      '@solana/web3.js',
      '@walletconnect/modal',
      'web3-utils',
      '@web3-react/core',
    ]) {
      const depending = artifactManifest({ dependencies: { [name]: '*' } });
      assert.deepEqual(told(asking, artifactFacts({ manifest: depending })), [], name);
      assert.deepEqual(told(artifactFacts({ manifest: depending, behaviours: [asked] }), quiet), [], name);
      const asPeer = artifactManifest({ peerDependencies: { [name]: '*' } });
      assert.deepEqual(told(asking, artifactFacts({ manifest: asPeer })), [], name);
    }
  });
});
