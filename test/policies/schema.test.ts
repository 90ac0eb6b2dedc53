import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LEVELS } from '../../server/src/model/index.js';
import { packageRiskJson } from '../../server/src/policies/package-risk-json.js';

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

// Compiled tests run beside `out…/`, which lies in the project's folder.
const file = new URL('../../../schemas/package-risk.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(file, 'utf8')) as Schema & Record<string, unknown>;
const entry = (list: 'accept' | 'allow'): Schema => schema.properties?.[list]?.items ?? {};

const problemsOf = (value: unknown) => packageRiskJson.read(JSON.stringify(value)).problems;

/** Values that the reader takes, for each field of an entry. */
const EXAMPLES: Readonly<Record<string, string>> = {
  package: 'a@1.0.0',
  rule: 'deprecated',
  integrity: 'sha512-AAAA',
  reason: 'why',
  expires: '2030-12-31',
};

const whole = (list: 'accept' | 'allow'): Record<string, string | undefined> =>
  Object.fromEntries(Object.keys(entry(list).properties ?? {}).map((name) => [name, EXAMPLES[name]]));

describe('the schema of package-risk.json', () => {
  it('is a draft-07 schema that editors read with comments and trailing commas', () => {
    assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.equal(schema.allowComments, true);
    assert.equal(schema.allowTrailingCommas, true);
  });

  it('describes every property', () => {
    const walk = (at: Schema, path: string): void => {
      for (const [name, child] of Object.entries(at.properties ?? {})) {
        assert.ok(child.title && child.description, `${path}${name}`);
        walk(child, `${path}${name}.`);
      }
      if (at.items !== undefined) walk(at.items, `${path}[].`);
    };
    assert.ok(schema.title && schema.description);
    walk(schema, '');
  });

  it('has defaults that the reader takes', () => {
    assert.deepEqual(problemsOf(schema.default), []);
    for (const [name, { default: value }] of Object.entries(schema.properties ?? {})) {
      if (value !== undefined) assert.deepEqual(problemsOf({ [name]: value }), [], name);
    }
  });

  it('names the same top-level properties as the reader', () => {
    assert.equal(schema.additionalProperties, false);
    const taken = { $schema: '', rules: {}, allow: [], accept: [], cooldown: 1 };
    assert.deepEqual(Object.keys(schema.properties ?? {}).sort(), Object.keys(taken).sort());
    assert.deepEqual(problemsOf(taken), []);
    assert.equal(problemsOf({ anythingElse: 1 }).length, 1);
  });

  it('names the same levels', () => {
    const level = schema.properties?.rules?.additionalProperties as Schema;
    assert.deepEqual(level.enum, ['off', ...LEVELS]);
    for (const value of level.enum ?? []) assert.deepEqual(problemsOf({ rules: { deprecated: value } }), []);
  });

  for (const list of ['accept', 'allow'] as const) {
    it(`requires of "${list}" what the reader requires`, () => {
      assert.equal(entry(list).additionalProperties, false);
      assert.deepEqual(problemsOf({ [list]: [whole(list)] }), []);
      for (const name of Object.keys(whole(list))) {
        const without = { ...whole(list), [name]: undefined };
        assert.equal(problemsOf({ [list]: [without] }).length === 1, entry(list).required?.includes(name), name);
      }
    });
  }

  describe('takes and refuses the same texts', () => {
    const texts: Readonly<Record<string, readonly string[]>> = {
      package: ['a@1.0.0', '@s/a@1.0.0', 'a@git+https://host.invalid/a.git', 'a', '@s/a', 'a@', '@', '', ' '],
      rule: ['deprecated', 'known-malware', 'rule2', 'Known', 'a--b', '-a', 'a b', ''],
      integrity: ['sha512-AA==', 'sha256-AA sha512-BB', 'sha1-AA', 'sha512-', 'AA'],
      reason: ['why', ' ', ''],
      expires: ['2030-12-31', '30-12-31', 'never', '2030-12-31T00:00'],
    };
    for (const [name, examples] of Object.entries(texts)) {
      for (const text of examples) {
        it(`${name}: ${JSON.stringify(text)}`, () => {
          const { pattern = '' } = entry('accept').properties?.[name] ?? {};
          const read = problemsOf({ accept: [{ ...whole('accept'), [name]: text }] }).length === 0;
          assert.equal(new RegExp(pattern, 'u').test(text), read);
        });
      }
    }

    for (const cooldown of ['72h', '3d', '1.5d', '72', 'h', '3w', '-1h']) {
      it(`cooldown: ${JSON.stringify(cooldown)}`, () => {
        const pattern = schema.properties?.cooldown?.anyOf?.find(({ type }) => type === 'string')?.pattern ?? '';
        assert.equal(new RegExp(pattern, 'u').test(cooldown), problemsOf({ cooldown }).length === 0);
      });
    }

    it('numbers up to the same cooldown and texts up to the same length', () => {
      const max = schema.properties?.cooldown?.anyOf?.find(({ type }) => type === 'number')?.maximum ?? NaN;
      assert.equal(problemsOf({ cooldown: max }).length, 0);
      assert.equal(problemsOf({ cooldown: max + 1 }).length, 1);
      const { maxLength = NaN } = entry('allow').properties?.reason ?? {};
      assert.equal(problemsOf({ allow: [{ package: 'a', reason: 'x'.repeat(maxLength) }] }).length, 0);
      assert.equal(problemsOf({ allow: [{ package: 'a', reason: 'x'.repeat(maxLength + 1) }] }).length, 1);
    });
  });
});
