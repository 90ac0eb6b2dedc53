// A runner that takes the lease of one package file, says so, and never comes to an end: it is there to be killed.
import { systemTimers } from '../../../server/src/platform/timers.js';
import { silentLogger } from '../../../server/src/platform/logger.js';
import { guardStore } from '../../../server/src/sources/support/team-facts/guarded-store.js';
import { openTeamStore } from '../../../server/src/sources/support/team-facts/open-team-store.js';
import { createTeamFacts } from '../../../server/src/sources/support/team-facts/team-facts.js';
import { newWriter } from './member.js';

const [url = '', hash = '', leaseMs = ''] = process.argv.slice(2);
const clock = (): number => Date.now();
const given = { clock, timers: systemTimers, logger: silentLogger };
const team = createTeamFacts({
  ...given,
  store: guardStore({ ...given, url, open: openTeamStore }),
  trusted: new Map(),
  writer: newWriter(),
  analyserVersion: () => 'v1',
  random: () => 1,
  leaseMs: Number(leaseMs),
});

const never = new Promise<never>(() => undefined);
await team.share(
  hash,
  () => {
    process.stdout.write('held\n');
    return never;
  },
  new AbortController().signal,
);
