/** More alternatives in braces than any workspace list has; each doubles what is to be compared. */
const MAX_ALTERNATIVES = 64;

/**
 * Does a list of workspace patterns (`packages/*`, `apps/**`, `!packages/old`, `libs/{a,b}`) name a folder?
 * As in npm, a later pattern overrules an earlier one. Character classes (`[ab]`) are taken literally.
 *
 * @param folder relative to the patterns' manifest, with `/`
 */
export function namesFolder(patterns: readonly string[], folder: string): boolean {
  const segments = folder.split('/');
  if (segments.includes('node_modules')) return false;
  let named = false;
  for (const pattern of patterns) {
    const marks = /^!*/.exec(pattern)?.[0].length ?? 0;
    const positive = marks % 2 === 0;
    if (positive !== named && matchesAny(pattern.slice(marks), segments)) named = positive;
  }
  return named;
}

function matchesAny(pattern: string, segments: readonly string[]): boolean {
  const trimmed = pattern
    .replaceAll('\\', '/')
    .replace(/^\.?\/+/, '')
    .replace(/\/+$/, '');
  return alternatives(trimmed).some((one) => matchSegments(one.split('/'), segments));
}

/** `a{b,c}d` → `abd`, `acd`. */
function alternatives(pattern: string): readonly string[] {
  let done: readonly string[] = [pattern];
  for (;;) {
    const next = done.flatMap((one) => {
      const braces = /^([^{}]*)\{([^{}]*)\}(.*)$/.exec(one);
      if (braces === null) return [one];
      const [, before = '', inside = '', after = ''] = braces;
      return inside.split(',').map((choice) => before + choice + after);
    });
    if (next.length === done.length && next.every((one, index) => one === done[index])) return done;
    if (next.length > MAX_ALTERNATIVES) return done;
    done = next;
  }
}

/** `**` stands for any number of folders. */
function matchSegments(pattern: readonly string[], segments: readonly string[]): boolean {
  return matchWildcard(pattern.length, segments.length, {
    isStar: (at) => pattern[at] === '**',
    starTakes: (at) => segments[at]?.startsWith('.') === false,
    matches: (patternAt, at) => matchName(pattern[patternAt] ?? '', segments[at] ?? ''),
  });
}

/** `*` and `?` within one folder name; like npm, they do not find hidden folders. */
function matchName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  return matchWildcard(pattern.length, name.length, {
    isStar: (at) => pattern[at] === '*',
    starTakes: () => true,
    matches: (patternAt, at) => pattern[patternAt] === '?' || pattern[patternAt] === name[at],
  });
}

interface Matcher {
  isStar(patternAt: number): boolean;
  starTakes(at: number): boolean;
  matches(patternAt: number, at: number): boolean;
}

/** Only the last star is ever tried again: no pattern takes more than its length times the text's. */
function matchWildcard(patternLength: number, length: number, matcher: Matcher): boolean {
  let patternAt = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < length) {
    if (patternAt < patternLength && matcher.isStar(patternAt)) {
      star = patternAt;
      starAt = at;
      patternAt += 1;
    } else if (patternAt < patternLength && matcher.matches(patternAt, at)) {
      patternAt += 1;
      at += 1;
    } else if (star >= 0 && matcher.starTakes(starAt)) {
      starAt += 1;
      at = starAt;
      patternAt = star + 1;
    } else return false;
  }
  while (patternAt < patternLength && matcher.isStar(patternAt)) patternAt += 1;
  return patternAt === patternLength;
}
