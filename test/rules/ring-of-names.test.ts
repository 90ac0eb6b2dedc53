import assert from 'node:assert/strict';
import { ringOfNames } from '../../server/src/rules/ring-of-names.js';
import { artifactFacts, artifactManifest } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

describe('ring-of-names', () => {
  const found = (name: string, dependencies: Readonly<Record<string, string>>) =>
    draftsOf(ringOfNames, subject(), {
      artifact: artifactFacts({ manifest: artifactManifest({ name, dependencies }) }),
    });
  const ring = { 'soto-ayam-kuliner92': '*', 'nasi-uduk-kuliner66': '*', 'sate-padang-kuliner27': 'latest' };

  it('tells of names with one mark that depend on each other in any version (tea.xyz, 2024)', () => {
    const draft = onlyDraft(found('bumbu-rendang-kuliner93', ring));
    assert.equal(
      draft.message,
      'some-package 1.0.0 depends on any version of 3 packages that are called alike but for words and numbers',
    );
    assert.equal(draft.evidence.length, 3);
  });

  it('tells of a package with a name of its own that brings along more of them', () => {
    const more = { ...ring, 'gado-gado-kuliner51': '*' };
    assert.equal(found('a-plain-name', more).length, 1);
    assert.deepEqual(found('a-plain-name', ring), []);
  });

  it('lets families of packages be', () => {
    assert.deepEqual(found('bumbu-rendang-kuliner93', { ...ring, 'soto-ayam-kuliner92': '^1.0.0' }), []);
    assert.deepEqual(found('bumbu-rendang-93', ring), []);
    assert.deepEqual(found('acme-kuliner', ring), []);
    assert.deepEqual(
      found('babel-preset-es2015', {
        'babel-plugin-es2016': '*',
        'babel-plugin-es2017': '*',
        'babel-plugin-es2018': '*',
      }),
      [],
    );
    const others = { react: '*', vue: '*', chalk: '*', ms: '*' };
    assert.deepEqual(found('bumbu-rendang-kuliner93', { ...ring, ...others }), []);
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(ringOfNames, subject()), []);
  });
});
