import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Settings } from './model/index.js';
import type { Clock } from './platform/clock.js';
import type { Logger } from './platform/logger.js';
import { systemTimers } from './platform/timers.js';
import { guardStore } from './sources/support/team-facts/guarded-store.js';
import { createTeamFacts, type TeamFacts } from './sources/support/team-facts/team-facts.js';
import { readPrivateKey, readPublicKey, type TeamWriter } from './sources/support/team-facts/team-keys.js';
import type { OpenTeamStore, TeamStoreModule } from './sources/support/team-facts/team-store.js';

/** Who may write for the team. A secret, and so no setting: the editor keeps it among its secrets and hands it on like this. */
const PRIVATE_KEY = 'PACKAGE_RISK_TEAM_PRIVATE_KEY';

export interface TeamParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Folder that holds `team-store.cjs`. */
  readonly assetsFolder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly analysis: { readonly analyserVersion: () => string };
}

/** The facts that a team shares; undefined where it shares none, or where what is set cannot be used, which is logged. */
export function composeTeam(
  { clock, logger, assetsFolder, variables, analysis }: TeamParts,
  settings: Settings,
): TeamFacts | undefined {
  const url = settings['teamCache.url'];
  if (url === '' || settings.offline) return undefined;
  try {
    const writer = writerOf(variables[PRIVATE_KEY]);
    const readers = settings['teamCache.publicKeys'].map(readPublicKey);
    const trusted = new Map(
      [...readers, ...(writer === undefined ? [] : [writer.own])].map(({ id, key }) => [id, key]),
    );
    if (trusted.size === 0) {
      throw new Error('there is no public key to know its entries by (packageRisk.teamCache.publicKeys)');
    }
    return createTeamFacts({
      store: guardStore({ url, open: openerIn(assetsFolder), clock, timers: systemTimers, logger }),
      ...{ trusted, clock, logger, timers: systemTimers, random: Math.random },
      ...(writer !== undefined && { writer: writer.writer }),
      analyserVersion: analysis.analyserVersion,
    });
  } catch (error) {
    logger.warn(`The team's store of facts is not used: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Who writes believes himself. */
function writerOf(text: string | undefined): { writer: TeamWriter; own: ReturnType<typeof readPublicKey> } | undefined {
  if (text === undefined || text === '') return undefined;
  const writer = readPrivateKey(text);
  return { writer, own: { id: writer.id, key: writer.publicKey } };
}

/** The drivers are a bundle of their own: most people have no such store, and should not have to load them. */
function openerIn(assetsFolder: string): OpenTeamStore {
  return async (url) => {
    const file = pathToFileURL(path.join(assetsFolder, 'team-store.cjs')).href;
    const drivers = (await import(file)) as TeamStoreModule;
    return drivers.openTeamStore(url);
  };
}
