import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createEngine, type Composition } from '../../../server/src/compose.js';
import type { Project } from '../../../server/src/engine/engine.js';
import { DEFAULT_SETTINGS, inEnglish, type Assessment, type Settings } from '../../../server/src/model/index.js';
import type { Files } from '../../../server/src/platform/files.js';
import { createLocalFiles } from '../../../server/src/platform/local-files.js';
import type { Logger } from '../../../server/src/platform/logger.js';
import { expiredCertificate, serverCertificate, testAuthority } from '../../support/certificates.js';
import type { CalledThread } from '../../../server/src/platform/threads/calls.js';
import { startLocalServer, type LocalServer } from '../../support/local-server.js';
import { npmMachine, type NpmMachine } from '../../support/npm-machine.js';
import { START } from './catalogue.js';
import { startFaultServer, type FaultServer } from './fault-server.js';
import type { ProjectTexts } from './project-texts.js';
import { SERVICES, TOKEN, type Analyser, type Service, type World } from './world.js';

/** What was said of a project. */
export interface Told {
  readonly assessments: readonly Assessment[];
  /** Of the project's files, in sentences. */
  readonly notes: readonly string[];
}

/** How the configuration leads to the registry. */
export type Way = 'plain' | 'tls' | 'tls-untrusted' | 'tls-expired' | 'tls-plain' | 'unknown-name';

export interface ComposeOptions {
  /** Folder below the site's own. */
  readonly cache?: string;
  readonly timeoutSeconds?: number;
  readonly analyser?: Analyser;
  readonly networkThread?: CalledThread;
  readonly files?: Files;
}

/** Long enough on a machine that is busy with other runs. */
const PATIENT_SECONDS = 30;
/** So short that a run with faults ends soon. */
export const HASTY_SECONDS = 0.5;

/** A user with a project, a configuration, a cache, and services that can go wrong. */
export class Site {
  readonly world: World;
  readonly machine: NpmMachine;
  readonly servers: Readonly<Record<Service, FaultServer>>;
  readonly texts: ProjectTexts;
  /** Where redirects lead: it answers like somebody who would like to be given a token. */
  readonly stranger: LocalServer;
  /** How far the clock is off, in milliseconds. */
  offset = 0;
  way: Way;
  /** Services whose name nobody knows. */
  unknown: readonly Service[] = [];
  /** A thread asks the network, as in the programs. */
  readonly isThreaded: boolean;
  /** Called each time that the clock is looked at. */
  onClock: () => void = () => undefined;
  readonly #saved = new Map<string, string>();
  readonly #healthy: Way;
  readonly #begin = performance.now();

  constructor(given: Pick<Site, 'world' | 'machine' | 'servers' | 'stranger' | 'texts' | 'way' | 'isThreaded'>) {
    this.world = given.world;
    this.machine = given.machine;
    this.servers = given.servers;
    this.texts = given.texts;
    this.stranger = given.stranger;
    this.way = given.way;
    this.isThreaded = given.isThreaded;
    this.#healthy = given.way;
  }

