import type { InTextFormat } from '../format.js';
import { settingsPackages } from './support/settings-commands.js';

const SETTINGS =
  /(?:^|\/)(?:\.?devcontainer|\.?mcp|mcp[_-]config|mcp_settings|claude_desktop_config|\.vscode\/(?:tasks|settings)|\.gemini\/settings|\.devcontainer\/[^/]+)\.json$/i;

/** Settings of editors and agents that say what is run: MCP servers, development containers, tasks. */
export const toolSettings: InTextFormat = Object.freeze({
  id: 'tool-settings',
  matches: (file) => SETTINGS.test(file),
  read: (text) => settingsPackages(text),
} satisfies InTextFormat);
