import type { SeededRandom } from '../../bench/random.js';
import type { Fault } from '../support/faults.js';
import { isDocument, isTarball, spoil, target } from '../support/http-rules.js';
import type { Kind } from '../support/kind.js';
import { otherMember, otherText } from '../support/shapes.js';
import { SERVICES, type Service } from '../support/world.js';

const HOUR_MS = 3_600_000;

/** A kind in which some answers meet a fault, and the rest goes on as always. */
function answers(id: string, title: string, fault: (random: SeededRandom) => Fault, more: Partial<Kind> = {}): Kind {
  return {
    ...{ id, title },
    arrange(site, random) {
      spoil(site, target(random, site), fault(random));
    },
    ...more,
  };
}

function oneOf<const T>(random: SeededRandom, first: T, ...others: readonly T[]): T {
  return [first, ...others][random.below(others.length + 1)] ?? first;
}

const flipped = (seed: number) => (raw: Buffer) => {
  const bytes = Buffer.from(raw);
  const at = seed % Math.max(bytes.length, 1);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (seed % 8));
  return bytes;
};

export const NETWORK_KINDS: readonly Kind[] = [
  answers('reset', 'connections that are reset', () => ({ kind: 'reset' })),
  answers('broken-off', 'bodies that break off', () => ({ kind: 'broken-off' })),
  answers('slow-loris', 'answers a byte at a time', () => ({ kind: 'drip' })),
  answers('silent', 'no answer at all', () => ({ kind: 'silent' })),
  answers('429', 'storms of 429', (random) => {
    const after = oneOf<string>(random, '0', '1', '3600', 'Wed, 21 Oct 2099 07:28:00 GMT', 'nonsense');
    return { kind: 'status', status: 429, headers: { 'retry-after': after } };
  }),
  answers('5xx', 'storms of 500, 502, 503 and 504', (random) => ({
    kind: 'status',
    status: oneOf(random, 503, 500, 502, 504),
  })),
  answers('4xx', 'refusals: 400, 401, 403, 410, 418', (random) => ({
    kind: 'status',
    status: oneOf(random, 401, 400, 403, 410, 418),
  })),
  answers('truncated-gzip', 'compressed bodies cut in half', () => ({ kind: 'truncated-gzip' })),
  {
    id: 'damaged-bytes',
    title: 'a flipped bit in a compressed body or a package file',
    arrange(site, random) {
      const change = flipped(random.below(100_000));
      const isTaken = random.chance(0.5) ? isTarball : isDocument;
      spoil(site, { services: ['registry'], matches: isTaken, times: random.below(9, 1) }, { kind: 'wire', change });
    },
    mayFind: ['lockfile-integrity-mismatch'],
  },
  {
    id: 'wrong-integrity',
    title: 'other bytes or another hash than was promised',
    arrange(site, random) {
      const services = ['registry'] as const;
      const other = (text: string): string => text.replaceAll(/"sha512-[^"]+"/g, `"sha512-${'A'.repeat(86)}=="`);
      if (random.chance(0.5)) spoil(site, { services, matches: isDocument, times: 9 }, { kind: 'text', change: other });
      else
        spoil(site, { services, matches: isTarball, times: 9 }, { kind: 'wire', change: () => Buffer.from('other') });
    },
    mayFind: ['lockfile-integrity-mismatch', 'invalid-signature'],
    // A hash that is well-formed is believed for as long as the registry's document is.
    recoversAfterMs: HOUR_MS,
  },
  answers('wrong-shape', 'JSON of another shape, or none', (random) => ({
    kind: 'text',
    change: otherText(random.below(1 << 30)),
  })),
  answers(
    'wrong-member',
    'JSON with one member of another type',
    (random) => ({ kind: 'text', change: otherMember(random.below(1 << 30)) }),
    // What is well-formed and says less than it should is believed for as long as such an answer holds.
    { recoversAfterMs: 4 * 24 * 3_600_000 },
  ),
  {
    id: 'redirect',
    title: 'redirects to another host or port',
    arrange(site, random) {
      const name = random.chance(0.5) ? 'localhost' : '127.0.0.1';
      const to = (path: string): string => `http://${name}:${site.stranger.port}${path}`;
      spoil(site, target(random, site), { kind: 'redirect', status: oneOf(random, 301, 302, 303, 307, 308), to });
    },
  },
  answers('redirect-astray', 'redirects in circles, to nowhere, to files', (random) => {
    const where = oneOf(random, 'circle', 'file:///etc/passwd', 'http://registry.invalid/', 'http://', '', '//');
    return { kind: 'redirect', status: oneOf(random, 302, 307), to: (path) => (where === 'circle' ? path : where) };
  }),
  {
    id: 'tls',
    title: 'certificates that are unknown or expired',
    tls: true,
    async arrange(site, random) {
      site.way = oneOf(random, 'tls-untrusted', 'tls-expired');
      await site.servers.registry.restart();
    },
  },
  {
    id: 'no-tls',
    title: 'a server that does not speak TLS',
    arrange(site) {
      site.way = 'tls-plain';
    },
  },
  {
    id: 'dns',
    title: 'names that nobody knows',
    arrange(site, random) {
      site.unknown = random.chance(0.3) ? SERVICES : [oneOf(random, 'registry', 'osv', 'downloads', 'depsDev')];
    },
  },
  {
    id: 'server-killed',
    title: 'servers that die in the middle',
    arrange(site, random) {
      const services: readonly Service[] = random.chance(0.5) ? SERVICES : [oneOf(random, 'registry', 'osv')];
      const after = random.below(12);
      let count = 0;
      const down = (): void => {
        count += 1;
        if (count === after) for (const service of services) void site.servers[service].goDown();
      };
      for (const server of Object.values(site.servers)) server.onRequest = down;
      if (after === 0) for (const service of services) void site.servers[service].goDown();
    },
  },
];
