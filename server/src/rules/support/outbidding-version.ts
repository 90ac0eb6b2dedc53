/** Most were published once or a few times, to be there. */
const MOST_VERSIONS = 5;

/** 99, 999, 100, 1000, 111: what one takes to be higher than whatever the others have. */
const ROUND_OR_NINES = /^(?:9{2,}|[1-9]0{2,}|([1-9])\1{2,})$/;
/** `9.9.9`, `99.9.9`: nines throughout. */
const ALL_NINES = /^9+\.9+\.9+$/;
/** Years are versions as well. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** A number that nobody arrives at by releasing: it is chosen so that package managers take it before any other. */
export function isOutbidding(version: string): boolean {
  const [core = ''] = version.split(/[-+]/);
  const major = core.slice(0, core.indexOf('.'));
  if (Number(major) >= FIRST_YEAR && Number(major) <= LAST_YEAR) return false;
  return ROUND_OR_NINES.test(major) || ALL_NINES.test(core);
}

/** The name was taken with such a number, and hardly anything else was published under it. */
export function isOutbid(versions: Readonly<Record<string, unknown>>, version: string | undefined): boolean {
  return version !== undefined && isOutbidding(version) && Object.keys(versions).length <= MOST_VERSIONS;
}
