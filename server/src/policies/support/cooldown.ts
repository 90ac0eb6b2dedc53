const HOURS_PER_DAY = 24;
/** One year, the same as the setting allows: a longer wait would only ever say "nothing is safe". */
const MAX_HOURS = 8760;
const DURATION = /^(\d+(?:\.\d+)?)\s*([hd])$/;

/** Hours of `72`, `"72h"` or `"3d"`; undefined where it is none of these or longer than a year. */
export function readCooldown(value: unknown): number | undefined {
  const hours = typeof value === 'string' ? hoursIn(value) : value;
  const fits = typeof hours === 'number' && hours >= 0 && hours <= MAX_HOURS;
  return fits ? hours : undefined;
}

function hoursIn(text: string): number | undefined {
  const [, amount, unit] = DURATION.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (unit === 'd' ? HOURS_PER_DAY : 1);
}
