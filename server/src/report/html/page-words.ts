import { LEVEL_WORDS, phrase, type Level, type Say } from '../../model/index.js';

/** What the page's script says, in the reader's language. `{name}` is the place of a value of that name. */
export interface PageWords {
  readonly levels: Readonly<Record<Level, string>>;
  /** `{shown}`, `{all}` */
  readonly shown: string;
  readonly named: string;
  /** `{way}` */
  readonly through: string;
  readonly nothing: string;
  /** Of what is saved, a row for each finding. */
  readonly headings: readonly string[];
}

export function pageWords(say: Say): PageWords {
  return {
    levels: {
      critical: say(LEVEL_WORDS.critical),
      high: say(LEVEL_WORDS.high),
      medium: say(LEVEL_WORDS.medium),
      low: say(LEVEL_WORDS.low),
      none: say(LEVEL_WORDS.none),
    },
    // Each value is its own place: the script puts in what it counts.
    shown: say(phrase('{shown} of {all} shown', { shown: '{shown}', all: '{all}' })),
    named: say(phrase('named by the manifest')),
    through: say(phrase('through {way}', { way: '{way}' })),
    nothing: say(phrase('nothing found')),
    headings: [
      phrase('Level'),
      phrase('Package'),
      phrase('Brought in by'),
      phrase('Rule'),
      phrase('Finding'),
      phrase('Fixes'),
    ].map(say),
  };
}
