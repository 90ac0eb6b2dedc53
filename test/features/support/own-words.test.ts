import assert from 'node:assert/strict';
import { messageIn, remedyIn } from '../../../server/src/features/support/own-words.js';
import { inEnglish, listed, phrase, worded, type Remedy } from '../../../server/src/model/index.js';
import { ENGLISH, translator } from '../../../server/src/protocol/translate.js';
import { readTexts } from '../../support/manifest.js';

const german = translator(readTexts('l10n/bundle.l10n.de.json'));

describe('what a rule says', () => {
  const wording = phrase('{package} is deprecated: {notice}', { package: 'a 1.0.0', notice: '{package}' });
  const said = { message: inEnglish(wording), wording };

  it('is said in the language of the reader', () => {
    assert.equal(messageIn(said, german), 'a 1.0.0 ist veraltet: {package}');
  });

  it('is the message itself for English readers, and where it has no other form', () => {
    const never = { message: 'as it is', wording };
    assert.equal(messageIn(never, ENGLISH), 'as it is');
    assert.equal(messageIn({ message: said.message }, german), said.message);
  });
});

describe('what a fix says', () => {
  const qualities = listed([phrase('lowest safe version'), phrase('another major')]);
  const remedy: Remedy = {
    kind: 'upgrade',
    ...worded({
      title: phrase('Upgrade {name} to {version} ({qualities})', { name: 'a', version: '2.0.0', qualities }),
      caveat: phrase('This version is deprecated.'),
    }),
    ...{ rules: [], changes: [], preferred: false },
  };

  it('is English for the command line', () => {
    assert.equal(remedy.title, 'Upgrade a to 2.0.0 (lowest safe version, another major)');
    assert.equal(remedy.caveat, 'This version is deprecated.');
    assert.equal(remedyIn(remedy, ENGLISH), remedy);
  });

  it('is said in the language of the reader', () => {
    const { title, caveat, outlook } = remedyIn(remedy, german);
    assert.equal(title, 'a auf 2.0.0 aktualisieren (niedrigste sichere Version, andere Hauptversion)');
    assert.equal(caveat, 'Diese Version ist veraltet.');
    assert.equal(outlook, undefined);
  });
});
