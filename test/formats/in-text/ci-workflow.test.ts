import assert from 'node:assert/strict';
import { ciWorkflow } from '../../../server/src/formats/in-text/ci-workflow.js';
import { assertMarked } from './marked-mentions.js';

const TABLE: Readonly<Record<string, string>> = {
  'commands in one line':
    'jobs:\n  a:\n    steps:\n      - run: npm i «b»\n      - name: c\n        run: npx «d@1» # e\n',
  'commands in quotes': `- run: "npm i «a»"\n- run: 'npx «b»'\n`,
  'commands in blocks': '- run: |\n    npm ci\n    npm i «a» \\\n      «b»\n\n    npx «c»\n- name: npm i d\n',
  'commands in folded blocks': '- run: >-\n    npm i «a»\n    «b»\n  env: npm i c\n',
  'lists of commands': 'build:\n  script:\n    - npm ci\n    - npm i «a»\n    - "npx «b»"\n  stage: npm i c\n',
  'lists that stand as far left as their key': 'script:\n- npm i «a»\nb: npm i c\n',
  'values that go on below': '- run: npm i «a»\n    «b»\n',
  'no other keys, and no comments': 'name: npm i a\n# run: npm i b\nwith:\n  args: npm i c\n',
  'lines with both ends': '- run: |\r\n    npm i «a»\r\n    npx «b»\r\n',
};

describe('ciWorkflow', () => {
  for (const [title, text] of Object.entries(TABLE)) {
    it(`reads ${title}`, () => assertMarked(ciWorkflow, '.github/workflows/ci.yml', text));
  }

  it('is for files of services that run commands, and for no other YAML', () => {
    const files = [
      ...[
        '.github/workflows/a.yml',
        'x/.github/workflows/a.yaml',
        '.gitlab-ci.yml',
        '.circleci/config.yml',
        'action.yml',
      ],
      ...['azure-pipelines.yml', 'docker-compose.yml', 'compose.dev.yaml'],
    ];
    assert.deepEqual(
      files.filter((file) => !ciWorkflow.matches(file)),
      [],
    );
    assert.deepEqual(
      ['pnpm-workspace.yaml', 'a.yml', 'workflows/a.yml'].filter((file) => ciWorkflow.matches(file)),
      [],
    );
  });
});
