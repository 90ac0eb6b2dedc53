import assert from 'node:assert/strict';
import path from 'node:path';
import { proseBelow, proseIn } from '../support/prose.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** Folders and files whose words are read in English by everybody, and why. */
const ENGLISH: Readonly<Record<string, string>> = {
  'client/src/crash-handler.ts': 'for the log',
  'client/src/install-command.ts': 'a command',
  'client/src/report-malware.ts': 'what npm calls its form',
  'server/src/agents': 'for language models',
  'server/src/artifacts/analysis': 'what languages and programs call things, and what rules tell details by',
  'server/src/artifacts/package-manifest.ts': 'a name of a file',
  'server/src/cli': 'for the command line',
  'server/src/command-line.ts': 'for the command line',
  'server/src/compose-guard-proxy.ts': 'for package managers',
  'server/src/compose-scanner.ts': 'for the command line',
  'server/src/engine/aftermath/next-steps.ts': 'keys',
  'server/src/engine/comparing/compare-versions.ts': 'for language models',
  'server/src/engine/comparing/manifest-changes.ts': 'for language models',
  'server/src/engine/locked-subjects.ts': 'a step of a way that is never shown: the middle of long ones is left out',
  'server/src/engine/package-scanner.ts': 'for the command line',
  'server/src/features/evidence-text.ts': 'for the clipboard, as others read it',
  'server/src/features/support/brought-in.ts': 'what English has of its own, as `t` has it for the others',
  'server/src/formats/in-text': 'names of commands and languages',
  'server/src/guard': 'for the command line',
  'server/src/lsp/agent-tool.ts': 'for language models',
  'server/src/main.ts': 'for the log',
  'server/src/mcp': 'for language models',
  'server/src/model/capability.ts': 'for the command line; features have them by `t`',
  'server/src/model/facts.ts': 'for the command line; features have them by `t`',
  'server/src/model/package-manager.ts': 'a command',
  'server/src/model/setting-schemas.ts': 'package.nls.json has them, too',
  'server/src/opinion': 'for language models',
  'server/src/platform/git': 'for the command line',
  'server/src/platform/network/http-failure.ts': 'stands in the place of a code',
  'server/src/platform/network/response-body.ts': 'a unit',
  'server/src/platform/npm': 'for the log, and what HTTP calls things',
  'server/src/platform/programs/compiled-program.ts': 'code',
  'server/src/platform/threads': 'for the log',
  'server/src/policies/support/environment-settings.ts': 'stands in the place of a name of a file',
  'server/src/policies/support/settings-places.ts': 'stands in the place of a name of a file',
  'server/src/report/baseline': 'for pipelines',
  'server/src/report/changes': 'for pipelines',
  'server/src/report/explain-text.ts': 'for the command line',
  'server/src/report/hook-lines.ts': 'for the command line',
  'server/src/report/intelligence-text.ts': 'for the command line',
  'server/src/report/junit.ts': 'for pipelines',
  'server/src/report/least-privilege': 'a draft for files that are in English',
  'server/src/report/list-text.ts': 'for the command line',
  'server/src/report/malware': 'for those who can remove a package, wherever they are',
  'server/src/report/pull-request.ts': 'for pipelines',
  'server/src/report/sarif': 'for pipelines',
  'server/src/report/scan-text.ts': 'for the command line',
  'server/src/report/support': 'for the command line, pipelines and language models',
  'server/src/report/text.ts': 'for the command line',
  'server/src/rules/hallucinated-name.ts': 'a field',
  'server/src/rules/support/placeholder.ts': 'what npm calls it',
  'server/src/scoring': 'for whoever changes the weights',
  'server/src/sources/intelligence.ts': 'for the log',
  'server/src/sources/osv.ts': 'stands in the place of what an advisory says',
  'server/src/sources/popularity.ts': 'a key',
  'server/src/sources/support/attestations/verify-attestation.ts': 'an error',
  'server/src/sources/support/intelligence/intelligence-reader.ts': 'for the command line',
  'server/src/sources/support/intelligence-updates/update-parts.ts': 'for the command line',
  'server/src/sources/support/names': 'names and keys',
  'server/src/sources/support/packument/version-reader.ts': 'stands in the place of what a publisher says',
  'server/src/sources/support/scorecard-reader.ts': 'what Scorecard says',
  'server/src/sources/support/team-facts': 'for the log, and what stores call things',
};

function isBelow(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

const FOUND = ['client/src', 'server/src'].flatMap((part) =>
  proseBelow(path.join(ROOT, part)).map((one) => ({ ...one, file: `${part}/${one.file}` })),
);

describe('what is said to a person', () => {
  it('is said in the language of whoever reads', () => {
    const places = Object.keys(ENGLISH);
    const others = FOUND.filter(({ file }) => !places.some((place) => isBelow(file, place)));
    assert.deepEqual(
      others.map(({ file, line, text }) => `${file}:${line} ${text}`),
      [],
    );
  });

  for (const place of Object.keys(ENGLISH)) {
    it(`is still in English in ${place}`, () => assert.ok(FOUND.some(({ file }) => isBelow(file, place))));
  }

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a sentence', "show('It is gone.')", ['It is gone.']],
    ['what is put together', 'const said = `${count} packages`;', ['{} packages']],
    ['a text between tags', 'const html = `<p class="one two">No problem</p>`;', ['<p class="one two">No problem</p>']],
    ['no key of the translations', "show(t('It is gone.'), phrase('It has {count} parts', { count }))", []],
    ['no line of the log', "logger.warn('It is gone.'); this.#logger.debug(`read ${file} twice`)", []],
    ['no error of the program', "throw new TypeError('It is gone.')", []],
    [
      'no word, path, command or markup',
      "use('lodash', 'a/b c', '--flag value', `<p class=\"one two\">${said}</p>`)",
      [],
    ],
    ['no type, and no import', "type Kind = 'one two'; import x from 'one two';", []],
  ];
  for (const [what, code, expected] of cases) {
    it(`is found by the check: ${what}`, () =>
      assert.deepEqual(
        proseIn(code).map(({ text }) => text),
        expected,
      ));
  }
});
