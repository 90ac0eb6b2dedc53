import assert from 'node:assert/strict';
import { JudgingEngine } from '../../server/src/engine/judging-engine.js';
import { problemsOf, unreadable } from '../../server/src/engine/project-problems.js';
import { LOCKFILE_FORMATS } from '../../server/src/formats/index.js';
import { inEnglish, spoken, type Say } from '../../server/src/model/index.js';
import { translator } from '../../server/src/protocol/translate.js';
import { fakeParts } from '../support/fake-engine-parts.js';
import { readTexts } from '../support/manifest.js';

const MANIFEST = '{ "dependencies": { "a": "1.0.0" } }';
const CUT_OFF = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      a:
        specifier: 1.0.0
        version: 1.0.0
`;

const german = translator(readTexts('l10n/bundle.l10n.de.json'));
const inGerman: Say = (words) => spoken(words, german);

async function toldOf(
  files: Readonly<Record<string, string>>,
  say: Say,
): Promise<{ readonly nothing?: string; readonly problems: readonly string[] }> {
  const { parts } = fakeParts({ files, parts: { lockfileFormats: LOCKFILE_FORMATS } });
  const project = await new JudgingEngine(parts).open({ manifestPath: '/shop/package.json', trusted: true });
  assert.ok(project);
  const nothing = unreadable(project);
  return { ...(nothing && { nothing: say(nothing) }), problems: problemsOf(project, 'package.json').map(say) };
}

describe('what of a project cannot be read', () => {
  const cases: readonly (readonly [what: string, files: Record<string, string>, english: string, german: string])[] = [
    [
      'that there is no lockfile',
      { '/shop/package.json': MANIFEST },
      'There is no lockfile that can be read: what the dependencies bring along was not judged.',
      'Es gibt kein Lockfile, das gelesen werden kann: Was die Abhängigkeiten mitbringen, wurde nicht beurteilt.',
    ],
    [
      'where a manifest is wrong',
      { '/shop/package.json': '{\n  "dependencies": { "a": 1 }\n}' },
      'package.json: line 2, column 26: This must be a string.',
      'package.json: Zeile 2, Spalte 26: Das muss eine Zeichenkette sein.',
    ],
    [
      'what a lockfile leaves out',
      { '/shop/package.json': MANIFEST, '/shop/pnpm-lock.yaml': CUT_OFF },
      'pnpm-lock.yaml: This is not a whole lockfile: packages that others need are missing in it.',
      'pnpm-lock.yaml: Das ist kein vollständiges Lockfile: Pakete, die andere brauchen, fehlen darin.',
    ],
  ];
  for (const [what, files, english, translated] of cases) {
    it(`is told in English and in the reader's language: ${what}`, async () => {
      assert.deepEqual((await toldOf(files, inEnglish)).problems, [english]);
      assert.deepEqual((await toldOf(files, inGerman)).problems, [translated]);
    });
  }

  it('is all of it where a manifest is no object', async () => {
    const files = { '/shop/package.json': '"dependencies"' };
    const { nothing } = await toldOf(files, inEnglish);
    assert.equal(nothing, 'This is not a JSON object, so npm cannot read it either.');
    assert.equal(
      (await toldOf(files, inGerman)).nothing,
      'Das ist kein JSON-Objekt, daher kann auch npm es nicht lesen.',
    );
  });
});
