import assert from 'node:assert/strict';
import { toolSettings } from '../../../server/src/formats/in-text/tool-settings.js';
import { assertMarked } from './marked-mentions.js';

const TABLE: Readonly<Record<string, string>> = {
  'servers of agents':
    '{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "«@b/c@1.0.0»", "npm", "i", "d"] } } }',
  'servers of the editor, with comments':
    '{\n  // why\n  "servers": { "a": { "type": "stdio", "command": "bunx", "args": ["«b»",], }, },\n}',
  'arguments that stand before the command': '{ "a": { "args": ["-y", "«b»"], "command": "npx" } }',
  'commands of Windows': '{ "a": { "command": "cmd", "args": ["/c", "npx", "-y", "«b»"] } }',
  'commands in one line': '{ "a": { "command": "npx -y «b» c" } }',
  'options that name the package': '{ "a": { "command": "npx", "args": ["--package=«b»", "c"] } }',
  'hooks of containers': '{ "postCreateCommand": "npm ci && npm i -g «a»", "onCreateCommand": ["npm", "i", "«b»"] }',
  'several hooks by name': '{ "postStartCommand": { "a": "npx «b»", "c": ["npx", "«d»"] } }',
  'strings with escapes': '{ "postCreateCommand": "echo \\"x\\" \\u0026\\u0026 npm i \\"«a»\\"" }',
  'what is being typed': '{ "a": { "command": "npx", "args": ["-y", "«b»"',
  'no other strings': '{ "a": "npx b", "args": ["npx", "c"], "command": "node", "env": { "d": "npm i e" } }',
};

describe('toolSettings', () => {
  for (const [title, text] of Object.entries(TABLE)) {
    it(`reads ${title}`, () => assertMarked(toolSettings, '.mcp.json', text));
  }

  it('is for settings that say what is run, and for no other JSON', () => {
    const files = [
      '.vscode/mcp.json',
      '.mcp.json',
      'a/.cursor/mcp.json',
      '.devcontainer/devcontainer.json',
      '.devcontainer.json',
    ];
    assert.deepEqual(
      files.filter((file) => !toolSettings.matches(file)),
      [],
    );
    assert.deepEqual(
      ['package.json', 'a.json', 'settings.json'].filter((file) => toolSettings.matches(file)),
      [],
    );
  });
});
