import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  failed,
  isLevel,
  QUESTION_TITLES,
  UNSILENCEABLE_RULES,
  type Question,
  spoken,
  type Subject,
  type Words,
} from '../../server/src/model/index.js';
import { translator } from '../../server/src/protocol/translate.js';
import { RULES } from '../../server/src/rules/index.js';
import type { AnyRule } from '../../server/src/rules/rule.js';
import { WEIGHTS } from '../../server/src/scoring/weights.js';
import { createScorer } from '../../server/src/scoring/weighted-scorer.js';
import { COOLDOWN_HOURS, draftsOf } from '../rules/support/drafts-of.js';
import { readTexts } from '../support/manifest.js';
import { EXAMPLE_REGISTRY, subject, type FactsGiven } from '../support/subjects.js';
import { hostileCases, HOSTILE_MANAGER, HOSTILE_ORGANISATION } from './support/hostile-cases.js';
import { linesOf, readExamples } from './support/doc-examples.js';
import { DOC_MANAGER, DOC_ORGANISATION, factsAbout, isKnown } from './support/doc-world.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const IDS = RULES.map((rule) => rule.id).sort();

const HEADINGS = [
  'What it says',
  'Why it matters',
  'How it decides',
  'What to do',
  'What it does not catch',
  'Examples',
];

/** Base names of a folder's files with this ending, sorted. */
function namesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

function pageOf(rule: AnyRule): string {
  return readFileSync(path.join(ROOT, 'docs/rules', `${rule.id}.md`), 'utf8');
}

/** A page's text without the line breaks that a formatter may move. */
function flowing(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function asksFor(needs: readonly Question[]): RegExp {
  if (needs.length === 0) return /Asks for: nothing but the (?:manifest|lockfile)\./;
  return new RegExp(`Asks for: ${needs.map((question) => QUESTION_TITLES[question]).join('; ')}\\.`);
}

describe('the registry of rules', () => {
  it('holds each rule once, by an id that is a file name', () => {
    assert.ok(Object.isFrozen(RULES));
    assert.equal(new Set(IDS).size, IDS.length);
    assert.ok(IDS.every((id) => /^[a-z]+(?:-[a-z]+)*$/.test(id)));
  });

  it('holds what has a source file, a test, a page and a weight, and nothing else', () => {
    const plumbing = ['index', 'rule'];
    assert.deepEqual(
      namesIn('server/src/rules', '.ts').filter((name) => !plumbing.includes(name)),
      IDS,
    );
    assert.deepEqual(namesIn('test/rules', '.test.ts'), IDS);
    assert.deepEqual(namesIn('docs/rules', '.md'), IDS);
    assert.deepEqual(Object.keys(WEIGHTS).sort(), IDS);
  });

  it('holds the rules that a project cannot silence', () => {
    assert.deepEqual(
      UNSILENCEABLE_RULES.filter((id) => !IDS.includes(id)),
      [],
    );
  });
});

for (const rule of RULES) {
  describe(`the rule ${rule.id}`, () => {
    it('has a title that is a noun phrase, and needs that are questions', () => {
      assert.match(rule.title, /^[A-Z][^.!?]{8,60}$/);
      assert.deepEqual(
        rule.needs.filter((question) => !Object.hasOwn(QUESTION_TITLES, question)),
        [],
      );
      assert.equal(new Set(rule.needs).size, rule.needs.length);
    });

    it('does not guess: nothing is said of an ordinary line of which nothing is known', () => {
      const unknown = failed('network', 'nobody answers');
      const given = Object.fromEntries(Object.keys(QUESTION_TITLES).map((question) => [question, unknown]));
      for (const line of [
        subject(),
        subject({ dependency: null, resolution: { from: 'lockfile', version: '1.0.0' } }),
      ]) {
        assert.deepEqual(draftsOf(rule, line, given), []);
      }
    });

    it('says one short plain line, however hostile the text is that it repeats', () => {
      const drafts = hostileCases().flatMap(([line, given]) => hostileDrafts(rule, line, given));
      assert.ok(drafts.length > 0);
      for (const draft of drafts) assertWellFormed(rule, draft);
    });

    it('has a page with its id, its level, what it asks for and the agreed headings', () => {
      const page = pageOf(rule);
      assert.ok(page.startsWith(`# ${rule.id}\n`));
      const level = WEIGHTS[rule.id]?.level === 'by-evidence' ? 'by evidence' : WEIGHTS[rule.id]?.level;
      assert.match(page, new RegExp(`^Level: \\*\\*${level ?? ''}\\*\\*`, 'm'));
      assert.match(flowing(page), asksFor(rule.needs));
      assert.deepEqual(
        [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]),
        HEADINGS,
      );
    });

    it('links to pages that exist', () => {
      for (const [, target = ''] of pageOf(rule).matchAll(/\]\(([a-z-]+)\.md\)/g))
        assert.ok(IDS.includes(target), target);
    });

    describe('does on its page what the page says', () => {
      const examples = readExamples(pageOf(rule));

      it('with examples of both kinds that can be read', () => {
        assert.deepEqual([...new Set(examples.map((example) => example.expected))], ['fires', 'passes']);
        assert.deepEqual(
          examples.flatMap((example) => example.problems),
          [],
        );
        assert.ok(examples.every((example) => linesOf(example).length > 0));
      });

      for (const example of examples) {
        for (const { label, subject: subjectOf, isPublished } of linesOf(example)) {
          it(`${example.expected === 'fires' ? 'fires on' : 'lets pass'} ${label}`, () => {
            const line = subjectOf(factsAbout);
            assert.ok(isKnown(line.name) || !isPublished, `${line.name} is not in the world`);
            const drafts = draftsOf(
              rule,
              line,
              factsAbout(line.name),
              COOLDOWN_HOURS,
              EXAMPLE_REGISTRY,
              DOC_MANAGER,
              DOC_ORGANISATION,
            );
            assert.equal(drafts.length > 0, example.expected === 'fires');
            for (const draft of drafts) assertWellFormed(rule, draft);
          });
        }
      }
    });
  });
}

