import assert from 'node:assert/strict';
import { lineAssessments, type LineAssessment } from '../../../server/src/features/support/judged-manifest.js';
import { sectionsOf, sectionStart } from '../../../server/src/features/support/sections.js';
import { pnpmWorkspace } from '../../../server/src/formats/pnpm-workspace.js';
import { packageJson } from '../../../server/src/formats/package-json.js';
import { assessment, subject } from '../../support/subjects.js';

function linesOf(text: string, format = packageJson): readonly LineAssessment[] {
  const { dependencies } = format.read(text);
  return lineAssessments(dependencies.map((dependency) => assessment({ subject: subject({ dependency }) })));
}

function sections(text: string, format = packageJson): unknown {
  return sectionsOf(linesOf(text, format)).map((section) => {
    const start = sectionStart(text, section) ?? -1;
    return [
      section.path.join('/'),
      section.lines.map((line) => line.subject.dependency.name),
      text.slice(start, start + 9),
    ];
  });
}

describe('the sections of a manifest', () => {
  it('begin at their keys, in the order of the text', () => {
    const text = '{ "name": "dependencies", "devDependencies": { "b": "1" }, "dependencies": { "a": "1", "c": "1" } }';
    assert.deepEqual(sections(text), [
      ['devDependencies', ['b'], 'devDepend'],
      ['dependencies', ['a', 'c'], 'dependenc'],
    ]);
  });

  it('are one for all overrides, however deep they nest', () => {
    const text = '{ "overrides": { "a": { "b": "1" }, "c": "1" } }';
    assert.deepEqual(sections(text), [['overrides', ['b', 'c'], 'overrides']]);
  });

  it('are one for each catalog', () => {
    const text = 'catalog:\n  a: 1.0.0\ncatalogs:\n  legacyOne:\n    b: 1.0.0\n';
    assert.deepEqual(sections(text, pnpmWorkspace), [
      ['catalog', ['a'], 'catalog:\n'],
      ['catalogs/legacyOne', ['b'], 'legacyOne'],
    ]);
  });
});
