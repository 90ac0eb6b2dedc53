import assert from 'node:assert/strict';
import type { NamedPackage } from '../../../server/src/engine/in-text/named-package.js';
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import { fakeParts } from '../../support/fake-engine-parts.js';

const LOCK = {
  lockfileVersion: 3,
  packages: {
    '': {
      name: 'shop',
      dependencies: { react: '^18.0.0' },
      devDependencies: { '@types/estree': '1' },
      workspaces: ['ui'],
    },
    'node_modules/react': { version: '18.2.0', dependencies: { 'loose-envify': '1' } },
    'node_modules/loose-envify': { version: '1.4.0' },
    'node_modules/@types/geojson': { version: '7946.0.0' },
    'node_modules/@shop/ui': { resolved: 'ui', link: true },
    ui: { name: '@shop/ui', version: '1.0.0' },
  },
};

const FILES = {
  '/shop/package.json': JSON.stringify({
    name: 'shop',
    workspaces: ['ui'],
    dependencies: { react: '^18.0.0' },
    devDependencies: { '@types/estree': '1', typescript: '5' },
  }),
  '/shop/package-lock.json': JSON.stringify(LOCK),
  '/shop/ui/package.json': JSON.stringify({ name: '@shop/ui', dependencies: { vue: '3' } }),
};

/** As `name`, with what is known of it behind. */
function summary({ name, range, declared, locked, isInternal }: NamedPackage): string {
  const facts = [
    ...(range === undefined ? [] : [`asks for ${range}`]),
    ...(declared === undefined ? [] : [`declared in ${declared.manifestPath} as ${declared.line.name}`]),
    ...(locked === undefined ? [] : [`locked ${locked}`]),
    ...(isInternal ? ['internal'] : []),
  ];
  return [name, ...facts].join(', ');
}

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly manifests?: readonly string[];
  readonly file?: string;
}

async function named(
  text: string,
  { files = {}, manifests = ['/shop/package.json'], file = '/shop/a.ts' }: Given = {},
) {
  const engine = new JudgingEngine(fakeParts({ files: { ...FILES, ...files } }).parts);
  const projects = await Promise.all(manifests.map((manifestPath) => engine.open({ manifestPath, trusted: true })));
  const found = await engine.namedIn(
    file,
    text,
    projects.filter((project) => project !== undefined),
  );
  return found.map(summary);
}

describe('the packages that a file names', () => {
  it('are those of its imports, with the line that declares each', async () => {
    assert.deepEqual(await named(`import 'react/jsx-runtime'; require('missing'); import './own'; import 'fs'`), [
      'react, declared in /shop/package.json as react',
      'missing',
    ]);
  });

  it('are declared by the nearest manifest that does', async () => {
    const manifests = ['/shop/ui/package.json', '/shop/package.json'];
    assert.deepEqual(await named(`import 'vue'; import 'react'`, { manifests, file: '/shop/ui/a.ts' }), [
      'vue, declared in /shop/ui/package.json as vue',
      'react, declared in /shop/package.json as react',
    ]);
  });

  it('are those that a page loads, in the version that its address asks for', async () => {
    const page =
      '<script src="https://unpkg.com/react@17"></script><script src="https://unpkg.com/loose-envify"></script>';
    assert.deepEqual(await named(page, { file: '/shop/index.html' }), ['react, asks for 17', 'loose-envify']);
    const own = '<script src="https://unpkg.com/shop@1"></script><script src="https://esm.run/tsc"></script>';
    assert.deepEqual(await named(own, { file: '/shop/index.html' }), ['tsc']);
  });

  it('may be there without being declared', async () => {
    assert.deepEqual(await named(`import 'loose-envify'`), ['loose-envify, locked 1.4.0']);
  });

  it('are no members of the workspace, and names in their scope are nobody else’s business', async () => {
    assert.deepEqual(await named(`import '@shop/ui'; import 'shop/a'; import '@shop/secret'`), [
      '@shop/secret, internal',
    ]);
  });

  it('may be of a scope that the project has packages of; others can be names that a tool gives to files', async () => {
    const text = `import '@types/other'; import '@components/a'`;
    assert.deepEqual(await named(text), ['@types/other', '@components/a, internal']);
    assert.deepEqual(await named('npx @components/a', { file: '/shop/a.sh' }), ['@components/a']);
  });

  it('are for types what declares the types', async () => {
    assert.deepEqual(
      await named(`import type { A } from 'estree'; import type { B } from 'geojson'; import 'estree'`),
      ['@types/estree, declared in /shop/package.json as @types/estree', 'estree'],
    );
  });

  it('are none where settings give the names to files', async () => {
    const files = {
      '/shop/tsconfig.json': '{ "extends": "./base", "compilerOptions": { "baseUrl": "src" } }',
      '/shop/base.json': '{ "compilerOptions": { "paths": { "@app/*": ["./app/*"] } } }',
      '/shop/src/models.ts': '',
      '/shop/vite.config.ts': `export default { resolve: { alias: { helpers: './h' } } }`,
    };
    const text = `import '@app/a'; import 'models'; import 'helpers/b'; import 'other'`;
    assert.deepEqual(await named(text, { files }), ['other']);
  });

  it('are those of commands, unless they run what is installed', async () => {
    const files = { '/shop/node_modules/.bin/local': '' };
    const text = 'npm i left react@19 react\nnpx tsc\nnpx local\nnpx @shop/ui\nnpm i -g npm pnpm@9\nnpx -y widget@1';
    assert.deepEqual(await named(text, { files, file: '/shop/a.sh' }), [
      'left',
      'react, asks for 19',
      'react, declared in /shop/package.json as react',
      'typescript, declared in /shop/package.json as typescript',
      'widget, asks for 1',
    ]);
  });

  it('are none in files that are not read', async () => {
    assert.deepEqual(await named(`import 'a'`, { file: '/shop/a.txt' }), []);
  });
});
