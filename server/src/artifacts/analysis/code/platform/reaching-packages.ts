import { DOWNLOADERS } from './downloads.js';
import { SERVICES } from './services.js';
import { TERMINALS } from './terminals.js';

/** Packages that send requests. Their names are data: the registry's most used ones of their kind. */
export const CLIENTS: readonly string[] = (
  'axios got undici request request-promise request-promise-native superagent needle ky phin bent wretch ofetch node-fetch ' +
  'make-fetch-happen centra urllib r2 unirest popsicle minipass-fetch teeny-request gaxios isomorphic-unfetch unfetch ' +
  'nodemailer nodemailer.createTransport() graphql-request @apollo/client @apollo/client/core apollo-link-http @trpc/client ' +
  '@urql/core urql @angular/common/http'
).split(' ');

export const SOCKETS: readonly string[] =
  'net tls dgram ws WebSocket EventSource io-client websocket faye-websocket'.split(' ');

/** Others through which code reaches what is outside of its own variables. */
const OTHERS =
  'cross-fetch isomorphic-fetch node-fetch-native isomorphic-ws socket.io-client eventsource execa cross-spawn sudo-prompt ' +
  'shelljs zx form-data discord.js telegram electron iohook uiohook-napi screenshot-desktop clipboardy expo-clipboard @capacitor/clipboard @react-native-clipboard/clipboard @react-native-community/clipboard ' +
  '@react-native-async-storage/async-storage @react-native-community/async-storage expo-secure-store keytar vscode simple-git ' +
  'isomorphic-git @grpc/grpc-js grpc rxjs/ajax rxjs/fetch libnpmpublish';

/** Words that mean something else nearly everywhere: they count only where a short file imports them (`gate.ts`). */
const COMMON_WORDS: ReadonlySet<string> = new Set([
  'download',
  'websocket',
  'grpc',
  'redis',
  'resend',
  'nats',
  'pusher',
  'ably',
  'minio',
  'openai',
  'dropbox',
]);

const NAMES: ReadonlySet<string> = new Set(
  [...CLIENTS, ...SOCKETS, ...Object.keys(SERVICES), ...TERMINALS, ...DOWNLOADERS, ...OTHERS.split(' ')].filter(
    (name) => /^@?[a-z][\w./-]*$/.test(name) && !COMMON_WORDS.has(name),
  ),
);

/** Families of packages with one name before the slash. */
const OF_FAMILY = /^(?:@octokit|@aws-sdk|@slack)\//;

/** Whether a package does something to the world, by its name: what uses it is worth a look. */
export function isReaching(name: string): boolean {
  return NAMES.has(name) || OF_FAMILY.test(name);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

/** A name of such a package as a text of the code. */
export const NAMES_REACHING = new RegExp(
  String.raw`['"\x60](?:(?:@octokit|@aws-sdk|@slack)\/[\w-]+|${[...NAMES].map(escaped).join('|')})['"\x60]`,
);
