import { SeededRandom } from '../bench/random.js';
import type { Kind } from './support/kind.js';
import { compare, gapsOf, saidIn } from './support/oracle.js';
import { projectTexts } from './support/project-texts.js';
import { HASTY_SECONDS, openSite, type Site, type Told } from './support/site.js';
import { TOKEN, type World } from './support/world.js';

/** What became of one run. */
export interface SeedResult {
  readonly seed: number;
  /** The first one is what the run is about. */
  readonly kinds: readonly string[];
  /** `killed`: nobody was left to say anything. */
  readonly outcome: 'complete' | 'told incomplete' | 'killed' | 'failed';
  readonly toldMissing: number;
  /** Each a sentence about what must never happen. */
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly sort: 'wrong safe' | 'invented' | 'crash' | 'hang' | 'poisoned cache' | 'lost bytes' | 'leaked credential';
  readonly what: string;
}

/** Nothing in a run takes a tenth of this. */
const HANG_MS = 90_000;
const HOUR_MS = 3_600_000;
/** What is asked again by then: advisories and documents. */
const LATER_MS = 2 * HOUR_MS;

/** @param kinds all that there are, in the order of the table; @param combinable those that can come on top of others */
export function planOf(seed: number, kinds: readonly Kind[], combinable: readonly Kind[]): readonly Kind[] {
  const random = new SeededRandom(seed);
  const main = kinds[seed % kinds.length];
  const others = combinable.filter((kind) => kind !== main);
  const extra = random.chance(0.35) ? others[random.below(others.length)] : undefined;
  return [main, extra].filter((kind) => kind !== undefined);
}

export async function runSeed(seed: number, kinds: readonly Kind[], world: World): Promise<SeedResult> {
  const random = new SeededRandom(seed ^ 0x5eed);
  const [main] = kinds;
  const texts = projectTexts(random, main?.lines);
  const tls = kinds.some((kind) => kind.tls === true);
  const site = await openSite(world, texts, { tls, isThreaded: random.chance(0.5) });
  const violations: Violation[] = [];
  const state = { outcome: 'failed' as SeedResult['outcome'], toldMissing: 0 };
  try {
    await inTime(faultyRun({ site, kinds, random, violations, state }));
  } catch (error) {
    const isHang = error === HANG;
    violations.push({ sort: isHang ? 'hang' : 'crash', what: isHang ? 'It did not end.' : describe(error) });
  } finally {
    for (const kind of kinds) await kind.restore?.(site);
    violations.push(...leaksOf(site));
    await site.close();
  }
  return { seed, kinds: kinds.map(({ id }) => id), ...state, violations };
}

interface Run {
  readonly site: Site;
  readonly kinds: readonly Kind[];
  readonly random: SeededRandom;
  readonly violations: Violation[];
  readonly state: { outcome: SeedResult['outcome']; toldMissing: number };
}

async function faultyRun(run: Run): Promise<void> {
  const { site, kinds, random, violations, state } = run;
  await prepare(run, 'cache');
  await prepare(run, 'reference');
  const reference = await site.judge({ cache: 'reference' });
  const [gap] = gapsOf(reference);
  if (gap !== undefined) throw new Error(`The measure is not whole: ${gap}`);
  await warmUp(run);
  for (const kind of kinds) await kind.arrange?.(site, random);
  const said = await judgedUnder(run);
  const { offset } = site;
  await note('lost bytes', site.lostBytes(), violations);
  await recover(run);
  state.outcome = said.length === 0 ? 'killed' : 'complete';
  for (const got of said) await hold(got, { ...run, reference, offset });
  await note('poisoned cache', whatStays(run, reference), violations);
  await note('lost bytes', site.lostBytes(), violations);
}

async function prepare({ site, kinds }: Run, cache: string): Promise<void> {
  for (const kind of kinds) await kind.prepare?.(site, cache);
}

async function judgedUnder({ site, kinds: [main], random }: Run): Promise<readonly Told[]> {
  return main?.run?.(site, random) ?? [await site.judge({ timeoutSeconds: HASTY_SECONDS })];
}

async function recover({ site, kinds }: Pick<Run, 'site' | 'kinds'>): Promise<void> {
  for (const kind of kinds) await kind.restore?.(site);
  await site.heal();
}

async function note(sort: Violation['sort'], found: Promise<readonly string[]>, into: Violation[]): Promise<void> {
  into.push(...(await found).map((what) => ({ sort, what })));
}

/** Fills the cache, or not; and some of what is in it has grown old. */
async function warmUp({ site, kinds, random }: Run): Promise<void> {
  const warm = kinds[0]?.warm;
  const isWarm = warm ?? random.chance(0.4);
  if (isWarm) await site.judge();
  if (isWarm && warm !== true && random.chance(0.7)) site.offset += LATER_MS;
}

/** What a new run with the same cache says otherwise than without faults, when all is well again. */
async function whatStays(run: Run, reference: Told): Promise<readonly string[]> {
  const { site, kinds } = run;
  const later = Math.max(0, ...kinds.map(({ recoversAfterMs = 0 }) => recoversAfterMs));
  const expected = later === 0 ? reference : await referenceAt(run, later);
  site.offset = later;
  return differences(await site.judge(), expected);
}

interface Held extends Run {
  readonly reference: Told;
  /** How far the clock was off at the end. */
  readonly offset: number;
}

async function hold(got: Told, held: Held): Promise<void> {
  const { reference, kinds, offset, violations, state } = held;
  // Whether a release is new depends on the time, which is not a fault's doing.
  const allowed = offset === 0 ? [] : [await referenceAt(held, offset)];
  const { wrongSafe, invented, toldMissing, incomplete } = compare(got, {
    ...{ reference, allowed },
    mayFind: kinds.flatMap(({ mayFind = [] }) => mayFind),
  });
  for (const what of wrongSafe) violations.push({ sort: 'wrong safe', what });
  for (const what of invented) violations.push({ sort: 'invented', what });
  state.toldMissing += toldMissing;
  if (incomplete + toldMissing > 0) state.outcome = 'told incomplete';
}

async function referenceAt(run: Run, offset: number): Promise<Told> {
  const { site } = run;
  const cache = `reference-at-${offset}`;
  await prepare(run, cache);
  site.offset = offset;
  const told = await site.judge({ cache });
  site.offset = 0;
  return told;
}

function differences(recovered: Told, reference: Told): readonly string[] {
  const [after, before] = [saidIn(recovered), saidIn(reference)];
  return [
    ...before.filter((said) => !after.includes(said)).map((said) => `expected ${said}`),
    ...after.filter((said) => !before.includes(said)).map((said) => `instead ${said}`),
  ];
}

/** The token in anything that went elsewhere than to the registry. */
function leaksOf({ servers, stranger }: Site): readonly Violation[] {
  const others = Object.entries(servers).filter(([name]) => name !== 'registry');
  const strangers = stranger.requests.filter(({ headers }) => JSON.stringify(headers).includes(TOKEN));
  const services = others.flatMap(([name, { seen }]) =>
    seen.filter((one) => JSON.stringify(one).includes(TOKEN)).map(({ path }) => `${name} was shown it at ${path}`),
  );
  return [...strangers.map(({ path, host }) => `a stranger at ${host} was shown it at ${path}`), ...services].map(
    (what) => ({ sort: 'leaked credential', what }),
  );
}

const HANG = Symbol('hang');

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- told apart from every error
    timer = setTimeout(() => reject(HANG), HANG_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
