import assert from 'node:assert/strict';
import MarkdownIt, { type Token } from 'markdown-it';

const READER = new MarkdownIt({ html: true, linkify: true });

export interface ShownMarkdown {
  readonly links: readonly string[];
  /** HTML that is not escaped, tag by tag. */
  readonly html: readonly string[];
  /** Runs of text that a reader sees, as forges look through them for names and numbers. */
  readonly texts: readonly string[];
  readonly kinds: ReadonlySet<string>;
}

/** What a reader of Markdown, with tables, bare addresses and HTML, makes of a text. */
export function shownMarkdown(markdown: string): ShownMarkdown {
  const all = READER.parse(markdown, {}).flatMap((token): readonly Token[] => [token, ...(token.children ?? [])]);
  return {
    links: all.filter((token, index) => isLink(token, all[index + 1])).map((token) => token.attrGet('href') ?? ''),
    html: all.filter(({ type }) => type.startsWith('html_')).flatMap(({ content }) => content.match(/<[^>]*>?/g) ?? []),
    texts: runsOf(all),
    kinds: new Set(all.map(({ type }) => type)),
  };
}

/** The reader makes links of bare names of hosts as well (`l.in`), which neither forges nor editors do. */
function isLink({ type, markup }: Token, label: Token | undefined): boolean {
  return type === 'link_open' && (markup !== 'linkify' || /^(?:www\.|[a-z]+:|[^@]+@)/i.test(label?.content ?? ''));
}

/** An escaped character is a token of its own, and none to whoever reads. */
function runsOf(all: readonly Token[]): readonly string[] {
  const runs: string[] = [''];
  for (const { type, content } of all) {
    if (type === 'text' || type === 'text_special') runs.push((runs.pop() ?? '') + content);
    else if (type !== 'inline') runs.push('');
  }
  return runs;
}

/** Links lead to web pages that are what they seem, and nothing is a picture or a heading that is not ours. */
export function assertHarmlessLinks({ links, kinds }: ShownMarkdown): void {
  assert.ok(!kinds.has('image'), 'a picture');
  for (const link of links) {
    const { protocol, username, password } = new URL(link);
    assert.match(protocol, /^https?:$/, link);
    assert.equal(username + password, '', link);
  }
}
