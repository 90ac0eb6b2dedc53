import { LEVEL_WORDS, phrase, type Say } from '../../model/index.js';
import { ruleDocsUrl } from '../../model/rule-docs.js';
import type { HookReport } from '../hook-report.js';
import type { Report } from '../report.js';
import { htmlText } from '../support/html-text.js';
import { plainText } from '../support/plain-text.js';

/** What runs of the repositories by itself and does harm; nothing where there is nothing of the kind. */
export function hooksSection({ projects }: Report, say: Say): string {
  const rows = projects.flatMap(({ path, hooks }) =>
    hooks.filter(({ findings }) => findings.length > 0).map((hook) => row(hook, path, say)),
  );
  if (rows.length === 0) return '';
  const headings = [phrase('Level'), phrase('Hook'), phrase('Where'), phrase('Findings')]
    .map((title) => `<th scope="col">${htmlText(say(title))}</th>`)
    .join('');
  return `<section aria-labelledby="hooks-title"><h2 id="hooks-title">${htmlText(say(phrase('This repository')))}</h2>
<p>${htmlText(say(phrase('What its files make other programs run, by themselves or when somebody runs a script by its name.')))}</p>
<table id="hooks"><thead><tr>${headings}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function row({ level, file, line, words, findings }: HookReport, project: string, say: Say): string {
  const items = findings.map(({ rule, message, wording, evidence }) => {
    const places = evidence.map((one) => `<code>${shown(`${one.file ?? ''}:${one.line ?? 1}`)}</code>`);
    const link = `<a href="${htmlText(ruleDocsUrl(rule))}" rel="noreferrer">${htmlText(rule)}</a>`;
    return `<li>${shown(say(wording ?? message))} ${link} ${[...new Set(places)].join(' ')}</li>`;
  });
  const cells = [
    `<td><span class="level ${level}"><span class="swatch" aria-hidden="true"></span>${htmlText(say(LEVEL_WORDS[level]))}</span></td>`,
    `<th scope="row">${shown(say(words.label))}</th>`,
    `<td>${shown(`${file}:${line}`)} (${shown(project)}), ${htmlText(say(words.runs))}</td>`,
    `<td><ul>${items.join('')}</ul></td>`,
  ];
  return `<tr>${cells.join('')}</tr>`;
}

function shown(text: string): string {
  return htmlText(plainText(text));
}
