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

const kinds = new Map<string, CapabilityKind | undefined>();

/** What a call of something of the platform shows that the code can do. @param api its name: `fs.readFileSync` */
export function capabilityOf(api: string): CapabilityKind | undefined {
  if (kinds.has(api)) return kinds.get(api);
  const kind = kindOf(api);
  if (kinds.size >= MAX_NAMES) kinds.clear();
  kinds.set(api, kind);
  return kind;
}

function kindOf(api: string): CapabilityKind | undefined {
  const name = api.startsWith('global.') ? api.slice('global.'.length) : api;
  if (name.includes('()')) return undefined;
  if (name === 'navigator.sendBeacon') return 'network';
  if (name === 'process.dlopen' || name === 'process.binding') return 'native-code';
  const root = rootOf(name);
  if (root === 'fs') return WRITES.test(name) ? 'writes-files' : READS.test(name) ? 'reads-files' : undefined;
  return SENDS_NOTHING.test(name) ? undefined : BY_ROOT.get(root);
}