/** By what a package manager is told in a hostile file, too. */
function hostileDrafts(rule: AnyRule, line: Subject, given: FactsGiven): ReturnType<typeof draftsOf> {
  return draftsOf(rule, line, given, COOLDOWN_HOURS, EXAMPLE_REGISTRY, HOSTILE_MANAGER, HOSTILE_ORGANISATION);
}

const BUNDLES = Object.fromEntries(
  ['de', 'es', 'ja', 'zh-cn'].map((language) => [language, readTexts(`l10n/bundle.l10n.${language}.json`)]),
);

/** Each template has a translation, and what packages have written stands in it as it is. */
function assertTranslated({ words, ownWords }: ReturnType<typeof draftsOf>[number], language: string): void {
  assert.ok(typeof words === 'object', 'a rule says a phrase');
  const bundle = BUNDLES[language] ?? {};
  const said = spoken(words, translator(bundle));
  assert.ok(/^\P{Cc}{6,900}$/u.test(said), said.slice(0, 1000));
  assert.doesNotMatch(said, /[!.。]$/);
  const { templates, texts } = partsOf(words);
  const ofEvidence = ownWords.flatMap((one) => partsOf(one).templates);
  for (const template of [...templates, ...ofEvidence])
    assert.ok(Object.hasOwn(bundle, template), `${language} lacks ${template}`);
  for (const text of texts) assert.ok(said.includes(text), `${language} leaves out ${text}`);
}

function partsOf(words: Words | number): { readonly templates: readonly string[]; readonly texts: readonly string[] } {
  if (typeof words !== 'object') return { templates: [], texts: [String(words)] };
  const places = Object.entries(words.values).filter(([name]) => words.template.includes(`{${name}}`));
  const inside = places.map(([, value]) => partsOf(value));
  return {
    templates: [words.template, ...inside.flatMap(({ templates }) => templates)],
    texts: inside.flatMap(({ texts }) => texts),
  };
}

/** What every output relies on. */
function assertWellFormed(rule: AnyRule, draft: ReturnType<typeof draftsOf>[number]): void {
  assert.ok(/^\P{Cc}{10,900}$/u.test(draft.message), draft.message.slice(0, 1000));
  const shown = draft.evidence.flatMap((evidence): readonly unknown[] => Object.values(evidence));
  assert.ok(!shown.some((text) => /\p{Cc}/u.test(String(text))), 'control characters in the evidence');
  assert.ok(JSON.stringify(draft.evidence).length < 3000, 'too much evidence');
  assert.doesNotMatch(draft.message, /[!.]$/);
  for (const language of Object.keys(BUNDLES)) assertTranslated(draft, language);
  assert.ok(draft.evidence.length > 0);
  const level = createScorer().levelOf(rule.id, draft);
  assert.ok(isLevel(level) && level !== 'none');
  if (WEIGHTS[rule.id]?.level === 'by-evidence') assert.equal(draft.level, level);
  else assert.equal(draft.level, undefined);
}
