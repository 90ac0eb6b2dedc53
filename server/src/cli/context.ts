import path from 'node:path';
import type { Engine, ProjectRef } from '../engine/engine.js';
import type { RepositoryJudge } from '../engine/repository-judge.js';
import type { Scanner } from '../engine/scanner.js';
import type { RegistryProxy } from '../guard/proxy/registry-proxy.js';
import type { IntelligenceStore } from '../model/index.js';
import type { Files } from '../platform/files.js';
import type { DiskCache } from '../platform/disk-cache.js';
import type { Logger } from '../platform/logger.js';
import type { Typesetting } from '../report/support/finding-lines.js';
import { terminalText } from '../report/support/terminal.js';
import type { OptionValues } from './commands.js';
import { PROGRAM } from './help.js';
import type { CliIo, ProxyPlace } from './io.js';

/** What every command works with. */
export interface CommandContext {
  readonly io: CliIo;
  readonly engine: Engine;
  readonly repositories: RepositoryJudge;
  /** One that reads projects from somewhere else than the disk. */
  readonly engineOn: (files: Files) => Engine;
  readonly cache: DiskCache;
  /** The engine, with texts that stand in for files: by absolute path. */
  readonly engineWith: (texts: ReadonlyMap<string, string>) => Engine;
  /** Takes up offline data that was replaced since it was opened. */
  readonly renew: () => Promise<unknown>;
  readonly logger: Logger;
  readonly createGuardProxy: (place: ProxyPlace) => Promise<RegistryProxy>;
  readonly createScanner: () => Promise<Scanner>;
  readonly createIntelligenceStore: () => Promise<IntelligenceStore>;
  readonly operands: readonly string[];
  readonly options: OptionValues;
  readonly typesetting: Typesetting;
}

export type Command = (context: CommandContext) => Promise<number>;

/** One sentence on stderr, with the program's name in front. */
export function complain({ stderr }: Pick<CliIo, 'stderr'>, message: string): void {
  stderr.write(`${PROGRAM}: ${terminalText(message)}\n`);
}

/** Where the user is: npm runs a project's script in the project's root and says where it was called. */
export function startFolder({ env, cwd }: Pick<CliIo, 'env' | 'cwd'>): string {
  return env.INIT_CWD || cwd;
}

/** The project that a PATH (a folder, or a file of a project) means. */
export function projectAt({ io, engine, options }: CommandContext, given: string): ProjectRef {
  return { ...engine.meant(path.resolve(io.cwd, given)), trusted: options['trust-project-config'] === true };
}

/** A path as the user would write it: relative where it lies below the current folder. */
export function shownPath({ cwd }: Pick<CliIo, 'cwd'>, absolute: string): string {
  const relative = path.relative(cwd, absolute);
  return relative.startsWith('..') || path.isAbsolute(relative) ? absolute : relative || '.';
}
