import type { DataKind } from '../../../../model/index.js';
import { isUnknown, unknown } from '../values/lattice.js';
import { isCallable, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { resultName } from './names.js';
import { runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { wholeEnvironment } from './host.js';

/** What a library finds on the machine for whoever asks, and whose it is. */
interface Provider {
  /** What follows the name of the package, with the calls before the last one. */
  readonly call: RegExp;
  readonly kind: DataKind;
  /** Of which service, for who may be sent it. */
  readonly detail: string;
  readonly isSync?: true;
  /** What the call is given, where that says what it is for. */
  readonly order?: RegExp;
  /** In the same file, all that there are are listed: who needs some asks for these by name. */
  readonly beside?: RegExp;
}

/** What the library itself is given along with it (`new S3Client({ credentials: fromIni() })`) is no credential yet. From their documentation. */
const PROVIDERS: Readonly<Record<string, Provider>> = {
  '@aws-sdk/credential-providers': { call: /^from\w+\(\)$/, kind: 'credential-file', detail: 'aws' },
  '@aws-sdk/credential-provider-node': { call: /^defaultProvider\(\)$/, kind: 'credential-file', detail: 'aws' },
  '@azure/identity': { call: /Credential\(\)\.getToken$/, kind: 'credential-file', detail: 'azure' },
  'google-auth-library': {
    call: /(?:^GoogleAuth\(\)|^auth|^Compute\(\)).*\.(?:getAccessToken|getCredentials)$/,
    kind: 'credential-file',
    detail: 'google',
  },
  '@kubernetes/client-node': {
    call: /\.(?:listSecretForAllNamespaces|listNamespacedSecret|exportConfig)$/,
    kind: 'credential-file',
    detail: 'kubernetes',
  },
  '@aws-sdk/client-secrets-manager': {
    call: /\.(?:send|getSecretValue|batchGetSecretValue)$/,
    order: /GetSecretValueCommand\(\)$/,
    beside: /\b(?:paginate)?ListSecrets(?:Command)?\b|\.listSecrets\b/,
    kind: 'credential-file',
    detail: 'aws',
  },
  '@aws-sdk/client-ssm': {
    call: /\.(?:send|getParameters?(?:ByPath)?)$/,
    order: /GetParameter(?:s|sByPath)?Command\(\)$/,
    beside: /\bDescribeParametersCommand\b|\.describeParameters\b|\bPath\s*:\s*(['"`])\/\1/,
    kind: 'credential-file',
    detail: 'aws',
  },
  '@google-cloud/secret-manager': {
    call: /\.accessSecretVersion$/,
    beside: /\.listSecrets(?:Async)?\b/,
    kind: 'credential-file',
    detail: 'google',
  },
  '@azure/keyvault-secrets': {
    call: /\.getSecret$/,
    beside: /\.listPropertiesOfSecrets\b/,
    kind: 'credential-file',
    detail: 'azure',
  },
  'registry-auth-token': { call: /^$/, kind: 'secret-variable', detail: 'NPM_TOKEN', isSync: true },
  'chrome-cookies-secure': { call: /^getCookies(?:Promised)?$/, kind: 'browser-data', detail: 'Chrome' },
  keytar: { call: /^findCredentials$/, kind: 'credential-file', detail: 'keychain' },
  '@napi-rs/keyring': { call: /^findCredentials(?:Async)?$/, kind: 'credential-file', detail: 'keychain' },
};

export const CREDENTIAL_PROVIDERS = Object.keys(PROVIDERS);

/** A program that keeps its own secrets there looks them up there, too. */
const KEEPS_OWN = /\bsetPassword\b/;
const OF_KEYCHAIN = /^(?:keytar|@napi-rs\/keyring)$/;
/** Whose secrets a program finds by the names under which others keep theirs. */
const OTHERS = /\bSafe Storage\b|^gh:|^git:|\bgithub\.com\b|\bvscode\b|\bClaude Code\b|\b1Password\b/i;

export const credentialProviders: Family = (machine, call) => {
  const [name] = CREDENTIAL_PROVIDERS.filter((one) => call.api === one || /^[.(]/.test(restOf(call, one)));
  const provider = name === undefined ? undefined : PROVIDERS[name];
  if (name === undefined || provider === undefined) return UNHANDLED;
  const rest = restOf(call, name).replace(/^\./, '');
  if (OF_KEYCHAIN.test(name) && KEEPS_OWN.test(machine.position().unit.text)) return UNHANDLED;
  if (rest === 'getPassword') return ofOthers(machine, call);
  return isAnswered(machine, call, rest, provider) ? given(machine, call, provider) : UNHANDLED;
};

function isAnswered(machine: Machine, { args: [first], method }: ApiCall, rest: string, provider: Provider): boolean {
  const { order, beside } = provider;
  if (!provider.call.test(rest) || beside?.test(machine.position().unit.text) === false) return false;
  return order === undefined || method !== 'send' || (isUnknown(first) && order.test(first.api ?? ''));
}

function restOf({ api }: ApiCall, name: string): string {
  return api.startsWith(name) ? api.slice(name.length) : '';
}

function given(machine: Machine, { api, args }: ApiCall, { kind, detail, isSync }: Provider): Value {
  const result = unknown(taint(kind, machine.position(), detail), { api: resultName(api) });
  machine.unknowns += 1;
  runCallbacks(machine, args.filter(isCallable), result.taints);
  return isSync === true ? result : promise(result, machine.depth);
}

/** `keytar.getPassword('Chrome Safe Storage', …)` */
function ofOthers(machine: Machine, { args }: ApiCall): Value | typeof UNHANDLED {
  const [service] = textsOf(args[0]).filter((text) => OTHERS.test(text));
  if (service === undefined) return UNHANDLED;
  return promise(unknown(taint('credential-file', machine.position(), service)), machine.depth);
}

/** Readers of `.env` files: what they give is the environment, name by name or as a whole. */
export const environmentReaders: Family = (machine, { api, method, args }) => {
  if (api.startsWith('dotenv')) return /^config(?:Dotenv)?$/.test(method) ? read(machine, 'parsed') : UNHANDLED;
  if (method === 'loadEnvConfig') return read(machine, 'combinedEnv');
  // Without a prefix all are meant; with one, what is for the page.
  return method === 'loadEnv' && textsOf(args[2]).includes('') ? wholeEnvironment(machine) : UNHANDLED;
};

function read(machine: Machine, name: string): Value {
  return machine.record({ [name]: wholeEnvironment(machine) });
}

const INPUT_OF_FORGE = /^(?:(?:github|gh|repo|git)[-_])?(?:token|pat)$/i;
const INPUT_OF_REGISTRY = /^(?:npm|node)[-_](?:auth[-_])?token$/i;

/** What a step of a workflow is given to act in the name of a repository or of who publishes: `core.getInput('github-token')`. */
export const workflowInputs: Family = (machine, { method, args }) => {
  if (method !== 'getInput') return UNHANDLED;
  const [name = ''] = textsOf(args[0]);
  const detail = INPUT_OF_FORGE.test(name) ? 'GITHUB_TOKEN' : INPUT_OF_REGISTRY.test(name) ? 'NPM_TOKEN' : undefined;
  return detail === undefined ? UNHANDLED : unknown(taint('secret-variable', machine.position(), detail));
};
