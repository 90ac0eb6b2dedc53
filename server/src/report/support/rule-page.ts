/** What a page about a rule has for whoever has to decide, by the headings of `docs/rules/`. */
export interface RulePage {
  readonly why?: string;
  readonly whatToDo?: string;
  readonly limits?: string;
}

const SECTIONS: Readonly<Record<keyof RulePage, string>> = Object.freeze({
  why: 'Why it matters',
  whatToDo: 'What to do',
  limits: 'What it does not catch',
});

/** A page is written for people with time. */
const MAX_SECTION = 900;

export function readRulePage(text: string): RulePage {
  const parts = text.split(/^## +/m).map((part) => part.split(/\r?\n([^]*)/u));
  const section = (title: string): string | undefined => {
    const body = parts.find(([heading]) => heading?.trim() === title)?.[1]?.trim();
    if (body === undefined || body === '') return undefined;
    return body.length <= MAX_SECTION ? body : `${body.slice(0, MAX_SECTION).replace(/\s+\S*$/u, '')} …`;
  };
  const found = Object.entries(SECTIONS).map(([key, title]) => [key, section(title)] as const);
  return Object.fromEntries(found.filter(([, body]) => body !== undefined));
}
