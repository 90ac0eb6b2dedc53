import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEnd, jsonMembers, parseMember } from '../../../../server/src/sources/support/json-members.js';
import { parsePackument } from '../../../../server/src/sources/support/packument/packument-json.js';
import { readPackument } from '../../../../server/src/sources/support/packument/packument-reader.js';
import { packument } from '../../../support/packuments.js';
import { createTurns } from '../../../../server/src/platform/turns.js';

const TURNS = createTurns();

/** All members and whether the bytes end there; undefined where they are not an object. */
function membersOf(text: string): { readonly object: object; readonly end: boolean } | undefined {
  const bytes = Buffer.from(text);
  const entries: [string, unknown][] = [];
  const members = jsonMembers(bytes, 0);
  try {
    let next = members.next();
    for (; next.done !== true; next = members.next()) entries.push([next.value.key, parseMember(bytes, next.value)]);
    return { object: Object.fromEntries(entries), end: isEnd(bytes, next.value) };
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return undefined;
  }
}

describe('the members of a JSON object, one by one', () => {
  it('are those that JSON.parse finds, however it is written', () => {
    const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, '\t', '\r\n'), (object, space) => {
        const text = JSON.stringify(object, undefined, space);
        assert.deepEqual(membersOf(text), { object: JSON.parse(text) as object, end: true });
      }),
    );
  });

  it('keep the last of two with one name, and see what follows the object', () => {
    assert.deepEqual(membersOf(' {"a":1,"a":[{"}":"]\\"\\\\"}]} x'), { object: { a: [{ '}': ']"\\' }] }, end: false });
  });

  it('are none where the bytes are no JSON object', () => {
    const broken = [
      '',
      '[]',
      '"x"',
      '{',
      '{"a"',
      '{"a":',
      '{"a":1',
      '{"a":1,',
      '{"a":1,}',
      '{a:1}',
      '{"a" 1}',
      '{"a":x}',
      '{"a":[}',
      '{"a":"',
      '{,}',
    ];
    for (const text of broken) assert.equal(membersOf(text), undefined, text);
    fc.assert(fc.property(fc.string(), (text) => void membersOf(text)));
  });
});

describe("a registry's document of many megabytes", () => {
  const versions = Object.fromEntries(
    Array.from({ length: 800 }, (_, index) => [
      `1.${index}.0`,
      {
        scripts: index % 2 === 0 ? { install: `x ${index}` } : {},
        dependencies: { padding: 'x'.repeat(1000) },
        engines: { node: '>=4' },
      },
    ]),
  );
  const json = { ...packument('x', versions), readme: 'x'.repeat(60_000) };
  const text = JSON.stringify(json);

  it('is read as a whole one is', async () => {
    assert.ok(text.length > 1_000_000);
    const inSlices = readPackument(await parsePackument(Buffer.from(text), TURNS), 'x', 'h');
    assert.deepEqual(inSlices, readPackument(json, 'x', 'h'));
  });

  it('lets others have their turn', async () => {
    let turns = 0;
    const take = (): void => {
      turns += 1;
      others = setImmediate(take);
    };
    let others = setImmediate(take);
    await parsePackument(Buffer.from(text), TURNS);
    clearImmediate(others);
    assert.ok(turns > 3, String(turns));
  });

  it('is none where it breaks off, goes on, or has a broken version', async () => {
    const damaged = [text.slice(0, -1), `${text}x`, text.replace('"x 798"', 'x 798'), text.slice(0, 700_000)];
    for (const each of damaged) assert.equal(await parsePackument(Buffer.from(each), TURNS), undefined);
  });
});
