import { Worker } from 'node:worker_threads';
import {
  failed,
  phrase,
  type IntelligenceChange,
  type Outcome,
  type Settings,
  type Words,
} from '../../../model/index.js';
import type { Logger } from '../../../platform/logger.js';

/** What one run of the thread is told. */
export interface UpdateJob {
  /** As for `IntelligenceRequest`. */
  readonly from: string;
  readonly settings: Settings;
  /** How the editor reaches the network. */
  readonly network: {
    readonly proxy?: string;
    readonly noProxy?: readonly string[];
    readonly strictSsl?: boolean;
    readonly certificates?: readonly string[];
  };
  /** Holds what came with the program. */
  readonly assetsFolder: string;
  /** Whose npm configuration counts; never a project's own. */
  readonly folder: string;
}

/** What the thread says. */
export type UpdateMessage =
  | { readonly kind: 'progress'; readonly what: Words }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'done'; readonly outcome: Outcome<IntelligenceChange> }
  | { readonly kind: 'broken'; readonly message: string };

export interface UpdateThread {
  /** The bundle of the thread. */
  readonly program: string | URL;
  readonly job: UpdateJob;
  readonly signal: AbortSignal;
  readonly onProgress: (what: Words) => void;
  readonly logger: Logger;
}

/** A whole export of the ecosystem is compiled in half of it; a hostile mirror shall not take the machine's memory. */
const HEAP_MEGABYTES = 1024;

/**
 * Renews the user's own offline data in a thread: compiling the whole export keeps a processor busy for many seconds. Whoever
 * cancels gets the signal's reason at once, and the thread leaves nothing half done behind.
 */
export function updateInThread({
  program,
  job,
  signal,
  onProgress,
  logger,
}: UpdateThread): Promise<Outcome<IntelligenceChange>> {
  signal.throwIfAborted();
  const worker = new Worker(program, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } });
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      worker.postMessage('cancel');
      worker.unref();
      reject(signal.reason as Error);
    };
    const answer = (outcome: Outcome<IntelligenceChange>): void => {
      signal.removeEventListener('abort', leave);
      resolve(outcome);
    };
    signal.addEventListener('abort', leave, { once: true });
    worker.on('message', (message: UpdateMessage) => {
      if (message.kind === 'progress' && !signal.aborted) onProgress(message.what);
      else if (message.kind === 'warning') logger.warn(message.message);
      else if (message.kind === 'done') answer(message.outcome);
      else if (message.kind === 'broken') answer(broken(message.message));
    });
    worker.on('error', (error) => answer(broken(error.message)));
    worker.on('exit', () => answer(broken(phrase('it has ended'))));
  });
}

function broken(why: Words): Outcome<never> {
  return failed(
    'malformed',
    phrase('The offline data could not be renewed: {problem}.', {
      problem: typeof why === 'string' ? why.replace(/\.$/, '') : why,
    }),
  );
}
