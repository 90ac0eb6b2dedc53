import { names, type Vocabulary } from './words.js';

/** Yarn 1, of its own `--help`. */
export const CLASSIC: Vocabulary = Object.freeze({
  valued:
    names(`cwd registry cache-folder modules-folder link-folder global-folder preferred-cache-folder prefix mutex proxy
    https-proxy network-concurrency network-timeout otp use-yarnrc emoji scripts-prepend-node-path pattern scope depth`),
  switches:
    names(`dev peer optional exact tilde audit ignore-workspace-root-check ignore-scripts ignore-platform ignore-engines
    ignore-optional force flat lockfile pure-lockfile frozen-lockfile update-checksums link-duplicates production prod
    non-interactive silent verbose offline prefer-offline strict-semver json har bin-links check-files skip-integrity-check
    enable-pnp disable-pnp focus no-progress node-version-check default-rc update-notifier latest caret help version
    no-lockfile no-bin-links no-node-version-check no-default-rc no-emoji simple`),
  short: Object.freeze({
    ...{ D: 'dev', P: 'peer', O: 'optional', E: 'exact', T: 'tilde', W: 'ignore-workspace-root-check', A: 'audit' },
    ...{ f: 'force', s: 'silent', h: 'help', v: 'version', L: 'latest', C: 'caret', S: 'scope' },
  }),
});

/** Yarn 2 and later, of its own `--help`. */
export const BERRY: Vocabulary = Object.freeze({
  valued: names('mode strategy recursive-mode package cwd'),
  switches:
    names(`json fixed exact tilde caret dev peer optional prefer-dev interactive cached recursive check all immutable
    immutable-cache refresh-lockfile check-cache check-resolutions inline-builds quiet help version frozen-lockfile
    non-interactive production`),
  short: Object.freeze({
    ...{
      F: 'fixed',
      E: 'exact',
      T: 'tilde',
      C: 'caret',
      D: 'dev',
      P: 'peer',
      O: 'optional',
      i: 'interactive',
      R: 'recursive',
    },
    ...{ c: 'check', A: 'all', p: 'package', q: 'quiet', h: 'help', v: 'version' },
  }),
});
