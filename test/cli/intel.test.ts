import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { malwareRecord, startOsvExport, type OsvExportServer } from '../support/osv-export-server.js';
import { run } from './fakes.js';
import { machine, type Machine } from './program.js';

const AT = '2026-11-01T10:00:00Z';

describe('intel, as it is shipped', () => {
  let server: OsvExportServer;
  let user: Machine;
  beforeEach(async () => {
    server = await startOsvExport(malwareRecord('MAL-2026-1', 'evil-of-today', AT));
    user = await machine('');
    await user.folder.write(
      'home/shop/package.json',
      JSON.stringify({ name: 'shop', dependencies: { 'evil-of-today': '1.0.0' } }),
    );
  });
  afterEach(async () => {
    await server.close();
    await user.folder.remove();
  });

  const asset = (): string => path.join(user.folder.path, 'home', 'cache', 'package-risk', 'intelligence.bin');
  const update = () => user.run(['intel', 'update', '--from', `${server.url}/npm`]);
  const check = () => user.run(['check', '--offline', '--json']);

  it('fetches what check knows from then on', async () => {
    assert.equal((await check()).code, 0);
    const updated = await update();
    assert.equal(updated.code, 0, updated.stderr);
    assert.match(
      updated.stdout,
      /^1 record read\.\nof 2026-11-01 \(.+\), 0\.0 MB\nmalware under 1 name, 0 advisories\n/,
    );
    assert.ok(updated.stdout.endsWith(`${asset()}\n`));
    const checked = await check();
    assert.equal(checked.code, 1);
    assert.match(checked.stdout, /"rule": "known-malware"/);
    assert.match((await update()).stdout, /^Nothing has changed\.\n/);
  });

  it('tells what there is', async () => {
    assert.match(
      (await user.run(['intel', 'info'])).stdout,
      /^Your own:\n {2}none: "package-risk intel update" fetches it$/m,
    );
    await update();
    const { stdout } = await user.run(['intel', 'info']);
    assert.match(
      stdout,
      /^Came with Package Risk:\n {2}of \d{4}-\d\d-\d\d \(.+\), \d\.\d MB\n {2}malware under [\d,]+ names, /,
    );
    assert.match(stdout, /^Your own:\n {2}of 2026-11-01 /m);
    assert.match(stdout, /^ {2}OSV's records of npm packages · 2026-11-01 · as each record says · http:/m);
    const { updated } = JSON.parse((await user.run(['intel', 'info', '--json'])).stdout) as {
      readonly updated: { readonly value: { readonly through: string } };
    };
    assert.equal(updated.value.through, '2026-11-01T10:00:00.000Z');
  });

  it('leaves check with what came along where its data is damaged, and says so in one sentence', async () => {
    await update();
    await writeFile(asset(), 'pkgrisk\n and nothing else, but long enough for a header of sixty-four bytes');
    const { code, stderr } = await check();
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^package-risk: The offline data cannot be used: .+ What came with Package Risk is used; .+\n$/,
    );
  });

  it('compiles a mirror, which others can use', async () => {
    const mirror = path.join(user.folder.path, 'mirror.bin');
    const built = await user.run(['intel', 'build', '--from', `${server.url}/npm/all.zip`, '--out', mirror]);
    assert.equal(built.code, 0, built.stderr);
    assert.equal((await check()).code, 0);
    assert.equal((await user.run(['intel', 'update', '--from', mirror])).code, 0);
    assert.equal((await check()).code, 1);
  });

  it('says in a sentence what cannot be done', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['intel', 'build'], 'intel build needs --from DIR, ZIP or URL.'],
      [['intel', 'info', '--from', 'x'], 'intel info takes no --from.'],
      [['intel', 'update', '--out', 'x'], 'intel update takes no --out.'],
      [['intel', 'update', '--offline'], 'Not asked: working offline.'],
      [['intel', 'update', '--from', 'none'], `${path.join(user.project, 'none')} does not exist.`],
    ];
    for (const [argv, message] of cases) {
      const { code, stdout, stderr } = await user.run(argv);
      assert.deepEqual([code, stdout, stderr], [2, '', `package-risk: ${message}\n`]);
    }
  });
});

describe('intel', () => {
  it('shows on a terminal what is done, and takes it away', async () => {
    const { stderr, code } = await run(['intel', 'update'], {
      stderr: { isTTY: true },
      store: {
        status: () => Promise.reject(new Error('not asked for')),
        build: () => Promise.reject(new Error('not asked for')),
        update({ from, onProgress }) {
          onProgress(`Fetching ${from.startsWith('https://') ? 'from OSV' : from}`);
          return Promise.resolve({ status: 'failed', reason: 'network', message: 'Nobody is there.' });
        },
      },
    });
    assert.equal(code, 2);
    assert.equal(stderr, '\r\u001b[KFetching from OSV\r\u001b[Kpackage-risk: Nobody is there.\n');
  });
});
