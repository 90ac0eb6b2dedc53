import assert from 'node:assert/strict';
import { inEnglish } from '../../server/src/model/index.js';
import fc from 'fast-check';
import { packageRiskJson } from '../../server/src/policies/package-risk-json.js';
import { POLICY_FORMATS } from '../../server/src/policies/index.js';

const read = (value: unknown) => packageRiskJson.read(JSON.stringify(value));
const accepted = { package: 'lodash@4.17.20', rule: 'known-vulnerability', reason: 'why', expires: '2027-01-31' };

describe('package-risk.json', () => {
  it('is read with comments and trailing commas', () => {
    const policy = packageRiskJson.read(`{
      // What we have decided.
      "$schema": "./package-risk.schema.json",
      "rules": { "install-script": "off", "unpinned-specifier": "medium", },
      "allow": [{ "package": "@acme/tools", "reason": "ours" }],
      "accept": [
        {
          "package": "lodash@4.17.20",
          "rule": "known-vulnerability",
          "integrity": "sha512-AAAA+/==",
          "reason": "The template function is not used.", /* checked twice */
          "expires": "2027-01-31",
        },
      ],
      "cooldown": "72h",
    }`);
    assert.deepEqual(policy, {
      rules: { 'install-script': 'off', 'unpinned-specifier': 'medium' },
      allow: [{ package: '@acme/tools', reason: 'ours' }],
      accept: [
        {
          package: 'lodash@4.17.20',
          rule: 'known-vulnerability',
          integrity: 'sha512-AAAA+/==',
          reason: 'The template function is not used.',
          expires: '2027-01-31',
        },
      ],
      cooldownHours: 72,
      problems: [],
    });
  });

  it('may be an empty object', () => {
    assert.deepEqual(read({}), { rules: {}, allow: [], accept: [], problems: [] });
  });

  describe('names what is wrong with an accepted finding and leaves it out', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [{ ...accepted, reason: undefined }, /has no "reason"/],
      [{ ...accepted, reason: '  ' }, /"reason" that is not a text/],
      [{ ...accepted, reason: 7 }, /"reason" that is not a text/],
      [{ ...accepted, reason: ['why'] }, /"reason" that is not a text/],
      [{ ...accepted, reason: 'x'.repeat(1_001) }, /"reason" that is too long/],
      [{ ...accepted, expires: undefined }, /has no "expires"/],
      [{ ...accepted, expires: 'never' }, /"expires" that is not a day/],
      [{ ...accepted, expires: '2027-02-30' }, /"expires" that is not a day/],
      [{ ...accepted, expires: '2027-13-01' }, /"expires" that is not a day/],
      [{ ...accepted, expires: '2027-1-1' }, /"expires" that is not a day/],
      [{ ...accepted, package: 'lodash' }, /"package" that is not name@version/],
      [{ ...accepted, package: '@acme/tools' }, /"package" that is not name@version/],
      [{ ...accepted, package: 'lodash@' }, /"package" that is not name@version/],
      [{ ...accepted, package: null }, /"package" that is not a text/],
      [{ ...accepted, rule: undefined }, /has no "rule"/],
      [{ ...accepted, rule: 'Known Vulnerability' }, /"rule" that is not the id of a rule/],
      [{ ...accepted, integrity: 'sha1-AAAA' }, /"integrity" that is not a SHA-256/],
      [{ ...accepted, integrity: '' }, /"integrity" that is not a text/],
      [{ ...accepted, until: '2027-01-31' }, /has a field "until", which means nothing here/],
      ['lodash@4.17.20', /is not an object/],
    ];
    for (const [entry, problem] of cases) {
      it(`${String(problem)}: ${JSON.stringify(entry).slice(0, 120)}`, () => {
        const policy = read({ accept: [entry, accepted] });
        assert.deepEqual(policy.accept, [accepted]);
        assert.equal(policy.problems.length, 1);
        assert.match(inEnglish(policy.problems[0] ?? ''), problem);
      });
    }
  });

  describe('names what is wrong elsewhere and keeps the rest', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [{ rules: { deprecated: 'loud' } }, /sets deprecated to something that is neither "off" nor a level/],
      [{ rules: { deprecated: { level: 'low' } } }, /sets deprecated to something/],
      [{ rules: { 'No Rule': 'low' } }, /names a rule "No Rule"/],
      [{ rules: [] }, /should hold an object of rules/],
      [{ allow: [{ package: 'a' }] }, /an allowed package that has no "reason"/],
      [{ allow: 'a' }, /should hold a list/],
      [{ allwo: [] }, /sets "allwo", which means nothing here/],
      [{ cooldown: '3 weeks' }, /cooldown as hours/],
      [{ cooldown: -1 }, /cooldown as hours/],
      [{ cooldown: '400d' }, /cooldown as hours/],
      [{ cooldown: ['72h'] }, /cooldown as hours/],
    ];
    for (const [content, problem] of cases) {
      it(`${String(problem)}: ${JSON.stringify(content)}`, () => {
        const policy = read({ ...(content as object), accept: [accepted] });
        assert.deepEqual(policy.accept, [accepted]);
        assert.deepEqual({ ...policy, accept: [], problems: [] }, { rules: {}, allow: [], accept: [], problems: [] });
        assert.equal(policy.problems.length, 1);
        assert.match(inEnglish(policy.problems[0] ?? ''), problem);
      });
    }
  });

  for (const [cooldown, hours] of [
    [72, 72],
    [0, 0],
    ['72h', 72],
    ['3d', 72],
    ['1.5d', 36],
    [' 12 h ', 12],
  ] as const) {
    it(`takes a cooldown of ${JSON.stringify(cooldown)} for ${hours} hours`, () => {
      assert.equal(read({ cooldown }).cooldownHours, hours);
    });
  }

  it('tells the line of a problem', () => {
    const { problems } = packageRiskJson.read('{\r\n  "accept": [\r\n    { "package": 1 }\r\n  ]\r\n}');
    assert.deepEqual(problems.map(inEnglish), [
      'Line 3 holds an accepted finding that has a "package" that is not a text.',
    ]);
  });

  it('uses what can be read of a broken file and says so', () => {
    const policy = packageRiskJson.read('{ "rules": { "deprecated": "low" }, "accept": [ {');
    assert.deepEqual(policy.rules, { deprecated: 'low' });
    assert.match(inEnglish(policy.problems[0] ?? ''), /^Line 1 is not valid JSON \(\w+\); what can be read is used\.$/);
  });

  for (const text of ['', 'null', '[]', '"rules"', '{"a":'.repeat(100_000)]) {
    it(`uses nothing of ${JSON.stringify(text.slice(0, 20))} and says so`, () => {
      const policy = packageRiskJson.read(text);
      assert.deepEqual({ ...policy, problems: [] }, { rules: {}, allow: [], accept: [], problems: [] });
      assert.ok(policy.problems.length > 0);
    });
  }

  it('uses nothing of a text that nobody can have written, and says so', () => {
    const policy = packageRiskJson.read(`{"rules": {"deprecated": "off"}}${' '.repeat(1_000_000)}`);
    assert.deepEqual(policy.rules, {});
    assert.match(policy.problems.map(inEnglish).join(), /too long/);
  });

  it('takes names from a prototype for names like any other', () => {
    const policy = packageRiskJson.read('{"__proto__": {"rules": {"deprecated": "off"}}, "constructor": {}}');
    assert.deepEqual(policy.rules, {});
    assert.equal(policy.problems.length, 2);
    const named = packageRiskJson.read('{"rules": {"constructor": "off", "__proto__": "off"}}');
    assert.deepEqual(Object.entries(named.rules), [['constructor', 'off']]);
  });

  it('reports a flood of bad entries in few words', () => {
    const { problems } = read({ accept: Array.from({ length: 10_000 }, () => 0) });
    assert.equal(problems.length, 51);
    assert.equal(inEnglish(problems.at(-1) ?? ''), 'There are more problems than are shown.');
  });

  it('shortens and quotes what it repeats from the file', () => {
    const { problems } = read({ [`\u001b[2J${'x'.repeat(5_000)}`]: 1 });
    assert.ok(inEnglish(problems[0] ?? '').length < 200);
    assert.ok(inEnglish(problems[0] ?? '').includes(String.raw`\u001b`));
  });

  it('never throws, and gives entries that are whole', () => {
    const fields = fc.record(
      {
        package: fc.oneof(fc.string(), fc.constant('a@1.0.0')),
        rule: fc.oneof(fc.string(), fc.constant('deprecated')),
        reason: fc.string(),
        expires: fc.oneof(fc.string(), fc.constant('2030-01-01')),
        integrity: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const documents = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ accept: fc.array(fields), allow: fc.array(fields), rules: fc.object(), cooldown: fc.jsonValue() })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(documents, (text) => {
        const policy = packageRiskJson.read(text);
        for (const entry of policy.accept) assert.match(entry.expires, /^\d{4}-\d{2}-\d{2}$/);
        for (const entry of [...policy.accept, ...policy.allow]) assert.notEqual(entry.reason.trim(), '');
        assert.ok(policy.cooldownHours === undefined || policy.cooldownHours >= 0);
      }),
    );
  });
});

describe('POLICY_FORMATS', () => {
  it('holds each format once', () => {
    assert.deepEqual(
      POLICY_FORMATS.map(({ id, fileName }) => `${id} ${fileName}`),
      ['package-risk-json package-risk.json'],
    );
  });
});
