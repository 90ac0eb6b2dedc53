import { againstOrganisation } from './against-organisation.js';
import { agentAbuse } from './agent-abuse.js';
import { agentConfiguration } from './agent-configuration.js';
import { archiveOddity } from './archive-oddity.js';
import { confusableName } from './confusable-name.js';
import { dataExfiltration } from './data-exfiltration.js';
import { decodedCode } from './decoded-code.js';
import { dependencyAdded } from './dependency-added.js';
import { dependencyConfusion } from './dependency-confusion.js';
import { deprecated } from './deprecated.js';
import { destructiveCode } from './destructive-code.js';
import { downloadAndRun } from './download-and-run.js';
import { disguisedCode } from './disguised-code.js';
import { dormantRevival } from './dormant-revival.js';
import { entriesDiffer } from './entries-differ.js';
import { gypCommand } from './gyp-command.js';
import { hallucinatedName } from './hallucinated-name.js';
import { hiddenCode } from './hidden-code.js';
import { hiddenRecipient } from './hidden-recipient.js';
import { imagePayload } from './image-payload.js';
import { imitatedDependency } from './imitated-dependency.js';
import { inputCapture } from './input-capture.js';
import { insecureTransport } from './insecure-transport.js';
import { installCommand } from './install-command.js';
import { installScriptAdded } from './install-script-added.js';
import { installScript } from './install-script.js';
import { invalidSignature } from './invalid-signature.js';
import { keyTheft } from './key-theft.js';
import { knownMalware } from './known-malware.js';
import { knownVulnerability } from './known-vulnerability.js';
import { leakedCredential } from './leaked-credential.js';
import { licenceChanged } from './licence-changed.js';
import { lockfileForeignRegistry } from './lockfile-foreign-registry.js';
import { lockfileInjected } from './lockfile-injected.js';
import { lockfileInsecureUrl } from './lockfile-insecure-url.js';
import { lockfileIntegrityMismatch } from './lockfile-integrity-mismatch.js';
import { lockfileMismatch } from './lockfile-mismatch.js';
import { lockfileMissingIntegrity } from './lockfile-missing-integrity.js';
import { lockfileNameMismatch } from './lockfile-name-mismatch.js';
import { manifestConfusion } from './manifest-confusion.js';
import { nativeBinary } from './native-binary.js';
import { nestedInstallScript } from './nested-install-script.js';
import { newPackage } from './new-package.js';
import { obfuscatedCode } from './obfuscated-code.js';
import { packageNotFound } from './package-not-found.js';
import { persistence } from './persistence.js';
import { promptInjection } from './prompt-injection.js';
import { provenanceLost } from './provenance-lost.js';
import { publisherChanged } from './publisher-changed.js';
import { recentRelease } from './recent-release.js';
import { refusedByManager } from './refused-by-manager.js';
import { remoteDependency } from './remote-dependency.js';
import { remoteSource } from './remote-source.js';
import { phishingPage } from './phishing-page.js';
import { backdoor } from './backdoor.js';
import { beyondAllowList } from './beyond-allow-list.js';
import { repositoryMismatch } from './repository-mismatch.js';
import { reverseShell } from './reverse-shell.js';
import type { AnyRule } from './rule.js';
import { ringOfNames } from './ring-of-names.js';
import { securityHoldingPackage } from './security-holding-package.js';
import { selfPropagation } from './self-propagation.js';
import { shadowedCommand } from './shadowed-command.js';
import { shippedConfiguration } from './shipped-configuration.js';
import { shippedLockfile } from './shipped-lockfile.js';
import { tampering } from './tampering.js';
import { typosquat } from './typosquat.js';
import { unpinnedSpecifier } from './unpinned-specifier.js';
import { unpublishedVersion } from './unpublished-version.js';
import { unsigned } from './unsigned.js';
import { unusedDependency } from './unused-dependency.js';
import { versionAnomaly } from './version-anomaly.js';
import { versionNotFound } from './version-not-found.js';
import { walletRequestAdded } from './wallet-request-added.js';
import { weakenedPolicy } from './weakened-policy.js';
import { youngerThanPolicy } from './younger-than-policy.js';

/** Every rule. Findings of equal level are shown in this order, the graver kind of reason first. */
export const RULES: readonly AnyRule[] = Object.freeze([
  knownMalware,
  lockfileIntegrityMismatch,
  lockfileNameMismatch,
  securityHoldingPackage,
  againstOrganisation,
  weakenedPolicy,
  packageNotFound,
  confusableName,
  typosquat,
  hallucinatedName,
  dependencyConfusion,
  dataExfiltration,
  keyTheft,
  inputCapture,
  reverseShell,
  backdoor,
  phishingPage,
  downloadAndRun,
  decodedCode,
  persistence,
  selfPropagation,
  destructiveCode,
  agentAbuse,
  tampering,
  hiddenCode,
  disguisedCode,
  hiddenRecipient,
  obfuscatedCode,
  entriesDiffer,
  installCommand,
  agentConfiguration,
  shippedConfiguration,
  manifestConfusion,
  remoteDependency,
  archiveOddity,
  promptInjection,
  nestedInstallScript,
  gypCommand,
  nativeBinary,
  imagePayload,
  shadowedCommand,
  imitatedDependency,
  ringOfNames,
  unusedDependency,
  dependencyAdded,
  installScriptAdded,
  walletRequestAdded,
  leakedCredential,
  knownVulnerability,
  lockfileForeignRegistry,
  insecureTransport,
  lockfileInsecureUrl,
  invalidSignature,
  unsigned,
  unpublishedVersion,
  versionNotFound,
  provenanceLost,
  youngerThanPolicy,
  beyondAllowList,
  refusedByManager,
  publisherChanged,
  repositoryMismatch,
  versionAnomaly,
  dormantRevival,
  recentRelease,
  newPackage,
  remoteSource,
  lockfileInjected,
  lockfileMissingIntegrity,
  installScript,
  shippedLockfile,
  licenceChanged,
  deprecated,
  unpinnedSpecifier,
  lockfileMismatch,
]);
