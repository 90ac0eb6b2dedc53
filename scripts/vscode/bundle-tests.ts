import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { NODE_BUNDLE } from '../build/bundles.js';

export interface TestBundle {
  /** The module with `run()`. */
  readonly entry: string;
  /** Names of all suites: `diagnostics` is `diagnostics.test.ts`. */
  readonly suites: readonly string[];
}

/**
 * Bundles the tests for the extension host as CommonJS: the lowest supported VS Code cannot load tests that are
 * ES modules.
 */
export async function bundleTests(root: string, target: string): Promise<TestBundle> {
  const source = path.join(root, 'test', 'e2e');
  const files = (await readdir(path.join(source, 'suite'))).filter((name) => name.endsWith('.test.ts'));
  await build({
    ...NODE_BUNDLE,
    entryPoints: [
      { in: path.join(source, 'harness', 'host-entry.ts'), out: 'host-entry' },
      ...files.map((file) => ({ in: path.join(source, 'suite', file), out: `suite/${file.slice(0, -'.ts'.length)}` })),
    ],
    outdir: target,
    sourcemap: 'inline',
    // mocha looks up files of its parallel mode by name, which is not used here.
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
  return { entry: path.join(target, 'host-entry.cjs'), suites: files.map((file) => file.slice(0, -'.test.ts'.length)) };
}
