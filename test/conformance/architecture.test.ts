import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A file that must not exist, and the rule that says so. */
const PLANTED: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['server/src/model/planted.ts', "import '../rules/rule.js';", 'layer-model'],
  ['server/src/model/planted.ts', "import 'semver';", 'model-imports-nothing'],
  ['server/src/rules/planted.ts', "import '../engine/engine.js';", 'layer-rules'],
  ['server/src/rules/planted.ts', "import './known.js';", 'plug-ins-are-strangers'],
  ['server/src/rules/planted.ts', "import 'node:fs/promises';", 'pure-layers-do-no-io'],
  ['server/src/engine/planted.ts', "import 'node:child_process';", 'one-place-starts-programs'],
  ['client/src/planted.ts', "import { spawn } from 'node:child_process';", 'one-place-starts-programs'],
  ['server/src/rules/planted.ts', "import 'vscode-languageserver';", 'lsp-stays-at-the-edge'],
  ['server/src/features/planted.ts', "import '../engine/engine.js';", 'layer-features'],
  ['server/src/features/planted.ts', "import '../report/text.js';", 'layer-features'],
  ['server/src/engine/planted.ts', "import '../rules/known.js';", 'engine-meets-interfaces'],
  ['server/src/sources/planted.ts', "import 'pacote';", 'pacote-in-one-file'],
  ['server/src/sources/planted.ts', "import '../artifacts/tarballs.js';", 'layer-sources'],
  ['server/src/cli/planted.ts', "import '../lsp/server.js';", 'layer-cli'],
  ['client/src/planted.ts', "import '../../server/src/model/level.js';", 'client-sees-only-protocol'],
  ['server/src/lsp/planted.ts', "import '../../../client/src/extension.js';", 'server-knows-no-client'],
  ['server/src/lsp/planted.ts', "import '../../../test/support/anything.js';", 'no-tests-in-product'],
  ['server/src/lsp/planted.ts', "import './planted-too.js';", 'no-cycles'],
  ['server/src/lsp/planted.ts', "import './nowhere.js';", 'nothing-unresolved'],
];

/** A small tree in which the planted imports lead somewhere. */
const TREE: Readonly<Record<string, string>> = {
  'server/src/model/level.ts': 'export {};',
  'server/src/engine/engine.ts': 'export {};',
  'server/src/rules/rule.ts': 'export {};',
  'server/src/rules/known.ts': 'export {};',
  'server/src/report/text.ts': 'export {};',
  'server/src/report/support/markdown.ts': 'export {};',
  'server/src/features/hover.ts': "import '../report/support/markdown.js'; import '../model/level.js';",
  'server/src/artifacts/tarballs.ts': "import 'pacote';",
  'server/src/artifacts/artifact-reader.ts': 'export {};',
  'server/src/sources/registry.ts': "import '../artifacts/artifact-reader.js';",
  'server/src/lsp/server.ts': "import 'vscode-languageserver'; import '../engine/engine.js';",
  'server/src/lsp/planted-too.ts': "import './planted.js';",
  'server/src/lsp/planted.ts': 'export {};',
  'client/src/extension.ts': 'export {};',
  'test/support/anything.ts': 'export {};',
};

async function brokenRules(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'package-risk-architecture-'));
  const cwd = process.cwd();
  try {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
    await copyFile(path.join(ROOT, 'tsconfig.json'), path.join(folder, 'tsconfig.json'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    return await cruised(folder, ['server', 'client']);
  } finally {
    process.chdir(cwd);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names of the rules that the tree breaks, each once. */
async function cruised(folder: string, roots: readonly string[]): Promise<readonly string[]> {
  const options = await extractDepcruiseOptions(path.join(ROOT, '.dependency-cruiser.cjs'));
  const tsConfig = extractTSConfig(path.join(ROOT, 'tsconfig.json'));
  process.chdir(folder);
  const { output } = await cruise([...roots], { ...options, validate: true }, undefined, { tsConfig });
  return [...new Set((output as ICruiseResult).summary.violations.map((violation) => violation.rule.name))];
}

describe('the architecture', () => {
  it('allows what the layers are for', async () => {
    assert.deepEqual(await brokenRules(TREE), []);
  });

  for (const [file, text, rule] of PLANTED) {
    it(`breaks ${rule} when ${file} has ${text}`, async () => {
      const broken = await brokenRules({ ...TREE, [file]: text });
      assert.ok(broken.includes(rule), `expected ${rule}, found ${broken.join(', ') || 'nothing'}`);
    });
  }
});
