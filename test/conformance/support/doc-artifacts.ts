/** What the code of the packages does that the examples on the rules' pages name: the part that the examples turn on. */
import type { ArtifactFacts } from '../../../server/src/model/index.js';
import { artifactFacts, behaviour, flow } from '../../support/artifacts.js';

export const ARTIFACTS: Readonly<Record<string, ArtifactFacts>> = {
  '@ctrl/tinycolor': artifactFacts({ behaviours: [behaviour('publishes-packages', { moment: 'install' })] }),
  '@rspack/core': artifactFacts({ behaviours: [behaviour('obfuscated')] }),
  crossenv: artifactFacts({ flows: [flow('environment', 'network', { moment: 'install', host: 'npm.hacktask.net' })] }),
  dpsdatahub: artifactFacts({ flows: [flow('keystrokes', 'network', { host: 'chat.example' })] }),
  'emilgroup-api': artifactFacts({ behaviours: [behaviour('autostart', { moment: 'install' })] }),
  'ethers-provider2': artifactFacts({ behaviours: [behaviour('other-package-changed', { moment: 'install' })] }),
  'flatmap-stream': artifactFacts({ flows: [flow('decoded', 'evaluated', { via: ['hex', 'cipher'] })] }),
  'node-ipc': artifactFacts({ behaviours: [behaviour('deletes-user-files')] }),
  nx: artifactFacts({ behaviours: [behaviour('agent-without-permissions', { moment: 'install' })] }),
  'os-info-checker-es6': artifactFacts({ behaviours: [behaviour('invisible-text')] }),
  'postmark-mcp': artifactFacts({ behaviours: [behaviour('hidden-recipient', { moment: 'call' })] }),
  'rand-user-agent': artifactFacts({ behaviours: [behaviour('padded-code')] }),
  'twilio-npm': artifactFacts({ behaviours: [behaviour('reverse-shell', { moment: 'install' })] }),
  'ua-parser-js': artifactFacts({ behaviours: [behaviour('download-and-run', { moment: 'install' })] }),
  xrpl: artifactFacts({ flows: [flow('key-material', 'network', { moment: 'call', host: '0x9c.example' })] }),
};

/** Packages of the examples whose code does nothing of the kind. */
export const HARMLESS: readonly string[] = [
  ...['clipboardy', 'commander', 'dotenv', 'ethers', 'husky', 'node-pty', 'rimraf', 'semver'],
];
