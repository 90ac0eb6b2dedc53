import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NpmLevels } from './npm-levels.js';

/** Flat options as npm-registry-fetch takes them. */
export type RegistryOptions = Readonly<Record<string, string>>;

/** What the configuration says of the network. Absent: it does not say. */
export interface ExplicitNetwork {
  /** False: no proxy at all, whatever others say. */
  readonly proxy?: string | false;
  readonly noProxy?: string;
  readonly strictSsl?: boolean;
  /** PEM texts of `ca` and `cafile`. */
  readonly certificates: readonly string[];
  readonly userAgent?: string;
  readonly localAddress?: string;
}

export interface NpmOptions {
  readonly options: RegistryOptions;
  readonly explicit: ExplicitNetwork;
}

/** @param folder what relative paths in the configuration are relative to. */
export async function optionsOf(levels: NpmLevels | undefined, folder: string): Promise<NpmOptions> {
  if (levels === undefined) return { options: {}, explicit: { certificates: [] } };
  const options: Record<string, string> = {};
  for (const key of levels.keys()) {
    const value = levels.get(key);
    if (isRegistryOption(key) && value !== null && value !== undefined) options[key] = optionText(key, value, folder);
  }
  return { options, explicit: await explicitNetwork(levels, folder) };
}

/** `cert` and `key` are bound to no host; see `credentialsFor` for where they may go. */
function isRegistryOption(key: string): boolean {
  return ['registry', 'cert', 'key'].includes(key) || key.startsWith('//') || /^@.*:registry$/.test(key);
}

function optionText(key: string, value: unknown, folder: string): string {
  const text = String(value);
  if (key === 'cert' || key === 'key') return withLineBreaks(text);
  return /^\/\/.*:(?:cert|key)file$/.test(key) ? path.resolve(folder, text) : text;
}

/** The documentation of `ca`, `cert` and `key` asks for line breaks written as `\n`. */
function withLineBreaks(pem: string): string {
  return pem.replaceAll('\\n', '\n');
}

async function explicitNetwork(levels: NpmLevels, folder: string): Promise<ExplicitNetwork> {
  const strictSsl = levels.get('strict-ssl');
  return {
    proxy: explicitProxy(levels),
    noProxy: setText(levels, 'noproxy'),
    strictSsl: levels.isSet('strict-ssl') && typeof strictSsl === 'boolean' ? strictSsl : undefined,
    certificates: [...listOf(levels.get('ca')).map(withLineBreaks), ...(await caFile(levels, folder))],
    userAgent: ['project', 'user', 'global'].includes(levels.levelOf('user-agent') ?? '')
      ? setText(levels, 'user-agent')
      : undefined,
    localAddress: setText(levels, 'local-address'),
  };
}

/** npm uses `https-proxy` for every registry, and `proxy` where there is none. */
function explicitProxy(levels: NpmLevels): string | false | undefined {
  const proxy = setText(levels, 'https-proxy') ?? setText(levels, 'proxy');
  return proxy ?? (levels.isSet('proxy') && levels.get('proxy') === false ? false : undefined);
}

function setText(levels: NpmLevels, key: string): string | undefined {
  const value = levels.get(key);
  const text = Array.isArray(value) ? value.join(',') : value;
  return levels.isSet(key) && typeof text === 'string' && text !== '' ? text : undefined;
}

function listOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string' && item !== '');
}

async function caFile(levels: NpmLevels, folder: string): Promise<readonly string[]> {
  const file = setText(levels, 'cafile');
  if (file === undefined) return [];
  // npm makes the path absolute from the folder it runs in. That is the project's for npm, and any folder for us.
  const fromHere = path.relative(process.cwd(), file);
  const candidates = [path.resolve(folder, fromHere), file];
  for (const candidate of candidates) {
    const text = await readFile(candidate, 'utf8').catch(() => undefined);
    if (text !== undefined) return [text];
  }
  return [];
}
