import { placeholder } from '../values/text.js';

/** Other packages that do what a part of the platform does: their calls are read as the platform's. */
const STAND_INS: Readonly<Record<string, string>> = {
  'fs-extra': 'fs',
  'graceful-fs': 'fs',
  'mz/fs': 'fs.promises',
  'fs/promises': 'fs.promises',
  'dns/promises': 'dns.promises',
  'inspector/promises': 'inspector',
  'timers/promises': 'timers',
  'path/posix': 'path',
  'path/win32': 'path',
  'cross-spawn': 'child_process.spawn',
  'sudo-prompt': 'child_process',
  '@vscode/sudo-prompt': 'child_process',
  'node-fetch': 'fetch',
  'cross-fetch': 'fetch',
  'isomorphic-fetch': 'fetch',
  'node-fetch-native': 'fetch',
  'isomorphic-ws': 'ws',
  'socket.io-client': 'io-client',
  'discord.js': 'discord-js',
  '@solana/web3.js': 'solana-web3',
  eventsource: 'EventSource',
  'mz/child_process': 'child_process',
};

/** The file that a package is entered by: which one is not known. */
export const ENTRY_FILE = `${placeholder('main')}.js`;

/** The name under which a module's parts are known. */
export function apiOfModule(specifier: string): string {
  const name = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
  return Object.hasOwn(STAND_INS, name) ? (STAND_INS[name] ?? name) : name;
}

const MODULES_OF_NODE = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs ' +
    'http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream ' +
    'string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

export function isModuleOfNode(specifier: string): boolean {
  return specifier.startsWith('node:') || MODULES_OF_NODE.has(specifier.split('/')[0] ?? '');
}

/** Longer chains are no names any more. */
const MAX_NAME = 160;

/** Ways to the same thing. */
const SAME: Readonly<Record<string, string>> = {
  'process.mainModule.require': 'require',
  'module.require': 'require',
  'module.constructor': 'module',
  'module.Module': 'module',
  'require.main.require': 'require',
  'module.createRequire()': 'require',
  'Function.constructor': 'Function',
  'process.getBuiltinModule': 'require',
  'process.mainModule.constructor': 'module',
  'require.main.constructor': 'module',
  'global.require': 'require',
  'buffer.Buffer': 'Buffer',
  'util.TextDecoder': 'TextDecoder',
  'util.TextEncoder': 'TextEncoder',
  'url.URL': 'URL',
  'url.pathToFileURL': 'URL',
  'electron.net': 'https',
  'eventsource.EventSource': 'EventSource',
  'EventSource.EventSource': 'EventSource',
  'url.URLSearchParams': 'URLSearchParams',
  'worker_threads.Worker': 'Worker',
  globalThis: 'global',
  'global.process': 'process',
  'Bun.env': 'process.env',
  'process.report.getReport().environmentVariables': 'process.env',
  'electron.clipboard': 'clipboardy',
  'react-native.Clipboard': '@react-native-clipboard/clipboard',
};

/** The name of a member of something that is known by name. */
export function memberName(of: string, member: string): string | undefined {
  if (member === 'default' || member === 'promisify') return of === 'util' ? 'util.promisify' : of;
  const name = `${of}.${member}`;
  return name.length > MAX_NAME ? undefined : (SAME[name] ?? name);
}

/** What the result of a call is called. */
export function resultName(of: string): string | undefined {
  const name = `${of}()`;
  return name.length > MAX_NAME ? undefined : (SAME[name] ?? name);
}

/** The first part of a name: the module or global. */
export function rootOf(name: string): string {
  const end = name.search(/[.(]/);
  return end === -1 ? name : name.slice(0, end);
}
