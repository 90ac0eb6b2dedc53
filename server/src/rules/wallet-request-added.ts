import { phrase, valueOf, type ArtifactFacts, type ArtifactManifest } from '../model/index.js';
import { defineRule } from './rule.js';
import { aboutCode, behavioursOf, evidenceOfBehaviours } from './support/code-flows.js';
import { isPatch } from './support/patch-release.js';
import { newSinceBefore } from './support/text.js';

/** Packages through which programs of a chain talk to it. Who uses one has something to do with wallets. */
const OF_CHAINS =
  /^(?:ethers|web3|viem|wagmi|web3modal|connectkit|thirdweb|bitcoinjs-lib|tronweb|xrpl|near-api-js|starknet|siwe)$|^(?:web3|ethereum|ethereumjs|@solana|@ethersproject|@ethereumjs|@metamask|@walletconnect|@web3|@web3-react|@web3modal|@reown|@rainbow-me|@coinbase|@wagmi|@safe-global|@thirdweb-dev|@mysten|@ton|@tonconnect|@polkadot|@cosmjs|@near-js|@aptos-labs|@base-org|@privy-io|@dynamic-labs)(?:[-/]|$)/;

/** A library that has nothing to do with money asks a wallet to sign or to send something, from one release to the next. */
export const walletRequestAdded = defineRule({
  id: 'wallet-request-added',
  title: 'Requests to wallets that are new in this version',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts }) {
    const artifact = valueOf(facts.artifact);
    const before = valueOf(facts.previousArtifact);
    if (artifact === undefined || before === undefined) return [];
    const asked = behavioursOf(artifact.behaviours, ['asks-wallet']);
    if (asked.length === 0 || knowsWallets(before) || [artifact, before].some(isOfChains)) return [];
    const sentence = phrase(
      '{package} asks wallets in the browser to sign or send something {moment}',
      aboutCode(asked, subject),
    );
    return [
      {
        message: newSinceBefore(sentence),
        evidence: evidenceOfBehaviours(asked),
        target: 'specifier' as const,
        // What a library is for does not change in a patch.
        level: isPatch(before, artifact) ? ('critical' as const) : ('high' as const),
      },
    ];
  },
});

function knowsWallets({ behaviours }: ArtifactFacts): boolean {
  return behavioursOf(behaviours, ['asks-wallet', 'hooks-wallet']).length > 0;
}

function isOfChains({ manifest }: ArtifactFacts): boolean {
  return manifest !== undefined && namesOf(manifest).some((name) => OF_CHAINS.test(name));
}

function namesOf({ dependencies, peerDependencies, optionalDependencies }: ArtifactManifest): readonly string[] {
  return [dependencies, peerDependencies, optionalDependencies].flatMap((one) => Object.keys(one));
}
