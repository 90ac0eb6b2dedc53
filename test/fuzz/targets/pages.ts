import assert from 'node:assert/strict';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { hoverMarkdown } from '../../../server/src/features/hover.js';
import { failed } from '../../../server/src/model/index.js';
import { tableCsv, tableMarkdown } from '../../../server/src/report/html/exports.js';
import { htmlReport } from '../../../server/src/report/html/page.js';
import { reportData } from '../../../server/src/report/html/report-data.js';
import { inEnglish } from '../../../server/src/model/index.js';
import { githubAdvisory } from '../../../server/src/report/malware/github-advisory.js';
import { pullRequestReport } from '../../../server/src/report/pull-request.js';
import { ESCAPES } from '../../features/support/manifest-document.js';
import { direct, assessment, finding } from '../../report/samples.js';
import { facts, packument } from '../../support/subjects.js';
import { assertNoPipelineCommand, assertPlain } from '../support/harmless.js';
import { hostileEvidence, hostileReport, NOW } from '../support/hostile-report.js';
import { assertHarmlessLinks, shownMarkdown } from '../support/shown-markdown.js';
import type { FuzzTarget } from '../target.js';
import { mediumTarget } from './media.js';

const OWN_HTML = /^<\/?(?:br|details|summary)>$/;
/** What forges call somebody by, or refer to something by. */
const CALLS = /(?:^|[^\w])@[a-z\d]|(?:^|[^&])#\d|![1-9]|\bGH-\d/i;

const pullRequest = mediumTarget('pull-request', (text) => {
  const markdown = pullRequestReport(hostileReport(text), 'high');
  assertPlain(markdown);
  assertNoPipelineCommand(markdown);
  const shown = shownMarkdown(markdown);
  assertHarmlessLinks(shown);
  for (const link of shown.links) assert.match(link, /^https:\/\/github\.com\/package-risk\//);
  for (const tag of shown.html) assert.match(tag, OWN_HTML);
  for (const run of shown.texts) assert.doesNotMatch(run, CALLS);
});

const editor = mediumTarget('editor', (text) => {
  const found = finding('known-vulnerability', 'high', text, {
    evidence: hostileEvidence(text),
    hints: { fixedVersions: [text] },
  });
  const document = packument({
    ...{ name: text, homepage: text, repository: text, license: text },
    versions: { [text]: { description: text, deprecated: text, publisher: text, publishedAt: NOW } },
  });
  const one = {
    ...assessment({ subject: direct(text, text, text), findings: [found], facts: { osv: failed('network', text) } }),
    facts: facts({ packument: document, osv: failed('network', text) }),
  };
  const markdown = hoverMarkdown({ assessment: one, now: NOW, escapes: ESCAPES });
  assertPlain(markdown);
  assert.doesNotMatch(markdown.replace(/\\\\/g, ''), /(?<!\\)\$\(/, 'an icon');
  const shown = shownMarkdown(markdown);
  assertHarmlessLinks(shown);
  assert.deepEqual(shown.html, []);
});

const spreadsheet = mediumTarget('spreadsheet', (text) => {
  const { packages, words } = reportData(hostileReport(text), inEnglish);
  const csv = tableCsv(packages, words);
  // Where a comma separates decimals, spreadsheets take a semicolon between cells.
  for (const separator of [',', ';', '\t']) {
    for (const cell of cellsOf(csv, separator))
      assert.doesNotMatch(cell, /^[\s"]*[=+\-@|%＝＋－＠]/u, `by ${separator}`);
  }
  assertPlain(csv.replaceAll('\r\n', '\n'));
  const shown = shownMarkdown(tableMarkdown(packages, words));
  assertHarmlessLinks(shown);
  assert.deepEqual([shown.links, shown.html], [[], []]);
});

/** As spreadsheets do: a mark in front of a cell quotes it, one behind that is a character. */
function cellsOf(csv: string, separator: string): readonly string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)(?:"|$))?([^${separator}\\n]*)(?:[${separator}\\n]|$)`, 'gy');
  return [...csv.matchAll(cell)].map(([, quoted = '', bare = '']) => quoted.replaceAll('""', '"') + bare);
}

type Node = DefaultTreeAdapterMap['node'];

/** `tag attribute attribute=address`: what a page is made of, without its words. */
function* partsOf(node: Node): Generator<string> {
  if ('tagName' in node) {
    const attributes = node.attrs.map(({ name, value }) =>
      ['href', 'src', 'action', 'id', 'content'].includes(name) ? `${name}=${value}` : name,
    );
    yield [node.tagName, ...attributes].join(' ');
  }
  if (node.nodeName === '#comment') yield 'a comment';
  if ('childNodes' in node) for (const child of node.childNodes) yield* partsOf(child);
}

function pageOf(text: string): ReadonlySet<string> {
  const assets = { script: 'void 0;', style: 'body{}' };
  const html = htmlReport({ report: hostileReport(text), assets, now: NOW, version: text });
  assertPlain(html);
  assertNoPipelineCommand(html);
  return new Set(partsOf(parse(html)));
}

let harmless: ReadonlySet<string> | undefined;

const page = mediumTarget('page', (text) => {
  harmless ??= pageOf('word');
  for (const part of pageOf(text)) assert.ok(harmless.has(part), `${part} is in the page`);
});

const advisory = mediumTarget('github-advisory', (text) => {
  const found = finding('data-exfiltration', 'high', text, { evidence: hostileEvidence(text) });
  const indicators = { domains: [text], ipAddresses: [text], urls: [text] };
  const markdown = githubAdvisory(
    {
      name: text,
      version: text,
      behaviour: [found],
      context: [found],
      indicators,
      known: [text],
      unanswered: ['Downloads'],
    },
    { version: '1.2.3', now: NOW },
  );
  assertPlain(markdown);
  const shown = shownMarkdown(markdown);
  assertHarmlessLinks(shown);
  for (const tag of shown.html) assert.match(tag, /^<!-- GitHub security advisory: [\w ,.:]*-->$/);
});

export const PAGE_TARGETS: readonly FuzzTarget[] = [pullRequest, editor, spreadsheet, page, advisory];
