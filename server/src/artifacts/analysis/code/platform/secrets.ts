import type { DataKind } from '../../../../model/index.js';
import type { Unit } from '../values/types.js';
import { storeKind } from './credential-paths.js';

/** Whoever has it is somebody else. */
export const OPENS_ACCOUNTS: ReadonlySet<string> = new Set<DataKind>([
  'credential-file',
  'ssh-key',
  'browser-data',
  'wallet',
]);

/** Names of variables that hold something to be kept secret. */
const SECRET_NAME =
  /(?:^|_)(?:token|secret|password|passwd|passphrase|pat|credentials?|auth|api_?key|access_?key(?:_id)?|private_?key|secret_?key|(?:encryption|master|signing)_?key|mnemonic|seed)(?:$|_)|(?:token|secret|password|apikey|privatekey)$/i;

/** Variables that say who and where somebody is. */
const HOST_NAME = /^(?:USER|USERNAME|LOGNAME|HOSTNAME|COMPUTERNAME|USERDOMAIN|USERDNSDOMAIN|SSH_CONNECTION|SUDO_USER)$/;

export function variableKind(name: string): DataKind | undefined {
  if (HOST_NAME.test(name)) return 'host-identity';
  return SECRET_NAME.test(name) ? 'secret-variable' : undefined;
}

/**
 * Files that hold what opens accounts, by the end of their path. From the incidents of docs/rules/data-exfiltration.md and the
 * documentation of the programs that own the files.
 */
const FILES: readonly (readonly [RegExp, DataKind])[] = [
  [/(?:^|[\\/])\.ssh(?:[\\/]|$)|(?:^|[\\/])id_(?:rsa|dsa|ecdsa|ed25519)$/i, 'ssh-key'],
  [
    /(?:^|[\\/])(?:\.npmrc|\.yarnrc(?:\.yml)?|\.netrc|_netrc|\.git-credentials|\.pypirc|\.pgpass|\.my\.cnf|\.vault-token|\.bash_history|\.zsh_history)$/i,
    'credential-file',
  ],
  [
    /(?:^|[\\/])(?:\.aws|\.azure|\.kube|\.docker|\.gnupg|\.config[\\/]gcloud|\.config[\\/]gh|\.config[\\/]hub|\.terraform\.d|\.m2|\.cargo|\.gem|\.oci|\.bitcoin)[\\/]/i,
    'credential-file',
  ],
  [
    /(?:^|[\\/])\.(?:claude|gemini|codex|cursor|continue|windsurf)(?:\.json$|[\\/].*(?:json|toml|mcp|auth|cred))/i,
    'credential-file',
  ],
  [
    /^[\\/]etc[\\/](?:passwd|shadow|sudoers)|^[\\/]proc[\\/][^/]+[\\/](?:environ|mem|maps|cmdline)$/i,
    'credential-file',
  ],
  // What editors keep of sessions and of what was said to assistants.
  [/(?:^|[\\/])state\.vscdb$/i, 'credential-file'],
  [/^[\\/]var[\\/]run[\\/]secrets[\\/]|^[\\/]run[\\/]secrets[\\/]/i, 'credential-file'],
  [/(?:^|[\\/])(?:\.env(?:\.(?:local|production|prod|development))?)$/i, 'credential-file'],
  [
    /(?:Local Extension Settings|Sync Extension Settings|IndexedDB[\\/]chrome-extension|nkbihfbeogaeaoehlefnkodbefgpgknn|bfnaelmomeimhlpmgjnjophhpkkoljpa|\.config[\\/]solana|[\\/](?:Exodus|exodus\.wallet|atomic[\\/]Local Storage|Electrum[\\/]wallets|Ethereum[\\/]keystore|ElectronCash|Coinomi|Guarda|Armory|Zcash|Bytecoin|MetaMask|Phantom)(?:[\\/]|$)|wallet\.dat$|keystore[\\/]UTC)/i,
    'wallet',
  ],
  [
    /(?:[\\/](?:Login Data|Cookies|Web Data|Local State|key4\.db|logins\.json|cookies\.sqlite|places\.sqlite|formhistory\.sqlite)(?:$|-)|Google[\\/]Chrome[\\/]User Data|google-chrome|BraveSoftware|Opera Software|Mozilla[\\/]Firefox[\\/]Profiles|\.mozilla[\\/]firefox|Microsoft[\\/]Edge[\\/]User Data|discord(?:canary|ptb)?[\\/]Local Storage[\\/]leveldb|Local Storage[\\/]leveldb|Library[\\/]Keychains|login\.keychain)/i,
    'browser-data',
  ],
];

/** What a file is known to hold, by its path; the parts that are not known stand open in it. */
export function fileKind(path: string): DataKind | undefined {
  return FILES.find(([pattern]) => pattern.test(path))?.[1] ?? storeKind(path);
}

/** Addresses at which a machine in a cloud is told its own credentials (AWS, GCP, Azure, Alibaba; ECS tasks). */
const METADATA =
  /^(?:169\.254\.169\.254|169\.254\.170\.2|169\.254\.170\.23|100\.100\.100\.200|metadata\.google\.internal|\[?fd00:ec2::254\]?)$|latest\/(?:meta-data|api\/token|dynamic)|computeMetadata\/v1|metadata\/identity\/oauth2|security-credentials/i;

