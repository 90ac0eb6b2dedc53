import { readSettings, type Settings } from '../model/index.js';
import type { EngineRequest } from './io.js';

/** What an editor that starts this program is set to; `protocol/agents.ts` says who writes it. */
const VARIABLE = 'PACKAGE_RISK_EDITOR';

type Network = NonNullable<EngineRequest['network']>;

export interface EditorEnvironment {
  readonly settings?: Settings;
  readonly network?: Network;
}

/** Nothing of it where it is not what it should be: an editor of another version may have written it. */
export function editorEnvironment(env: Readonly<Record<string, string | undefined>>): EditorEnvironment {
  try {
    const { settings, network } = JSON.parse(env[VARIABLE] ?? '') as Readonly<Record<string, unknown>>;
    return { settings: readSettings(settings), network: readNetwork(network) };
  } catch {
    return {};
  }
}

function readNetwork(given: unknown): Network {
  const { proxy, noProxy, strictSsl } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof proxy === 'string' && proxy !== '' && { proxy }),
    ...(Array.isArray(noProxy) && { noProxy: noProxy.filter((host) => typeof host === 'string') }),
    ...(typeof strictSsl === 'boolean' && { strictSsl }),
  };
}
