import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TOOLS } from '../../server/src/agents/index.js';
import { TOOL_PREFIX } from '../../server/src/protocol/agents.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

interface Contributed {
  readonly name: string;
  readonly toolReferenceName: string;
  readonly modelDescription: string;
  readonly canBeReferencedInPrompt: boolean;
  readonly inputSchema: unknown;
}

describe('the tools for agents', () => {
  const { contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly languageModelTools: readonly Contributed[] };
  };

  it('are the same for the editor as for the Model Context Protocol', () => {
    const contributed = contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      ...{ name, modelDescription, inputSchema },
    }));
    const served = TOOLS.map(({ name, description, input }) => ({
      ...{ name: TOOL_PREFIX + name, modelDescription: description, inputSchema: input },
    }));
    assert.deepEqual(contributed, JSON.parse(JSON.stringify(served)));
  });

  it('can all be named in a prompt', () => {
    const names = contributes.languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    assert.equal(new Set(names).size, TOOLS.length);
    assert.ok(contributes.languageModelTools.every((tool) => tool.canBeReferencedInPrompt));
    assert.ok(names.every((name) => /^[a-z][A-Za-z]+$/.test(name)));
  });

  it('all stand in the README', () => {
    const text = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
    for (const { name } of TOOLS) assert.ok(text.includes(`\`${name}\``), name);
  });
});
