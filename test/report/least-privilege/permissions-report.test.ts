import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { ArtifactFacts, CapabilityKind, LookedInto } from '../../../server/src/model/index.js';
import { failed, ok } from '../../../server/src/model/index.js';
import { lavamoatNames } from '../../../server/src/report/least-privilege/lavamoat-names.js';
import { shellWord } from '../../../server/src/report/least-privilege/node-permissions.js';
import { permissionsReport } from '../../../server/src/report/least-privilege/permissions-report.js';
import { permissionsText } from '../../../server/src/report/least-privilege/permissions-text.js';
import { artifactFacts } from '../../support/artifacts.js';
import { graphOf, graphWith, lockEntry } from '../../support/graphs.js';
import { NOW, subject } from '../../support/subjects.js';

function seen(name: string, kinds: readonly CapabilityKind[] = [], more: Partial<ArtifactFacts> = {}): LookedInto {
  const place = { file: 'index.js', line: 1, column: 1, snippet: '' };
  const facts = artifactFacts({ capabilities: kinds.map((kind) => ({ kind, place })), ...more });
  return { subject: subject({ name, version: '1.0.0' }), artifact: ok(facts, NOW) };
}

const GRAPH = graphWith(
  [
    lockEntry('web', { dependsOn: ['ws', 'db'] }),
    lockEntry('db', { dependsOn: ['native', 'ws'] }),
    ...[lockEntry('ws'), lockEntry('native'), lockEntry('tool', { dev: true })],
  ],
  { '': ['web', 'db', 'tool'] },
);

const ALL: readonly LookedInto[] = [
  seen('web', ['network'], { powers: ['fetch', 'http.request'] }),
  seen('db', ['reads-files', 'writes-files', 'environment'], { powers: ['fs.readFileSync', 'fs.writeFile'] }),
  seen('ws', [], { powers: ['Worker'], incomplete: [{ file: 'x.js', reason: 'cannot be read' }] }),
  seen('native', ['native-code', 'reads-files']),
  seen('tool', ['processes'], { powers: ['child_process.spawn'] }),
];

const flagsOf = (all: readonly LookedInto[], folder = '/srv/shop') =>
  new Map(permissionsReport({ seen: all, graph: GRAPH, folder }).node.map(({ since, flags }) => [since, flags]));

describe('the least that a project needs', () => {
  it('is flags for each line of Node.js, with those that it has, and nothing for what only development needs', () => {
    const files = ['--allow-fs-read=/srv/shop/', '--allow-fs-write=/srv/shop/'];
    assert.deepEqual(
      [...flagsOf(ALL)],
      [
        ['25', ['--permission', ...files, '--allow-net', '--allow-worker', '--allow-addons']],
        ['24', ['--permission', ...files, '--allow-worker', '--allow-addons']],
        ['22.13', ['--permission', ...files, '--allow-worker', '--allow-addons']],
        ['20', ['--experimental-permission', ...files, '--allow-worker', '--allow-addons']],
      ],
    );
  });

  const cases: readonly (readonly [string, LookedInto, readonly string[]])[] = [
    ['nothing of what only computes', seen('web', ['minified', 'evaluation']), []],
    ['programs that are started', seen('web', ['processes']), ['--allow-child-process']],
    ['WebAssembly that is given files', seen('web', [], { powers: ['wasi.WASI'] }), ['--allow-wasi']],
    ['a debugger', seen('web', [], { powers: ['inspector.open'] }), ['--allow-inspector']],
  ];
  for (const [what, one, expected] of cases) {
    it(`allows for ${what} ${expected.join() || 'no more than to read its code'}`, () => {
      assert.deepEqual(flagsOf([one]).get('25'), ['--permission', '--allow-fs-read=/srv/shop/', ...expected]);
    });
  }

  it('is flags that Node.js takes', () => {
    const major = Number(process.versions.node.split('.')[0]);
    const every = seen('web', ['network', 'writes-files', 'processes', 'native-code'], {
      powers: ['Worker', 'wasi.WASI', 'inspector.open'],
    });
    const folder = import.meta.dirname;
    const line = [...flagsOf([every], folder)].find(([since]) => Number.parseFloat(since) <= major);
    const { status, stderr } = spawnSync(process.execPath, [...(line?.[1] ?? []), '-p', '1'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('is a policy of LavaMoat, by the shortest ways to packages', () => {
    assert.deepEqual(permissionsReport({ seen: ALL, graph: GRAPH, folder: '/srv/shop' }).lavamoat, {
      resources: {
        db: {
          builtin: { 'fs.readFileSync': true, 'fs.writeFile': true },
          globals: { 'process.env': true },
          packages: { 'db>native': true, 'db>ws': true },
        },
        'db>native': { builtin: { fs: true }, native: true },
        'db>ws': { globals: { Worker: true } },
        web: { builtin: { 'http.request': true }, globals: { fetch: true }, packages: { db: true, 'db>ws': true } },
      },
    });
  });

  it('calls packages as LavaMoat does: the shorter name goes before the alphabet', () => {
    const names = lavamoatNames(graphOf({ aaaa: ['x'], zz: ['x', 'aaaa'], x: [] }, { '': ['aaaa', 'zz'] }));
    assert.deepEqual(Object.fromEntries(names), { aaaa: 'aaaa', zz: 'zz', x: 'zz>x' });
  });

  it('says what is not certain', () => {
    const unseen: LookedInto = {
      subject: subject({ name: 'web', version: '1.0.0' }),
      artifact: failed('network', 'off'),
    };
    const { uncertain, notSeen } = permissionsReport({
      seen: [unseen, ...ALL.slice(1, 3)],
      graph: GRAPH,
      folder: '/',
    });
    assert.deepEqual(notSeen, ['web@1.0.0']);
    for (const part of [
      'web@1.0.0 was not looked into.',
      'ws@1.0.0 was read in part only.',
      'The code of the project itself',
    ])
      assert.ok(
        uncertain.some((one) => one.includes(part)),
        part,
      );
    assert.ok(uncertain.some((one) => one.startsWith('db@1.0.0 writes files: name the folders')));
  });

  it('is told as a text in which nothing from outside does anything', () => {
    const folder = "/srv/it's \u001b[31m here";
    const text = permissionsText(
      permissionsReport({
        ...{ seen: [...ALL, seen('\u001b[2Jevil', ['network'])], graph: GRAPH, folder },
        scripts: { allowed: ['native@1.0.0'], denied: ['evil@1.0.0'], open: [], where: 'allowScripts in package.json' },
      }),
    );
    assert.equal(text.includes('\u001b'), false);
    for (const part of [
      'send requests: evil@1.0.0, web@1.0.0',
      'Node.js 25 and later\n  node --permission',
      '--allow-net: evil@1.0.0, web@1.0.0',
      'judged well, to be allowed: native@1.0.0',
      'The list is allowScripts in package.json.',
      '"resources": {',
      'Not certain',
    ])
      assert.ok(text.includes(part), part);
  });

  it('writes a folder so that a shell takes it for one word', () => {
    assert.equal(shellWord('--allow-fs-read=/srv/a b/'), "'--allow-fs-read=/srv/a b/'");
    assert.equal(shellWord("/it's"), `'/it'\\''s'`);
    assert.equal(shellWord('--allow-net'), '--allow-net');
  });
});
