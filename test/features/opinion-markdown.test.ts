import assert from 'node:assert/strict';
import { cardMarkdown } from '../../server/src/features/card-markdown.js';
import { caseMarkdown } from '../../server/src/features/case-markdown.js';
import { riskProject } from '../../server/src/features/risk-view.js';
import { THEME_ICONS } from '../../server/src/features/support/icons.js';
import type { Assessment, Opinion, OpinionClaim } from '../../server/src/model/index.js';
import { assessment, finding, NOW, subject } from '../support/subjects.js';
import { ESCAPES, judged, marked } from './support/manifest-document.js';

const claim = (given: Partial<OpinionClaim> = {}): OpinionClaim => ({
  ...{ text: 'It sends tokens away.', level: 'high', confidence: 0.85, counts: true },
  evidence: [{ kind: 'file', file: 'lib/a.js', line: 3, snippet: 'x' }],
  ...given,
});
const opinion = (given: Partial<Opinion> = {}): Opinion => ({
  ...{ model: 'Some Model', level: 'high', claims: [claim()] },
  ...given,
});

const about = (...opinions: readonly Opinion[]): Assessment =>
  assessment({ subject: subject({ name: 'a' }), findings: [finding({ rule: 'new-package', level: 'low' })], opinions });

const card = (one: Assessment, link?: string): string =>
  cardMarkdown({
    ...{ assessment: one, now: NOW, escapes: ESCAPES, icons: THEME_ICONS },
    commands: { open: 'command:o', compare: 'command:c', ...(link === undefined ? {} : { opinion: link }) },
  });
const whole = (one: Assessment): string => caseMarkdown({ assessment: one, now: NOW, escapes: ESCAPES });

/** Whatever a model has been made to say. */
const HOSTILE =
  '[click](command:evil) <img src=x> ![i](https://evil.invalid/?q) `code` **bold** \n# Head\n- item \u202e';

describe('a second opinion in the hover and the case', () => {
  it('that is worse stands above the verdict, under the name of the model', () => {
    const [first, second, , third] = card(about(opinion())).split('\n');
    assert.equal(first, '$(error) **High in the opinion of Some Model** · a model may be wrong, and only you see this');
    assert.equal(second, '- **High** (85% sure): It sends tokens away. · In `lib/a.js:3`.');
    assert.match(third ?? '', /^\*\*Low: what new-package has to say\*\*/);
  });

  it('that is milder changes nothing of the verdict, and stands below it', () => {
    const [first, , second] = card(about(opinion({ level: 'none', claims: [claim({ level: 'none' })] }))).split('\n');
    assert.match(first ?? '', /^\$\(info\) \*\*Low: /);
    assert.equal(second, '$(comment-discussion) Second opinion of Some Model, which changes no level:');
  });

  it('is no list into which that of the findings runs', () => {
    const findings = ['new-package', 'deprecated'].map((rule) => finding({ rule, level: 'low' }));
    const mild = opinion({ level: 'none', claims: [claim({ level: 'none' })] });
    for (const given of [mild, opinion()]) {
      const found = { ...about(given), findings };
      for (const text of [card(found), whole(found)]) {
        const paragraphs = text.split('\n\n');
        const [lists, claims] = [
          /^- \*\*Low:\*\* what deprecated/,
          /opinion.*\n- \*\*(?:No problem|High)\*\* \(85% sure\)/i,
        ];
        const at = paragraphs.findIndex((one) => lists.test(one));
        assert.ok(at > 0, text);
        assert.doesNotMatch(paragraphs[at - 1] ?? '', claims);
        assert.ok(
          paragraphs.some((one) => claims.test(one)),
          text,
        );
      }
    }
  });

  it('that has nothing to add says that this is no sign of being safe', () => {
    const text = card(about(opinion({ level: 'none', claims: [] })));
    assert.match(text, /Second opinion of Some Model: nothing to add\. That is no sign of being safe\./);
  });

  it('is told for each model that was asked', () => {
    const text = whole(about(opinion(), opinion({ model: 'Other', level: 'medium' })));
    assert.match(text, /High in the opinion of Some Model/);
    assert.match(text, /Medium in the opinion of Other/);
  });

  it('is asked for by a link, where the user wants that at all', () => {
    assert.match(card(about(), 'command:x'), /\[Second opinion\]\(command:x\)/);
    assert.doesNotMatch(card(about()), /Second opinion/);
  });

  it('is escaped like any text from outside', () => {
    const hostile = about(opinion({ model: HOSTILE, claims: [claim({ text: HOSTILE })] }));
    for (const text of [card(hostile), whole(hostile)]) {
      assert.doesNotMatch(text, /(?<!\\)\]\(command:evil|(?<!\\)<img|(?<!\\)!\[|(?<!\\)`code|^# Head|^- item|\u202e/m);
    }
  });
});

describe('a second opinion in the risk view', () => {
  const rows = (one: Partial<Assessment>) => {
    const { document } = marked('{ "dependencies": { "a": "1.0.0" } }');
    const { assessments } = judged(document);
    const given = assessments.map((line) => ({ ...line, ...one }));
    return riskProject({ document, assessments: given, escapes: ESCAPES })?.packages ?? [];
  };

  it('is an entry that no rule has made, and raises the package', () => {
    const [found] = rows({ opinions: [opinion()] });
    assert.equal(found?.level, 'high');
    const [entry] = found.findings;
    assert.deepEqual([entry?.message, entry?.isOpinion], ['Some Model thinks: It sends tokens away.', true]);
    assert.equal(entry?.pointer.rule, 'second-opinion');
    assert.match(entry.evidence[0]?.label ?? '', /lib\/a\.js:3/);
  });

  it('is not there where the model is not sure, or finds nothing', () => {
    assert.deepEqual(rows({ opinions: [opinion({ level: 'none', claims: [claim({ counts: false })] })] }), []);
    assert.deepEqual(rows({ opinions: [opinion({ level: 'none', claims: [claim({ level: 'none' })] })] }), []);
  });

  it('leaves the findings as they are', () => {
    const findings = [finding({ rule: 'new-package', level: 'medium' })];
    const [found] = rows({ level: 'medium', findings, opinions: [opinion({ level: 'none', claims: [] })] });
    assert.deepEqual([found?.level, found?.findings.map(({ pointer }) => pointer.rule)], ['medium', ['new-package']]);
  });
});
