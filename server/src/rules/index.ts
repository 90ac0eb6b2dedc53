import { deprecated } from './deprecated.js';
import { hiddenCode } from './hidden-code.js';
import { insecureTransport } from './insecure-transport.js';
import { installScript } from './install-script.js';
import { knownMalware } from './known-malware.js';
import { knownVulnerability } from './known-vulnerability.js';
import { lockfileMismatch } from './lockfile-mismatch.js';
import { newPackage } from './new-package.js';
import { packageNotFound } from './package-not-found.js';
import { recentRelease } from './recent-release.js';
import { remoteSource } from './remote-source.js';
import type { AnyRule } from './rule.js';
import { securityHoldingPackage } from './security-holding-package.js';
import { typosquat } from './typosquat.js';
import { unpinnedSpecifier } from './unpinned-specifier.js';
import { versionNotFound } from './version-not-found.js';

/** Every rule. Findings of equal level are shown in this order, the graver kind of reason first. */
export const RULES: readonly AnyRule[] = Object.freeze([
  knownMalware,
  securityHoldingPackage,
  packageNotFound,
  typosquat,
  hiddenCode,
  knownVulnerability,
  insecureTransport,
  versionNotFound,
  recentRelease,
  newPackage,
  remoteSource,
  installScript,
  deprecated,
  unpinnedSpecifier,
  lockfileMismatch,
]);