export function isCloudMetadata(hostOrPath: string): boolean {
  return METADATA.test(hostOrPath);
}

/** There a cloud tells which machine it is, and where: every monitor asks that. */
const ABOUT_MACHINE: readonly (readonly [RegExp, string])[] = [
  [
    /\/dynamic\/instance-identity|\/meta-data\/(?:instance-(?:id|type|life-cycle)|ami-id|placement|hostname|local-|public-(?:hostname|ipv4)|mac)/i,
    'AWS instance',
  ],
  [
    /\/computeMetadata\/v1\/(?:project\/|instance\/(?:\?|id|name|zone|machine-type|hostname))/i,
    'Google Cloud instance',
  ],
  [/\/metadata\/instance/i, 'Azure instance'],
];

/** Whose address that is at which a machine in a cloud is told about itself, and no credentials. */
export function cloudAbout(address: string): string | undefined {
  return ABOUT_MACHINE.find(([path]) => path.test(address))?.[1];
}

/** Names of parameters and properties that hold what signs for somebody's money. */
const KEY_MATERIAL =
  /^(?:private_?key|priv_?key|secret_?key|sk|seed|seed_?phrase|mnemonic|mnemonic_?phrase|recovery_?phrase|keypair|passphrase|wif|xprv)$/i;
const FROM_KEY =
  /^(?:mnemonic|seed|phrase|secret_?key|private_?key|entropy)_?to_?\w+$|^(?:from|import|derive|restore|load)_?(?:wallet_?from_?)?(?:seed|mnemonic|phrase|secret(?:key)?|private_?key|keypair|wif|entropy)$/i;

export function isKeyName(name: string): boolean {
  return KEY_MATERIAL.test(name);
}

/** Names of what somebody logs in with. */
const LOGIN =
  /^(?:pass(?:word|wd|_?phrase)?|pwd|(?:api|app|access|client|secret|auth|account|shared)_?(?:key|secret|token)|secret|token|creds|credentials|totp_?secret|jwt)$/i;

export function isLoginName(name: string): boolean {
  return LOGIN.test(name);
}

/** What stands in quotes, of no great length. */
const QUOTED = /(['"`])([a-z_]{2,20})\1/gi;
/** What asks hosts, as a file calls or loads it. */
const ASKS_HOSTS =
  /\bfetch\s*\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b|\.request\s*\(|(['"`])(?:node:)?(?:https?|http2|net|tls|dns|dns\/promises|undici|axios|got|ky|needle|node-fetch|cross-fetch|superagent|request|ws)\1/;

/** A file that is longer was put together of many: of it, that it asks hosts says nothing of any function. */
const LONGEST_OF_ONE = 200_000;

const senders = new WeakMap<Unit, boolean>();
const spellings = new WeakMap<Unit, boolean>();

/** Whether a file may send somewhere what its functions are given, by the words in it. */
export function mayAskHosts(unit: Unit): boolean {
  return remembered(senders, unit, ({ text }) => text.length <= LONGEST_OF_ONE && ASKS_HOSTS.test(text));
}

/** Whether it also has names of keys or logins as texts, by which it may look for them: `['email', 'password'].map((name) => document[name])`. */
export function maySendSpelled(unit: Unit): boolean {
  return mayAskHosts(unit) && remembered(spellings, unit, spellsSecrets);
}

function spellsSecrets({ text }: Unit): boolean {
  return [...text.matchAll(QUOTED)].some(([, , name = '']) => isKeyName(name) || isLoginName(name));
}

function remembered(kept: WeakMap<Unit, boolean>, unit: Unit, find: (unit: Unit) => boolean): boolean {
  const known = kept.get(unit) ?? find(unit);
  kept.set(unit, known);
  return known;
}

/** Of a variable it says the same where no other thing is called so: a seed may be that of random numbers, and a key that of a service. */
const PHRASE = /^(?:mnemonic(?:_?(?:phrase|words))?|(?:seed|recovery|secret_?recovery)_?(?:phrase|words))$/i;

export function isPhraseName(name: string): boolean {
  return PHRASE.test(name);
}

/** `Keypair.fromSecretKey(t)`, `new Wallet(t)`: whatever it is called after minifying, what takes it says what it is. */
export function isGivenAsKey(body: string, name: string): boolean {
  if (!/^[\w$]+$/.test(name) || !TAKES_KEY.test(body)) return false;
  const escaped = name.replaceAll('$', String.raw`\$`);
  return new RegExp(String.raw`${TAKES_KEY.source}\s*\(\s*${escaped}\s*[,)]`).test(body);
}

const TAKES_KEY =
  /(?:\b(?:fromSecretKey|fromPrivateKey|fromMnemonic|fromPhrase|mnemonicToSeed(?:Sync)?|validateMnemonic|mnemonicToEntropy)|\bnew\s+(?:[\w$]+\.)?(?:Wallet|SigningKey))/;

/** `fromMnemonic(x)`: the first parameter is the mnemonic, whatever it is called after minifying. */
export function takesKey(functionName: string): boolean {
  return FROM_KEY.test(functionName);
}
