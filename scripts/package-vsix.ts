// `npm run package`: the extension as one file, `package-risk-<version>.vsix`; with the same SOURCE_DATE_EPOCH, the same bytes.
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { RULE_DOCS_BASE_URL } from '../server/src/model/rule-docs.js';
import { buildDistribution } from './build/distribution.js';
import { PROJECT_ROOT } from './build/project-root.js';

/** What an editor fetches before it shows a first verdict; design.md, "Budgets". */
const MAX_BYTES = 5_000_000;

/** Besides English, by the names that VS Code has for them. */
const LANGUAGES = ['de', 'es', 'ja', 'zh-cn'];

/** Without these the extension would install and then do nothing. */
const INDISPENSABLE = [
  'package.json',
  'package.nls.json',
  'dist/client.cjs',
  'dist/server.cjs',
  'dist/language-server.cjs',
  'dist/cli.cjs',
  'dist/command-line.cjs',
  'dist/mcp.cjs',
  'dist/team-store.cjs',
  'dist/analysis-host.cjs',
  'dist/analysis-worker.cjs',
  'dist/facts-worker.cjs',
  'dist/intelligence-worker.cjs',
  'dist/intelligence.bin',
  'media/icon.png',
  'syntaxes/package-risk-code.tmLanguage.json',
  ...LANGUAGES.flatMap((language) => [`package.nls.${language}.json`, `l10n/bundle.l10n.${language}.json`]),
];

async function main(): Promise<boolean> {
  const { version } = JSON.parse(await readFile(path.join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(PROJECT_ROOT, `package-risk-${version}.vsix`);
  await rm(target, { force: true });
  await buildDistribution({ sourceMaps: false });
  const files = await listFiles({ cwd: PROJECT_ROOT, packageManager: PackageManager.None });
  const missing = INDISPENSABLE.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`the package would lack ${missing.join(', ')}`);
  await createVSIX({
    cwd: PROJECT_ROOT,
    packagePath: target,
    dependencies: false,
    // The README's links and pictures are relative; where it is read outside of the repository, they are not.
    baseContentUrl: repository('blob'),
    baseImagesUrl: repository('raw'),
    allowMissingRepository: true,
  });
  const { size } = await stat(target);
  console.log(`${target}: ${files.length} files, ${(size / 1e6).toFixed(2)} MB of at most ${MAX_BYTES / 1e6} MB`);
  return size <= MAX_BYTES;
}

/** The repository's address, as it stands in front of a file. */
function repository(kind: 'blob' | 'raw'): string {
  return RULE_DOCS_BASE_URL.replace(/\/blob\/([^/]+)\/.*$/, `/${kind}/$1`);
}

process.exitCode = (await main()) ? 0 : 1;
