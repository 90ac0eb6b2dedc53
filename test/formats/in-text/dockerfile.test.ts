import assert from 'node:assert/strict';
import { dockerfile } from '../../../server/src/formats/in-text/dockerfile.js';
import { assertMarked } from './marked-mentions.js';

const TABLE: Readonly<Record<string, string>> = {
  'what is run while the image is made': 'FROM node\nRUN npm i -g «a»\nRUN apt-get update && npm i «b»\n',
  'several lines with comments between': 'RUN npm i \\\n  # why\n  «a» \\\n  «b»\nCOPY npm i c\n',
  'options of the instruction': 'RUN --mount=type=cache,target=/root/.npm npm i «a»\n',
  'lists of words': 'CMD ["npx", "«a@1»", "b"]\nENTRYPOINT [ "npm", "exec", "«c»" ]\nRUN ["npm", "i", "«d»"]',
  'checks of health': 'HEALTHCHECK --interval=5m CMD npx «a» || exit 1',
  'several commands in one': 'RUN <<EOF\nnpm i «a»\nEOF\nRUN npm i «b»',
  'no comments and other instructions': '# RUN npm i a\nENV A="npm i b"\nLABEL c="npm i d"\n',
};

describe('dockerfile', () => {
  for (const [title, text] of Object.entries(TABLE)) {
    it(`reads ${title}`, () => assertMarked(dockerfile, 'Dockerfile', text));
  }

  it('is for the names that such files have', () => {
    const files = ['Dockerfile', 'a/Dockerfile.dev', 'web.dockerfile', 'Containerfile'];
    assert.deepEqual(
      files.filter((file) => !dockerfile.matches(file)),
      [],
    );
    assert.ok(!dockerfile.matches('Dockerfiles/a.txt'));
  });
});
