import assert from 'node:assert/strict';
import { LineVerdicts } from '../../server/src/engine/line-verdicts.js';
import type { KnownFacts } from '../../server/src/engine/verdicts.js';
import { ok, type Assessment, type Span, type Subject } from '../../server/src/model/index.js';
import { artifactFacts } from '../support/artifacts.js';
import { assessment, NOW, packument, subject } from '../support/subjects.js';

const MINUTE = 60_000;

describe('verdicts on the lines of a manifest', () => {
  let verdicts: LineVerdicts;
  let judged: string[];
  let facts: KnownFacts;
  let now: number;

  beforeEach(() => {
    verdicts = new LineVerdicts();
    [judged, now] = [[], NOW];
    facts = { facts: { packument: ok(packument(), NOW) }, pending: false };
  });

  function judge(...subjects: readonly Subject[]): readonly Assessment[] {
    return verdicts.judge(subjects, {
      known: () => facts,
      assess: (one, known) => {
        judged.push(one.name);
        return assessment({ subject: one, ...known });
      },
      now,
    });
  }

  const moved = (one: Subject): Subject => {
    const { dependency } = one;
    assert.ok(dependency !== undefined);
    const later = ({ start, end }: Span): Span => ({ start: start + 10, end: end + 10 });
    const { span, nameSpan, specifierSpan } = dependency;
    const places = { span: later(span), nameSpan: later(nameSpan), specifierSpan: later(specifierSpan) };
    return { ...one, dependency: { ...dependency, ...places } };
  };

  it('go with their lines to other places of the text', () => {
    const line = subject({ name: 'a', declared: '^1.0.0' });
    judge(line);
    const [again] = judge(moved(line));
    assert.deepEqual(judged, ['a']);
    assert.deepEqual(again?.subject, moved(line));
  });

  it('are made anew when anything else about the line is different', () => {
    const line = subject({ name: 'a', declared: '^1.0.0' });
    const others = [
      subject({ name: 'a', declared: '~1.0.0' }),
      subject({ name: 'a', declared: '^1.0.0', version: '1.0.1' }),
      subject({ name: 'a', declared: '^1.0.0', section: 'peerDependencies' }),
      subject({ name: 'a', declared: '^1.0.0', locked: { id: 'node_modules/a', version: '1.0.0' } }),
      subject({ name: 'a', declared: '^1.0.0', paths: [['packages/web', 'a@1.0.0']] }),
    ];
    judge(line, ...others);
    assert.equal(judged.length, 6);
    judge(...others, line);
    assert.equal(judged.length, 6);
  });

  it('are made anew when a fact has come, and not for a new wrapping of the same', () => {
    const artifact = artifactFacts({});
    const line = subject({ name: 'a' });
    facts = { pending: false, facts: { artifact: ok(artifact, NOW) } };
    judge(line);
    facts = { pending: false, facts: { artifact: ok(artifact, NOW) } };
    judge(line);
    assert.equal(judged.length, 1);
    facts = { pending: false, facts: { artifact: ok(artifactFacts({}), NOW) } };
    judge(line);
    assert.equal(judged.length, 2);
    facts = { ...facts, pending: true };
    judge(line);
    assert.equal(judged.length, 3);
  });

  it('are made anew after some minutes, as rules look at ages', () => {
    judge(subject({ name: 'a' }));
    now += 9 * MINUTE;
    judge(subject({ name: 'a' }));
    assert.equal(judged.length, 1);
    now += MINUTE;
    judge(subject({ name: 'a' }));
    assert.equal(judged.length, 2);
  });

  it('are not kept of ever more lines', () => {
    const typed = Array.from({ length: 2001 }, (_, index) => subject({ name: `p${index}` }));
    judge(...typed);
    judged.length = 0;
    judge(...typed.slice(-2000));
    assert.deepEqual(judged, []);
    judge(...typed.slice(0, 1));
    assert.deepEqual(judged, ['p0']);
  });
});