  readonly clock = (): number => {
    this.onClock();
    return START + this.offset + Math.floor(performance.now() - this.#begin);
  };

  readonly pathOf = (...names: readonly string[]): string => path.join(this.machine.folder, ...names);

  get manifestPath(): string {
    return path.join(this.machine.projectFolder, 'package.json');
  }

  compose(options: ComposeOptions = {}): Composition {
    const { files = createLocalFiles(this.clock), analyser = this.world.analyser } = options;
    const { networkThread = this.isThreaded ? this.world.networkThread : undefined } = options;
    return createEngine(
      {
        ...{ files, clock: this.clock, logger: quiet, network: {}, assetsFolder: this.world.assetsFolder },
        analysis: { analyser, analyserVersion: () => 'of the runs' },
        variables: this.machine.variables,
        ...(networkThread && { networkThread }),
      },
      this.settings(options),
    );
  }

  settings({ cache = 'cache', timeoutSeconds = PATIENT_SECONDS }: ComposeOptions = {}): Settings {
    const { osv, downloads, depsDev, registry } = this.servers;
    return {
      ...DEFAULT_SETTINGS,
      'advisories.osvUrl': this.#urlOf('osv', osv),
      'downloads.url': this.#urlOf('downloads', downloads),
      'advisories.depsDev': true,
      'advisories.depsDevUrl': this.#urlOf('depsDev', depsDev),
      'advisories.publicRegistries': [registry.host, hostOf(this.#registryUrl())],
      'cache.folder': this.pathOf(cache),
      'network.timeoutSeconds': timeoutSeconds,
    };
  }

  async open({ engine }: Pick<Composition, 'engine'>): Promise<Project> {
    const project = await engine.open({ manifestPath: this.manifestPath, trusted: true });
    if (project === undefined) throw new Error('The manifest cannot be read.');
    return project;
  }

  /** Judges the whole project, with an engine that knows nothing but what is on the disk. */
  async judge(options: ComposeOptions & { readonly signal?: AbortSignal } = {}): Promise<Told> {
    await this.configure();
    const composition = this.compose(options);
    return this.judgeWith(composition, options.signal ?? new AbortController().signal);
  }

  async judgeWith(composition: Composition, signal: AbortSignal): Promise<Told> {
    const project = await this.open(composition);
    try {
      const { assessments, notes, problems } = await composition.engine.judge(project, { signal, scope: 'all' });
      const ofLockfile = project.graph?.problems ?? [];
      return {
        assessments,
        notes: [...notes, ...[...problems, ...ofLockfile].map(({ message }) => message)].map(inEnglish),
      };
    } finally {
      await composition.cache.settle();
    }
  }

  /** Somebody saves one of the project's files. */
  async save(file: string, text: string): Promise<void> {
    this.#saved.set(file, text);
    await this.machine.write(`home/project/${file}`, text);
  }

  /** Files of the project that are not as somebody has saved them last, in sentences. */
  async lostBytes(): Promise<readonly string[]> {
    const expected = new Map([...Object.entries(this.texts.files), ...this.#saved]);
    const told = await Promise.all(
      [...expected].map(async ([file, text]) => {
        const found = await readFile(path.join(this.machine.projectFolder, file), 'utf8').catch(() => undefined);
        return found === text ? [] : [`${file} is not as it was saved.`];
      }),
    );
    const there = await readdir(this.machine.projectFolder);
    const more = there.filter((name) => !expected.has(name)).map((name) => `${name} was not there before.`);
    return [...told.flat(), ...more];
  }

  /** Writes what npm is told. */
  async configure(): Promise<void> {
    const url = this.#registryUrl();
    const trusts = this.way === 'tls-untrusted' ? [] : [`cafile=${this.pathOf('authorities.pem')}`];
    const lines = [`registry=${url}/`, `//${hostOf(url)}/:_authToken=${TOKEN}`, 'fetch-retries=0', ...trusts];
    await this.machine.write('home/.npmrc', `${lines.join('\n')}\n`);
  }

  async heal(): Promise<void> {
    this.way = this.#healthy;
    this.unknown = [];
    this.offset = 0;
    this.onClock = () => undefined;
    await Promise.all(Object.values(this.servers).map((server) => server.heal()));
  }

  async close(): Promise<void> {
    await Promise.all([...Object.values(this.servers), this.stranger].map((server) => server.close()));
    await this.machine.remove();
  }

  #registryUrl(): string {
    const { url, host } = this.servers.registry;
    if (this.way === 'tls-plain') return `https://${host}`;
    return this.#urlOf('registry', { url });
  }

  #urlOf(service: Service, { url }: Pick<FaultServer, 'url'>): string {
    return this.unknown.includes(service) ? url.replace('127.0.0.1', `${service.toLowerCase()}.invalid`) : url;
  }
}

const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {} };

function hostOf(url: string): string {
  return new URL(url).host;
}

interface SiteOptions {
  /** The registry speaks TLS. */
  readonly tls: boolean;
  readonly isThreaded: boolean;
}

export async function openSite(world: World, texts: ProjectTexts, { tls, isThreaded }: SiteOptions): Promise<Site> {
  const machine = await npmMachine();
  await machine.write('authorities.pem', authorities());
  let site: Site | undefined = undefined;
  const certificate = () => (site?.way === 'tls-expired' ? expiredCertificate() : serverCertificate());
  const started = await Promise.all(
    SERVICES.map(async (service) => {
      const options = { upstream: world.services[service].url };
      const isTls = service === 'registry' && tls;
      return [service, await startFaultServer(isTls ? { ...options, tls: certificate } : options)] as const;
    }),
  );
  const servers = Object.fromEntries(started) as Readonly<Record<Service, FaultServer>>;
  const stranger = await startLocalServer(() => ({
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="anybody"', 'content-type': 'text/html' },
    body: '<html>Please log in</html>',
  }));
  const opened = new Site({ world, machine, servers, stranger, texts, way: tls ? 'tls' : 'plain', isThreaded });
  site = opened;
  for (const [file, text] of Object.entries(texts.files)) await machine.write(`home/project/${file}`, text);
  return opened;
}

/** Whom the user trusts beside those that Node.js trusts, one that has expired among them. */
function authorities(): string {
  return `${testAuthority()}\n${expiredCertificate().cert}`;
}
