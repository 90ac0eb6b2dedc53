import type { Position, Range } from 'vscode-languageserver';
import { HOOK_MOMENTS, spoken, valueOf, type RepositoryHook } from '../../model/index.js';
import { furtherFindings, headlineMarkdown, acceptedMarkdown } from '../findings-markdown.js';
import type { CaseInput } from '../support/case-input.js';
import type { Escapes } from '../support/escapes.js';
import { verdictIcon, type Icons } from '../support/icons.js';
import { rangeOfStretch, type HookAssessment, type JudgedRepository } from './judged-repository.js';
import { listedIn } from '../../protocol/translate.js';

const MAX_FURTHER = 4;
const MAX_FILES = 3;
const MAX_FILE_LENGTH = 80;
const MAX_REASON_LENGTH = 200;

export interface HookHoverInput {
  readonly repository: JudgedRepository;
  /** Of the document. */
  readonly uri: string;
  readonly position: Position;
  readonly now: number;
  readonly escapes: Escapes;
  readonly icons: Icons;
}

/** The case of the hook at a place: what it does, when it runs, and what was looked into. */
export function hookHover(input: HookHoverInput): { readonly markdown: string; readonly range: Range } | undefined {
  const { repository, uri, position } = input;
  const here = repository.hooks.filter(({ subject }) => repository.uriOf(subject.hook.file) === uri);
  const found = here.find(({ subject }) => contains(rangeOfStretch(subject.hook.place), position));
  if (found === undefined || isOrdinary(found)) return undefined;
  return { markdown: markdownOf(found, input), range: rangeOfStretch(found.subject.hook.place) };
}

/** Whoever reads his own `npm test` is to have his quiet. */
function isOrdinary({ subject, findings, accepted }: HookAssessment): boolean {
  return subject.hook.trigger === 'named' && findings.length + accepted.length === 0;
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const isBehind = line > start.line || (line === start.line && character >= start.character);
  return isBehind && (line < end.line || (line === end.line && character <= end.character));
}

function markdownOf(assessment: HookAssessment, { now, escapes, icons }: HookHoverInput): string {
  const { subject, findings, accepted } = assessment;
  const about: CaseInput = { assessment, now, escapes };
  const head =
    findings.length > 0
      ? headlineMarkdown(about, icons(verdictIcon(assessment)))
      : icons('info') + harmless(subject.hook, escapes);
  const parts = [
    head,
    furtherFindings(about, MAX_FURTHER) ?? '',
    acceptedMarkdown(accepted, escapes, MAX_FURTHER) ?? '',
    notLookedInto(assessment, escapes),
    `${icons('zap')}${runsWhen(subject.hook, escapes)} ${lookedInto(subject.hook, escapes)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function harmless({ label, trigger }: RepositoryHook, { t, markdown }: Escapes): string {
  const hook = markdown(spoken(label, t));
  return trigger === 'named'
    ? t('In **{hook}** nothing was found but what is accepted.', { hook })
    : t('**{hook} runs by itself**, and nothing was found that does harm.', { hook });
}

function runsWhen({ trigger }: RepositoryHook, { t }: Escapes): string {
  return t('Runs {moment}.', { moment: spoken(HOOK_MOMENTS[trigger], t) });
}

/** Where code takes too long to follow, or a file is too large, that nothing was found says little. */
function notLookedInto({ facts }: HookAssessment, escapes: Escapes): string {
  const [first] = valueOf(facts.artifact)?.incomplete ?? [];
  if (first === undefined) return '';
  const reason = spoken(first.reason, escapes.t);
  const what = first.file === undefined ? reason : `${first.file} ${reason}`;
  return escapes.t('Not everything could be looked into: {what}.', { what: escapes.markdown(what, MAX_REASON_LENGTH) });
}

/** What was read of the repository for it. */
function lookedInto({ files }: RepositoryHook, escapes: Escapes): string {
  if (files.length === 0) return escapes.t('It starts no file of this folder.');
  const shown = files.slice(0, MAX_FILES).map((file) => escapes.code(file, MAX_FILE_LENGTH));
  const more = files.length - shown.length;
  const names = listedIn(escapes.t, shown);
  return more > 0
    ? escapes.t('Looked into: {names} and {more} more.', { names, more })
    : escapes.t('Looked into: {names}.', { names });
}
