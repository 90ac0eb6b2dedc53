import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';

export interface BundleOptions {
  /** The checkout. */
  readonly root: string;
  /** Where the bundles go; emptied first. */
  readonly target: string;
  /** For people who debug. */
  readonly sourceMaps: boolean;
}

/** What is shipped: each program as one file that needs no `node_modules`. */
export const PROGRAMS: Readonly<Record<string, string>> = Object.freeze({
  client: 'client/src/extension.ts',
  server: 'server/src/start-server.ts',
  'language-server': 'server/src/main.ts',
  cli: 'server/src/cli.ts',
  'command-line': 'server/src/command-line.ts',
  mcp: 'server/src/mcp.ts',
  cyclonedx: 'server/src/cyclonedx.ts',
  'analysis-host': 'server/src/analysis-host.ts',
  'analysis-worker': 'server/src/analysis-worker.ts',
  'facts-worker': 'server/src/facts-worker.ts',
  'intelligence-worker': 'server/src/intelligence-worker.ts',
  'team-store': 'server/src/team-store.ts',
});

/** Code and looks of the HTML report: what a browser gets. */
const PAGE: Readonly<Record<string, string>> = Object.freeze({
  report: 'server/src/report/web/main.ts',
  'report-style': 'server/src/report/web/style.css',
});

/** Shared with the bundles of tests. */
export const NODE_BUNDLE = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outExtension: { '.js': '.cjs' },
  // The CommonJS build of jsonc-parser loads its parts in a way that bundlers cannot follow.
  mainFields: ['module', 'main'],
  // vscode is the editor's own; node-gyp is only named by npm's libraries, for install scripts, which never run here;
  // pg asks for what is native or of another platform only where somebody wants it.
  external: ['vscode', 'node-gyp', 'pg-native', 'pg-cloudflare'],
  // What the library of CycloneDX would write XML with, if the project at hand had it. Nothing of a project is ever loaded.
  // And the tables of all encodings, for a method of npm's fetch that is never called: documents of registries are UTF-8.
  alias: { xmlbuilder2: 'node:util', 'iconv-lite': 'node:util' },
  // CommonJS has no `import.meta`.
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Bundles every program, and answers which files went in, relative to `root`. Rejects where one does not compile. */
export async function bundlePrograms({ root, target, sourceMaps }: BundleOptions): Promise<readonly string[]> {
  await rm(target, { recursive: true, force: true });
  const { metafile } = await build({
    ...NODE_BUNDLE,
    absWorkingDir: root,
    entryPoints: Object.entries(PROGRAMS).map(([out, source]) => ({ in: path.join(root, source), out })),
    outdir: target,
    // What is shorter is read sooner at every start. Names stand in stack traces, and those in bug reports; shorter ones with a
    // note of the former beside each make a start longer.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: sourceMaps,
    // They stand in one file for all programs.
    legalComments: 'none',
    metafile: true,
  });
  return [...Object.keys(metafile.inputs), ...(await bundlePage(root, target))];
}

/** Always small: it becomes a part of each report. */
async function bundlePage(root: string, target: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...{ bundle: true, platform: 'browser', format: 'iife', target: 'es2022', logLevel: 'warning', metafile: true },
    ...{ minify: true, legalComments: 'none', charset: 'utf8' },
    absWorkingDir: root,
    entryPoints: Object.entries(PAGE).map(([out, source]) => ({ in: path.join(root, source), out })),
    outdir: target,
  });
  return Object.keys(metafile.inputs);
}
