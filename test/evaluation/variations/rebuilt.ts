import { build } from 'esbuild';
import JavaScriptObfuscator from 'javascript-obfuscator';
import { minify, type MinifyOptions } from 'terser';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  mainOf,
  manifestOf,
  resolveIn,
  scriptsOf,
  writeTree,
  type PackageTree,
  type SampleManifest,
} from '../package-tree.js';
import { isModuleSyntax, parseScript } from './support/source-edits.js';
import type { Variation } from './variation.js';

async function mapAll(
  tree: PackageTree,
  change: (text: string, file: string) => Promise<string | undefined>,
): Promise<PackageTree | undefined> {
  const changed = new Map(tree);
  for (const [file, text] of scriptsOf(tree)) {
    const next = await change(text, file);
    if (next !== undefined) changed.set(file, Buffer.from(next));
  }
  return changed.size === 0 ? undefined : changed;
}

function withTerser(name: string, options: MinifyOptions): Variation {
  return {
    name,
    vary: (tree) =>
      mapAll(tree, async (text) => {
        const parsed = parseScript(text);
        if (parsed === undefined) return undefined;
        const { code } = await minify(text, { ...options, module: isModuleSyntax(parsed) });
        return code === '' ? undefined : code;
      }),
  };
}

export const renamed = withTerser('renamed', {
  compress: false,
  mangle: { toplevel: true },
  format: { beautify: true },
});
export const minified = withTerser('minified', { compress: { passes: 2 }, mangle: { toplevel: true } });

function withObfuscator(name: string, options: JavaScriptObfuscator.ObfuscatorOptions): Variation {
  return {
    name,
    vary: (tree) =>
      mapAll(tree, (text) => {
        if (parseScript(text) === undefined) return Promise.resolve(undefined);
        const result = JavaScriptObfuscator.obfuscate(text, { target: 'node', seed: 1, ...options });
        return Promise.resolve(result.getObfuscatedCode());
      }),
  };
}

export const stringArray = withObfuscator('obfuscated: string array', {
  stringArray: true,
  stringArrayThreshold: 1,
  stringArrayRotate: true,
  stringArrayShuffle: true,
  stringArrayEncoding: ['base64'],
  splitStrings: true,
});

export const flattened = withObfuscator('obfuscated: flattened', {
  controlFlowFlattening: true,
  controlFlowFlatteningThreshold: 0.75,
  deadCodeInjection: true,
  stringArray: true,
  stringArrayThreshold: 1,
  stringArrayEncoding: ['rc4'],
  transformObjectKeys: true,
  numbersToExpressions: true,
});

/** Behind functions that shift their arguments, several deep. */
export const wrapped = withObfuscator('obfuscated: wrapped', {
  stringArray: true,
  stringArrayThreshold: 1,
  stringArrayEncoding: ['base64', 'rc4'],
  stringArrayWrappersType: 'function',
  stringArrayWrappersCount: 4,
  stringArrayWrappersParametersMaxCount: 5,
  stringArrayWrappersChainedCalls: true,
  stringArrayCallsTransform: true,
  stringArrayCallsTransformThreshold: 1,
  stringArrayIndexShift: true,
  unicodeEscapeSequence: true,
});

/**
 * What the tool's own settings add: code that guards itself against debuggers and against being reformatted. All of it but what
 * would not end, or silence whoever runs it.
 */
export const guarded = withObfuscator('obfuscated: medium preset', {
  optionsPreset: 'medium-obfuscation',
  disableConsoleOutput: false,
});
export const mostObfuscated = withObfuscator('obfuscated: high preset', {
  optionsPreset: 'high-obfuscation',
  disableConsoleOutput: false,
  debugProtectionInterval: 0,
});

/** What npm or a user starts: the scripts that lifecycle commands name, commands, and what `require` runs. */
export function entriesOf(tree: PackageTree): readonly string[] {
  const manifest = manifestOf(tree);
  const named = [mainOf(tree), ...commandsOf(tree, manifest), ...Object.values(manifest?.scripts ?? {}).map(nodeFile)];
  const entries = named.map((one) => resolveIn(tree, one)).filter((one) => one !== undefined);
  return [...new Set(entries)].filter((file) => /\.[cm]?js$/.test(file));
}

function commandsOf(tree: PackageTree, manifest: SampleManifest | undefined): readonly (string | undefined)[] {
  const bin = manifest?.bin;
  if (typeof bin === 'string') return [bin];
  return typeof bin === 'object' && bin !== null ? Object.values(bin).map((one) => resolveIn(tree, one)) : [];
}

/** The file of `node FILE …`. */
function nodeFile(command: string): string | undefined {
  return /\bnode\s+(?:--?[\w=-]+\s+)*([\w./-]+)/.exec(command)?.[1];
}

function withEsbuild(name: string, minifies: boolean): Variation {
  return {
    name,
    async vary(tree) {
      const entries = entriesOf(tree);
      if (entries.length === 0) return undefined;
      const folder = await mkdtemp(path.join(tmpdir(), 'package-risk-bundled-'));
      try {
        await writeTree(tree, folder);
        const bundled = new Map(tree);
        for (const entry of entries) bundled.set(entry, await bundleOf(folder, entry, minifies));
        return bundled;
      } catch {
        // Not a program that esbuild can bundle.
        return undefined;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function bundleOf(folder: string, entry: string, minifies: boolean): Promise<Buffer> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    packages: 'external',
    format: entry.endsWith('.mjs') ? 'esm' : 'cjs',
    minify: minifies,
    logLevel: 'silent',
    loader: { '.wasm': 'binary', '.node': 'binary', '.txt': 'text' },
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error(`nothing came of ${entry}`);
  return Buffer.from(bundle.contents);
}

export const bundled = withEsbuild('bundled', false);
export const bundledMinified = withEsbuild('bundled and minified', true);
