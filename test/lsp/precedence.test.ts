import assert from 'node:assert/strict';
import { Precedence } from '../../server/src/lsp/precedence.js';
import type { Turns } from '../../server/src/platform/turns.js';

describe('precedence of whoever waits for an answer', () => {
  const setup = () => {
    let holds = 0;
    const never = () => Promise.reject(new Error('nothing is to be done here'));
    const turns: Turns = {
      run: never,
      breathe: never,
      hold() {
        let isReleased = false;
        holds += 1;
        return () => {
          holds -= isReleased ? 0 : 1;
          isReleased = true;
        };
      },
    };
    return { precedence: new Precedence(turns), holds: () => holds };
  };

  it('lasts from a keystroke to the answer of the question that follows', async () => {
    const { precedence, holds } = setup();
    precedence.expect();
    assert.equal(holds(), 1);
    const answered = await precedence.of(() => Promise.resolve(holds()));
    assert.equal(answered, 2);
    assert.equal(holds(), 0);
  });

  it('ends with a question that fails', async () => {
    const { precedence, holds } = setup();
    await assert.rejects(precedence.of(() => Promise.reject(new Error('broken'))));
    assert.equal(holds(), 0);
  });

  it('is one for many keystrokes', () => {
    const { precedence, holds } = setup();
    precedence.expect();
    precedence.expect();
    assert.equal(holds(), 1);
  });
});
