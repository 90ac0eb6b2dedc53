import assert from 'node:assert/strict';
import { ENGLISH, translator } from '../../server/src/protocol/translate.js';

describe('a message', () => {
  const german = translator({ '{amount} of {total}': '{amount} von {total}', constructor: 'x' });

  it('is said in the language that there is, with its values in their places', () => {
    assert.equal(german('{amount} of {total}', { amount: 1, total: 3 }), '1 von 3');
  });

  it('stays English where there is no translation', () => {
    assert.equal(german('{amount} more', { amount: 2 }), '2 more');
    assert.equal(german('toString'), 'toString');
    assert.equal(ENGLISH('{amount} of {total}', { amount: 1, total: 3 }), '1 of 3');
  });

  it('takes values as they are, whatever a package has written into them', () => {
    assert.equal(german('{amount} of {total}', { amount: '{total} $& $1', total: 3 }), '{total} $& $1 von 3');
  });

  it('shows a placeholder for which there is no value', () => {
    assert.equal(ENGLISH('about {rule}', { other: 1 }), 'about {rule}');
  });
});
