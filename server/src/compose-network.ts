import type { Environment } from './compose-environment.js';
import type { Settings } from './model/index.js';
import type { Http } from './platform/http.js';
import { createHttp, createOfflineHttp } from './platform/network/npm-http.js';
import { createThreadedHttp } from './platform/network/threaded-http.js';
import type { NpmConfiguration } from './platform/npm/npm-config.js';

const MS_PER_SECOND = 1000;

/** How much is asked at a time, and how long an answer is waited for. */
export function networkLimits(settings: Settings): { readonly concurrency: number; readonly timeoutMs: number } {
  return {
    concurrency: settings['network.concurrency'],
    timeoutMs: settings['network.timeoutSeconds'] * MS_PER_SECOND,
  };
}

/** What asks the network, by one effective npm configuration: by the thread where there is one. */
export function httpFor(
  config: NpmConfiguration,
  { network, clock, logger, networkThread }: Pick<Environment, 'network' | 'clock' | 'logger' | 'networkThread'>,
  settings: Settings,
): Http {
  if (settings.offline) return createOfflineHttp();
  const options = { config, network, ...networkLimits(settings), clock, logger, random: Math.random };
  return networkThread === undefined ? createHttp(options) : createThreadedHttp(options, networkThread);
}
