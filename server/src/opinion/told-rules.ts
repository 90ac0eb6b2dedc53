import { BEHAVIOUR_RULES } from '../model/index.js';

/**
 * Rules whose findings speak of the package and of nothing else. What the others say holds words of the project: its lines, its
 * lockfile, its policy, its registries.
 */
export const TOLD_RULES: readonly string[] = Object.freeze([
  ...BEHAVIOUR_RULES,
  ...['archive-oddity', 'confusable-name', 'dependency-added', 'deprecated', 'disguised-code', 'dormant-revival'],
  ...['hallucinated-name', 'install-script', 'install-script-added', 'invalid-signature', 'known-malware'],
  ...['known-vulnerability', 'licence-changed', 'manifest-confusion', 'native-binary', 'nested-install-script'],
  ...['new-package', 'obfuscated-code', 'provenance-lost', 'publisher-changed', 'recent-release'],
  ...['repository-mismatch', 'security-holding-package', 'shipped-configuration', 'shipped-lockfile'],
  ...['imitated-dependency', 'ring-of-names', 'typosquat', 'unsigned', 'unused-dependency', 'version-anomaly'],
  'wallet-request-added',
]);

/**
 * What these say ends with what it means here: which range is declared, what the package manager runs, how long the project waits. Their
 * evidence is the package's.
 */
export const EVIDENCE_ONLY_RULES: readonly string[] = Object.freeze([
  ...['install-script', 'install-script-added', 'known-vulnerability', 'recent-release'],
]);

/** Of these the key of a line is a part where it stands for a package of another name. */
export const NAME_RULES: readonly string[] = Object.freeze(['confusable-name', 'hallucinated-name', 'typosquat']);
