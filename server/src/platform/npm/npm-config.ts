import { phrase } from '../../model/index.js';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Variables } from './node-installation.js';
import { DEFAULT_REGISTRY } from './default-registry.js';
import type { EnvironmentNetwork, NpmConfiguration } from './npm-configuration.js';
import { withoutProjectsSettings } from './inherited-variables.js';
import { loadNpmLevels } from './npm-levels.js';
import type { NpmLevels } from './npm-levels.js';
import { optionsOf } from './npm-options.js';
import { readProjectMappings } from './project-npmrc.js';
import type { ProjectMappings } from './project-npmrc.js';

export { createRegistryChooser, registryFor, withoutCredentials } from './registry-for.js';
export type { Registry } from './registry-for.js';
export type { NpmConfiguration } from './npm-configuration.js';

export interface NpmConfigRequest {
  /** Absolute path of the folder with the manifest. */
  readonly projectFolder: string;
  /** Whether the project's own `.npmrc` may decide anything. */
  readonly trusted: boolean;
  readonly variables: Variables;
  readonly registryOverride?: string;
}

/** Reads npm's configuration as npm does. Never rejects: what cannot be used is in `problems`. */
export async function loadNpmConfig(request: NpmConfigRequest): Promise<NpmConfiguration> {
  const { levels, withProject, problems } = await loadLevels(request);
  const unused = withProject ? unreadableProject(levels) : await unusedMappings(request, levels);
  const keys = levels === undefined ? [] : levels.keys().filter(isRegistryKey);
  const { options, explicit } = await optionsOf(levels, request.projectFolder);
  const configuration = {
    options,
    explicit,
    environment: await environmentNetwork(request.variables),
    userRegistry: textOf(levels?.withoutProject('registry')) || DEFAULT_REGISTRY,
    decidedByProject: new Set(keys.filter((key) => levels?.levelOf(key) === 'project')),
    decidedByEnvironment: new Set(keys.filter((key) => levels?.levelOf(key) === 'env')),
    unused,
    override: request.registryOverride,
  };
  const globalFile = textOf(levels?.get('globalconfig'));
  return { ...configuration, problems, globalFile, fingerprint: fingerprintOf(configuration) };
}

interface Loaded {
  readonly levels: NpmLevels | undefined;
  readonly withProject: boolean;
  readonly problems: readonly string[];
}

/** npm refuses some configurations as a whole. Then less of it is used: first without the project's file, then none. */
async function loadLevels({ projectFolder, trusted, variables }: NpmConfigRequest): Promise<Loaded> {
  const problems: string[] = [];
  for (const withProject of trusted ? [true, false] : [false]) {
    try {
      const own = withProject ? variables : await withoutProjectsSettings(variables);
      const levels = await loadNpmLevels({ folder: projectFolder, withProject, variables: own });
      const unreadable = levels.unreadable.map(({ file, code }) => `${file} cannot be read (${code}).`);
      return { levels, withProject, problems: [...problems, ...unreadable] };
    } catch (error) {
      const whose = withProject ? "npm's configuration with the project's .npmrc" : "npm's configuration";
      problems.push(`${whose} cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  return { levels: undefined, withProject: false, problems };
}

/** A file that may be used but cannot be read may map any name to anywhere. */
function unreadableProject(levels: NpmLevels | undefined): ProjectMappings | undefined {
  const found = levels?.unreadable.find(({ level }) => level === 'project');
  return (
    found && {
      scopes: new Map(),
      unclear: phrase("the project's .npmrc cannot be read ({code})", { code: found.code }),
    }
  );
}

async function unusedMappings(
  request: NpmConfigRequest,
  levels: NpmLevels | undefined,
): Promise<ProjectMappings | undefined> {
  if (levels === undefined) return { scopes: new Map(), unclear: phrase("npm's configuration cannot be used") };
  const ownFiles = [levels.get('userconfig'), levels.get('globalconfig')].map(textOf);
  return readProjectMappings(path.resolve(request.projectFolder), ownFiles);
}

function isRegistryKey(key: string): boolean {
  return key === 'registry' || key.endsWith(':registry');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function environmentNetwork(variables: Variables): Promise<EnvironmentNetwork> {
  const proxy = variables.proxy || variables.PROXY;
  const httpsProxy = variables.https_proxy || variables.HTTPS_PROXY;
  const extra = variables.NODE_EXTRA_CA_CERTS;
  return {
    httpsProxy,
    // As npm does: a proxy for https is good enough for http.
    httpProxy: httpsProxy || variables.http_proxy || variables.HTTP_PROXY || proxy,
    noProxy: variables.no_proxy || variables.NO_PROXY,
    extraCertificates: extra ? await readFile(extra, 'utf8').catch(() => undefined) : undefined,
    extraCertificatesInUse: extra === process.env.NODE_EXTRA_CA_CERTS,
    strictSsl: variables.NODE_TLS_REJECT_UNAUTHORIZED !== '0',
  };
}

function fingerprintOf(value: object): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex');
}

/** The same content in the same order, whatever order it was read in. */
function canonical(value: unknown): unknown {
  if (value instanceof Map) return canonical(Object.fromEntries(value as Map<string, unknown>));
  if (value instanceof Set) return [...(value as Set<string>)].sort();
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, canonical(item)]);
}
