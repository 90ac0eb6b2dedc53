import type { CapabilityKind } from '../../../../model/index.js';
import { rootOf } from '../platform/names.js';

const BY_ROOT: ReadonlyMap<string, CapabilityKind> = new Map([
  ...[
    'http',
    'https',
    'http2',
    'net',
    'tls',
    'dgram',
    'dns',
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
  ].map((root) => [root, 'network'] as const),
  ...['axios', 'got', 'undici', 'request', 'superagent', 'needle', 'ky', 'follow-redirects', 'ws', 'nodemailer'].map(
    (root) => [root, 'network'] as const,
  ),
  ...['child_process', 'execa', 'shelljs'].map((root) => [root, 'processes'] as const),
  ...['eval', 'Function', 'vm'].map((root) => [root, 'evaluation'] as const),
]);

/** They give or serve something, and send nothing. */
const SENDS_NOTHING =
  /\.(?:Agent|createServer|Server|createSecureContext|isIP(?:v[46])?|validateHeader\w*|setServers|getServers)$/;

const WRITES =
  /\.(?:write|append|copy|rename|rm|unlink|mkdir|mkdtemp|symlink|link|chmod|chown|truncate|cp|utimes|createWriteStream|output|move|remove|ensure|empty)/i;
const READS = /\.(?:read|createReadStream|open)/;

/** Calls are counted by the million; their names are few. */
const MAX_NAMES = 2000;

/** What needs a permission of its own, and is no capability to tell of. */
const NEEDS_PERMISSION = /^(?:Worker|wasi\.WASI|inspector\.\w+|cluster\.fork)$/;

/** Longer names are chains of what something has given back. */
const MAX_NAME = 60;

/** What a call of something of the platform shows. */
export interface Asked {
  /** That the code can do. */
  readonly kind?: CapabilityKind;
  /** What it is called, where it is worth a permission: `fs.readFileSync`. */
  readonly power?: string;
}

const NOTHING: Asked = Object.freeze({});

const known = new Map<string, Asked>();

/** @param api its name: `fs.readFileSync` */
export function askedBy(api: string): Asked {
  const before = known.get(api);
  if (before !== undefined) return before;
  const asked = read(api);
  if (known.size >= MAX_NAMES) known.clear();
  known.set(api, asked);
  return asked;
}

function read(api: string): Asked {
  const name = api.startsWith('global.') ? api.slice('global.'.length) : api;
  const kind = kindOf(name);
  const isNamed = (kind !== undefined || NEEDS_PERMISSION.test(name)) && name.length <= MAX_NAME;
  if (kind === undefined && !isNamed) return NOTHING;
  return { ...(kind !== undefined && { kind }), ...(isNamed && /^[\w.$]+$/.test(name) && { power: name }) };
}

function kindOf(name: string): CapabilityKind | undefined {
  if (name.includes('()')) return undefined;
  if (name === 'navigator.sendBeacon') return 'network';
  if (name === 'process.dlopen' || name === 'process.binding') return 'native-code';
  const root = rootOf(name);
  if (root === 'fs') return WRITES.test(name) ? 'writes-files' : READS.test(name) ? 'reads-files' : undefined;
  return SENDS_NOTHING.test(name) ? undefined : BY_ROOT.get(root);
}
