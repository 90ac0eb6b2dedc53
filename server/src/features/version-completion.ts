import {
  CompletionItemKind,
  CompletionItemTag,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  isAtLeast,
  judgedVersion,
  type Assessment,
  type Dependency,
  type Packument,
  type VersionFacts,
  type Level,
} from '../model/index.js';
import { hoverMarkdown, type CaseDisplay } from './hover.js';
import type { CompletionAbilities } from './name-completion.js';
import type { VersionPlace } from './support/completion-places.js';
import type { Escapes } from './support/escapes.js';
import { rangeOf } from './support/judged-manifest.js';
import { RANGE_STYLES, rangeStyle, type RangeStyle } from './support/range-style.js';
import { ago, levelWord } from './support/words.js';
import { listedIn, type Translate } from '../protocol/translate.js';

/** Longer lists are searched by typing. */
const MAX_TAGS = 20;
const MAX_TAG_LENGTH = 60;

export interface VersionCompletionInput {
  readonly document: TextDocument;
  readonly place: VersionPlace;
  readonly packument: Packument;
  /** The newest first. */
  readonly versions: readonly Assessment[];
  readonly dependencies: readonly Dependency[];
  readonly abilities: CompletionAbilities;
  readonly escapes: Escapes;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What an entry carries until somebody looks at it. */
export interface VersionData {
  readonly kind: 'packageRisk.version';
  readonly uri: string;
  readonly name: string;
  readonly version: string;
}

/** A version with what is said of it in the list. */
interface Choice {
  readonly version: string;
  readonly facts: VersionFacts | undefined;
  /** In a few words; undefined where nothing is known against it. */
  readonly mark: string | undefined;
  /** Lower is better: well, a prerelease, something speaks against it, something bad does. */
  readonly tier: 0 | 1 | 2 | 3;
}

/** The best version in the file's own style first, in the other styles, then the others, then dist-tags. */
export function versionCompletions(input: VersionCompletionInput): CompletionList {
  const { place, packument, dependencies } = input;
  const choices = input.versions
    .flatMap((one) => choiceOf(one, packument, input.escapes.t))
    .sort((a, b) => a.tier - b.tier);
  const style = rangeStyle(place.typed, place.dependency, dependencies);
  const [best, ...others] = choices;
  const styles: readonly RangeStyle[] = [style, ...RANGE_STYLES.filter((one) => one !== style)];
  const items = [
    ...(best === undefined ? [] : styles.map((one) => versionItem(one, best, input))),
    ...others.map((choice) => versionItem(style, choice, input)),
    ...tagItems(choices, input),
  ];
  const sorted = items.map((item, index) => ({ ...item, sortText: String(index).padStart(4, '0') }));
  const [first, ...rest] = sorted;
  const isGood = first !== undefined && best?.tier === 0;
  return { isIncomplete: false, items: isGood ? [{ ...first, preselect: true }, ...rest] : sorted };
}

function choiceOf(assessment: Assessment, packument: Packument, t: Translate): readonly Choice[] {
  const version = judgedVersion(assessment.subject);
  if (version === undefined) return [];
  const mark = markOf(assessment, t);
  const isPrerelease = version.includes('-');
  const tier = isAtLeast(assessment.level, 'high') ? 3 : mark !== undefined ? 2 : isPrerelease ? 1 : 0;
  return [{ version, facts: packument.versions[version], mark, tier }];
}

/** Of rules whose names say less than a word. */
function ruleMark(rule: string, level: Level, t: Translate): string {
  const marks: Readonly<Record<string, string>> = {
    'known-malware': t('malware'),
    'known-vulnerability': t('vulnerable'),
    deprecated: t('deprecated'),
    'recent-release': t('too young'),
    'younger-than-policy': t('too young'),
  };
  return marks[rule] ?? t('risk: {level}', { level: levelWord(level, t) });
}

function markOf({ findings }: Assessment, t: Translate): string | undefined {
  const marks = findings.map(({ rule, level }) => ruleMark(rule, level, t));
  return marks.length === 0 ? undefined : listedIn(t, [...new Set(marks)].slice(0, 2));
}

function versionItem(style: RangeStyle, choice: Choice, input: VersionCompletionInput): CompletionItem {
  const { document, place, packument, now } = input;
  const { version, facts, mark } = choice;
  const tags = Object.entries(packument.distTags).filter(([tag, tagged]) => tagged === version && TAG.test(tag));
  const names = tags.slice(0, 2).map(([tag]) => input.escapes.plain(tag, MAX_TAG_LENGTH));
  const about = [
    mark,
    ...names,
    ...(facts?.provenance === undefined ? [] : [input.escapes.t('provenance')]),
    ...(facts?.publishedAt === undefined ? [] : [ago(facts.publishedAt, now, input.escapes.t)]),
  ];
  const data: VersionData = { kind: 'packageRisk.version', uri: document.uri, name: place.name, version };
  return {
    ...entry(`${style}${version}`, about, input),
    kind: CompletionItemKind.Value,
    ...(facts?.deprecated === undefined ? {} : { tags: [CompletionItemTag.Deprecated] }),
    data,
  };
}

/** Where something leads that moves. */
function tagItems(choices: readonly Choice[], input: VersionCompletionInput): readonly CompletionItem[] {
  const marks = new Map(choices.map(({ version, mark }) => [version, mark]));
  return Object.entries(input.packument.distTags)
    .filter(([tag]) => TAG.test(tag))
    .slice(0, MAX_TAGS)
    .map(([tag, version]) => ({
      ...entry(
        tag,
        [
          marks.get(version),
          input.escapes.t('now {version}', { version: input.escapes.plain(version, MAX_TAG_LENGTH) }),
        ],
        input,
      ),
      kind: CompletionItemKind.Constant,
    }));
}

/** What is written into a file is held against what npm takes for a tag. */
const TAG = /^[A-Za-z][\w.-]{0,59}$/;

function entry(
  text: string,
  about: readonly (string | undefined)[],
  { document, place, abilities }: VersionCompletionInput,
): CompletionItem {
  const words = about.filter((one) => one !== undefined).join(' · ');
  const [operator = ''] = /^[~^]/.exec(place.typed) ?? [];
  return {
    label: text,
    ...(abilities.completionLabels ? { labelDetails: { description: words } } : { detail: words }),
    // Whatever operator is typed: the entry brings its own.
    filterText: operator + text.replace(/^[~^]/, ''),
    textEdit: { range: rangeOf(document, place.span), newText: text },
  };
}

export function readVersionData(data: unknown): VersionData | undefined {
  const isOurs = typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'packageRisk.version';
  return isOurs ? (data as VersionData) : undefined;
}

/** The entry with the case of its version. */
export function withCase(item: CompletionItem, assessment: Assessment, display: CaseDisplay): CompletionItem {
  return { ...item, documentation: { kind: MarkupKind.Markdown, value: hoverMarkdown({ ...display, assessment }) } };
}
