import assert from 'node:assert/strict';
import { behavioursOf } from './sent.js';

describe('packages that start an assistant', () => {
  it('let it work without asking by their options', () => {
    const query = (options: string) =>
      behavioursOf(`require('@anthropic-ai/claude-agent-sdk').query({ prompt: 'x', options: ${options} });`);
    assert.deepEqual(query(`{ permissionMode: 'bypassPermissions' }`), ['agent-without-permissions import']);
    assert.deepEqual(query(`{ permissionMode: 'plan' }`), []);
    const thread = (mode: string) =>
      behavioursOf(
        `const { Codex } = require('@openai/codex-sdk'); new Codex().startThread({ sandboxMode: '${mode}' });`,
      );
    assert.deepEqual(thread('danger-full-access'), ['agent-without-permissions import']);
    assert.deepEqual(thread('read-only'), []);
  });
});
