import type { SeededRandom } from '../../bench/random.js';
import type { Fault } from './faults.js';
import type { Site } from './site.js';
import { SERVICES, type Service } from './world.js';

/** Which requests meet a fault. */
export interface Target {
  readonly services: readonly Service[];
  readonly matches: (path: string) => boolean;
  /** How many of them do. */
  readonly times: number;
}

const TIMES: readonly number[] = [1, 2, 3, 10, Infinity];

/** Requests of one sort, of one service, or of all. */
export function target(random: SeededRandom, { texts }: Site): Target {
  const times = TIMES[random.below(TIMES.length)] ?? 1;
  const name = texts.names[random.below(texts.names.length)] ?? '';
  const sorts: readonly Omit<Target, 'times'>[] = [
    { services: ['registry'], matches: (path) => path === `/${name}` },
    { services: ['registry'], matches: (path) => path.startsWith(`/${name}/-/`) },
    { services: ['registry'], matches: isDocument },
    { services: ['registry'], matches: isTarball },
    { services: ['registry'], matches: (path) => path.endsWith('/advisories/bulk') },
    { services: ['registry'], matches: (path) => path.endsWith('/keys') },
    { services: ['osv'], matches: (path) => path.endsWith('/querybatch') },
    { services: ['osv'], matches: (path) => path.includes('/vulns/') },
    { services: ['downloads'], matches: () => true },
    { services: ['depsDev'], matches: () => true },
    { services: ['registry'], matches: () => true },
    { services: ['osv'], matches: () => true },
    { services: SERVICES, matches: () => true },
    { services: SERVICES, matches: (path) => hashOf(path) % 3 === 0 },
  ];
  return { times, ...(sorts[random.below(sorts.length)] ?? { services: SERVICES, matches: () => true }) };
}

export function isTarball(path: string): boolean {
  return path.endsWith('.tgz');
}

export function isDocument(path: string): boolean {
  return !path.includes('/-/');
}

/** Lets the requests of a target meet a fault, beside those that meet one already. */
export function spoil(site: Site, { services, matches, times }: Target, fault: Fault): void {
  let left = times;
  for (const service of services) {
    const server = site.servers[service];
    const before = server.plan;
    server.plan = (path) => {
      const earlier = before?.(path);
      if (earlier !== undefined || left <= 0 || !matches(path)) return earlier;
      left -= 1;
      return fault;
    };
  }
}

/** The same number for the same text. */
export function hashOf(text: string): number {
  let hash = 5381;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 33) + text.charCodeAt(at)) >>> 0;
  return hash;
}
