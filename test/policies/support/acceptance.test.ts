import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inEnglish, type Acceptance } from '../../../server/src/model/index.js';
import { packageRiskJson } from '../../../server/src/policies/package-risk-json.js';
import { addAcceptance } from '../../../server/src/policies/support/acceptance.js';
import { applyEdits } from '../../remedies/support/marked-edits.js';

const acceptance: Acceptance = {
  package: 'left-pad@1.3.0',
  rule: 'deprecated',
  reason: 'Leaves with the old shop.',
  expires: '2027-01-31',
};
const INLINE =
  '{ "package": "left-pad@1.3.0", "rule": "deprecated", "reason": "Leaves with the old shop.", "expires": "2027-01-31" }';

/** The new entry as it stands in a list, each line behind `indent`. */
const block = (indent: string, unit = '  ', eol = '\n'): string =>
  JSON.stringify(acceptance, undefined, unit)
    .split('\n')
    .map((line) => indent + line)
    .join(eol);

function added(text: string | undefined, one = acceptance, schemaUrl?: string): string {
  const result = addAcceptance(text, one, schemaUrl);
  if ('problem' in result) assert.fail(inEnglish(result.problem));
  assert.equal(applyEdits(text ?? '', result.edits), result.text);
  return result.text;
}

describe('addAcceptance', () => {
  it('makes a file where there is none', () => {
    assert.equal(added(undefined), `{\n  "accept": [\n${block('    ')}\n  ]\n}\n`);
    assert.equal(added(' \n'), added(undefined));
  });

  it('names the schema in a new file where it is told its address', () => {
    const { $schema } = JSON.parse(added(undefined, acceptance, 'https://schemas.invalid/a.json')) as {
      $schema: string;
    };
    assert.equal($schema, 'https://schemas.invalid/a.json');
  });

  describe('keeps everything that is there', () => {
    const cases: readonly (readonly [name: string, before: string, after: string])[] = [
      [
        'with other entries',
        '{\n  "accept": [\n    { "package": "a@1.0.0" }\n  ]\n}\n',
        `{\n  "accept": [\n    { "package": "a@1.0.0" },\n${block('    ')}\n  ]\n}\n`,
      ],
      [
        'with comments behind and below the last entry',
        '{\n  "accept": [\n    { "package": "a@1.0.0" } // why a\n    // below\n  ]\n}\n',
        `{\n  "accept": [\n    { "package": "a@1.0.0" }, // why a\n    // below\n${block('    ')}\n  ]\n}\n`,
      ],
      [
        'with a trailing comma, tabs and Windows line ends',
        '{\r\n\t"accept": [\r\n\t\t{ "package": "a@1.0.0" },\r\n\t],\r\n}\r\n',
        `{\r\n\t"accept": [\r\n\t\t{ "package": "a@1.0.0" },\r\n${block('\t\t', '\t', '\r\n')},\r\n\t],\r\n}\r\n`,
      ],
      [
        'with entries that stand further in than expected',
        '{\n  "accept": [\n        { "package": "a@1.0.0" }\n  ]\n}\n',
        `{\n  "accept": [\n        { "package": "a@1.0.0" },\n${block('        ')}\n  ]\n}\n`,
      ],
      ['with an empty list', '{\n  "accept": []\n}\n', `{\n  "accept": [\n${block('    ')}\n  ]\n}\n`],
      [
        'with a comment in an empty list',
        '{\n  "accept": [\n    // nothing yet\n  ]\n}\n',
        `{\n  "accept": [\n    // nothing yet\n${block('    ')}\n  ]\n}\n`,
      ],
      [
        'with a list on one line',
        '{\n  "accept": [{ "package": "a@1.0.0" }]\n}\n',
        `{\n  "accept": [{ "package": "a@1.0.0" }, ${INLINE}]\n}\n`,
      ],
      [
        'without a list',
        '{\n  "rules": {} // none\n}\n',
        `{\n  "rules": {}, // none\n  "accept": [\n${block('    ')}\n  ]\n}\n`,
      ],
      ['in an empty object', '{}', `{\n  "accept": [\n${block('    ')}\n  ]\n}`],
      ['on one line', '{"rules":{}}', `{"rules":{}, "accept": [ ${INLINE} ]}`],
      [
        'with a bracket that closes on the last line',
        '{\n  "accept": [\n    { "package": "a@1.0.0" }]\n}\n',
        `{\n  "accept": [\n    { "package": "a@1.0.0" },\n${block('    ')}\n  ]\n}\n`,
      ],
    ];
    for (const [name, before, after] of cases) {
      it(name, () => assert.equal(added(before), after));
    }
  });

  it('renews an entry for the same package and rule in place', () => {
    const before = `{
  "accept": [
    {
      "package": "left-pad@1.3.0",
      "rule": "deprecated", // known since 2018
      "reason": "old reason",
      "expires": "2020-01-01"
    },
    { "package": "left-pad@1.3.0", "rule": "install-script", "reason": "x", "expires": "2030-01-01" }
  ]
}
`;
    const after = before.replace('old reason', acceptance.reason).replace('2020-01-01', acceptance.expires);
    assert.equal(added(before), after);
  });

  it('completes an entry that lacks a field', () => {
    const lines = ['"package": "left-pad@1.3.0"', '"rule": "deprecated"', '"expires": "2020-01-01"'];
    assert.equal(
      added(`{ "accept": [\n  {\n    ${lines.join(',\n    ')}\n  }\n] }`),
      '{ "accept": [\n  {\n    "package": "left-pad@1.3.0",\n    "rule": "deprecated",\n    "expires": "2027-01-31",\n' +
        '    "reason": "Leaves with the old shop."\n  }\n] }',
    );
  });

  it('writes the integrity where it is given', () => {
    const bound = { ...acceptance, integrity: 'sha512-AAAA' };
    assert.deepEqual(packageRiskJson.read(added(undefined, bound)).accept, [bound]);
    assert.deepEqual(packageRiskJson.read(added(added(undefined), bound)).accept, [bound]);
  });

  describe('gives a reason and no text', () => {
    const cases: readonly (readonly [string, string | undefined, Partial<Acceptance>, RegExp])[] = [
      ['for malware', undefined, { rule: 'known-malware' }, /known-malware cannot be accepted/],
      ['without a reason', undefined, { reason: ' ' }, /"reason"/],
      ['without a version', undefined, { package: 'left-pad' }, /name@version/],
      ['with a day that does not exist', undefined, { expires: '2027-02-30' }, /"expires"/],
      ['in a broken file', '{ "accept": [', {}, /not valid JSON/],
      ['in a file that holds no object', '[]', {}, /not valid JSON/],
      ['where "accept" is no list', '{ "accept": {} }', {}, /"accept" is not a list/],
      ['in a text of nothing but brackets', '['.repeat(200_000), {}, /not valid JSON/],
    ];
    for (const [name, text, said, problem] of cases) {
      it(name, () => {
        const result = addAcceptance(text, { ...acceptance, ...said });
        assert.match('problem' in result ? inEnglish(result.problem) : '', problem);
      });
    }
  });

  it('writes into any policy what the reader then reads, and changes nothing else', () => {
    const entries = fc.array(fc.constantFrom('a@1.0.0', '@s/b@2.0.0', 'left-pad@1.3.0'), { maxLength: 4 });
    const spacing = fc.constantFrom(undefined, '  ', '\t');
    fc.assert(
      fc.property(entries, spacing, fc.boolean(), fc.string(), (ids, unit, hasRules, noise) => {
        const before = {
          ...(hasRules ? { rules: { typosquat: 'high' } } : {}),
          accept: ids.map((id) => ({ ...acceptance, package: id, rule: 'typosquat', reason: `r${noise}` })),
        };
        const text = JSON.stringify(before, undefined, unit);
        const was = packageRiskJson.read(text);
        const is = packageRiskJson.read(added(text));
        assert.deepEqual(is, { ...was, accept: [...was.accept, acceptance] });
        assert.equal(added(added(text)), added(text), 'a second time changes nothing');
      }),
    );
  });
});
