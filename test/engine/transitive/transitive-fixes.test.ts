import assert from 'node:assert/strict';
import { fixesOf, type Shop } from './shop.js';

const SHOP: Shop = {
  lines: { express: '4.17.1' },
  locked: {
    express: ['4.17.1', { 'body-parser': '1.19.0', qs: '6.7.0' }],
    'body-parser': ['1.19.0', { qs: '6.7.0' }],
    qs: ['6.7.0'],
  },
  published: {
    'express@4.17.1': { 'body-parser': '1.19.0', qs: '6.7.0' },
    'express@4.17.2': { 'body-parser': '1.19.1', qs: '6.9.6' },
    'express@4.17.3': { 'body-parser': '1.19.2', qs: '6.9.7' },
    'express@5.0.0': { qs: '6.13.0' },
    'body-parser@1.19.0': { qs: '6.7.0' },
    'body-parser@1.19.1': { qs: '6.9.6' },
    'body-parser@1.19.2': { qs: '6.9.7' },
    'qs@6.5.0': {},
    'qs@6.7.0': {},
    'qs@6.7.3': {},
    'qs@6.9.6': {},
    'qs@6.9.7': {},
    'qs@6.13.0': {},
    'qs@7.0.0': {},
  },
  bad: ['qs@6.7.0', 'qs@6.9.6'],
};

async function titles(shop: Shop, id = 'qs@6.7.0', line = 'express', depth?: 'titles' | 'edits') {
  return (await fixesOf(shop, id, line, depth)).remedies.map(({ title }) => title);
}

describe('fixes of a package that a line brings in', () => {
  it("are the line's lowest version that no longer brings it in, and an override", async () => {
    const { remedies, opened } = await fixesOf(SHOP, 'qs@6.7.0', 'express');
    assert.deepEqual(
      remedies.map(({ kind, title, preferred, outlook, changes }) => ({ kind, title, preferred, outlook, changes })),
      [
        {
          kind: 'upgrade',
          title: 'Upgrade express to 4.17.3 (lowest safe version without qs 6.7.0)',
          preferred: true,
          outlook: 'After the install nothing brings in qs 6.7.0 any more.',
          changes: [{ op: 'set', path: ['dependencies', 'express'], expected: '4.17.1', value: '4.17.3' }],
        },
        {
          kind: 'override',
          title: 'Override qs to 6.7.3 (lowest safe version, outside what express and body-parser ask for)',
          preferred: false,
          outlook: 'After the install nothing brings in qs 6.7.0 any more.',
          changes: [{ op: 'add', path: ['overrides', 'qs'], value: '6.7.3' }],
        },
      ],
    );
    assert.deepEqual(opened, []);
    for (const { install } of remedies) assert.deepEqual(install, { command: 'npm install', folder: '/shop' });
  });

  it('are found in package files where the registry does not tell what a version asks for', async () => {
    const { remedies, opened } = await fixesOf({ ...SHOP, told: 'in package files' }, 'qs@6.7.0', 'express');
    assert.match(remedies[0]?.title ?? '', /^Upgrade express to 4\.17\.3 /);
    assert.ok(opened.includes('express@4.17.2') && opened.includes('express@4.17.3'));
  });

  it('leave that for later while only titles are wanted, and open no package file', async () => {
    const { remedies, opened } = await fixesOf({ ...SHOP, told: 'in package files' }, 'qs@6.7.0', 'express', 'titles');
    assert.equal(remedies[0]?.title, 'Upgrade express to a version without qs 6.7.0 (looked up when chosen)');
    assert.equal(remedies[0].pending, true);
    assert.match(remedies[1]?.title ?? '', /^Override qs to 6\.7\.3 /);
    assert.deepEqual(opened, []);
  });

  it('say that another line still brings it in, and are not preferred then', async () => {
    const shop: Shop = {
      ...SHOP,
      lines: { express: '4.17.1', superagent: '5.0.0' },
      locked: { ...SHOP.locked, superagent: ['5.0.0', { qs: '^6.7.0' }] },
      published: { ...SHOP.published, 'superagent@5.0.0': { qs: '^6.7.0' } },
    };
    const [upgrade, override] = (await fixesOf(shop, 'qs@6.7.0', 'express')).remedies;
    assert.equal(
      upgrade?.title,
      'Upgrade express to 4.17.3 (lowest safe version without qs 6.7.0) – superagent still brings in qs 6.7.0',
    );
    assert.equal(upgrade.preferred, false);
    assert.equal(override?.outlook, 'After the install nothing brings in qs 6.7.0 any more.');
  });

  it('upgrade to another major only where the declared one has nothing, and without preference', async () => {
    const published = Object.fromEntries(Object.entries(SHOP.published).filter(([id]) => id !== 'express@4.17.3'));
    const [upgrade] = (await fixesOf({ ...SHOP, published }, 'qs@6.7.0', 'express')).remedies;
    assert.equal(upgrade?.title, 'Upgrade express to 5.0.0 (lowest safe version without qs 6.7.0, another major)');
    assert.equal(upgrade.preferred, false);
  });

  it('write a version exactly where its range would come to one that brings the problem in again', async () => {
    const published = { ...SHOP.published, 'express@4.18.0': { qs: '6.9.6' } };
    const shop = { ...SHOP, lines: { express: '^4.17.0' }, published };
    const [upgrade] = (await fixesOf(shop, 'qs@6.7.0', 'express')).remedies;
    assert.equal(upgrade?.title, 'Upgrade express to exactly 4.17.3 (lowest safe version without qs 6.7.0)');
    assert.deepEqual(upgrade.changes, [
      { op: 'set', path: ['dependencies', 'express'], expected: '^4.17.0', value: '4.17.3' },
    ]);
  });

  it('do not upgrade to what brings in another problem', async () => {
    const shop = { ...SHOP, bad: [...SHOP.bad, 'body-parser@1.19.2'] };
    assert.match((await titles(shop))[0] ?? '', /^Upgrade express to 5\.0\.0 /);
  });

  it('override with what all parents ask for, where there is such a version', async () => {
    const shop: Shop = {
      ...SHOP,
      lines: { express: '4.17.1' },
      locked: { express: ['4.17.1', { qs: '^6.7.0' }], qs: ['6.7.0'] },
      published: { ...SHOP.published, 'express@4.17.1': { qs: '^6.7.0' } },
    };
    assert.equal((await titles(shop)).at(-1), 'Override qs to 6.7.3 (lowest safe version)');
  });

  it('override in another major only where the present one has nothing', async () => {
    const bad = Object.keys(SHOP.published).filter((id) => id.startsWith('qs@6'));
    assert.equal(
      (await titles({ ...SHOP, bad })).at(-1),
      'Override qs to 7.0.0 (lowest safe version, another major, outside what express and body-parser ask for)',
    );
  });

  it('override only below the parent that is affected, where others have another version', async () => {
    const shop: Shop = {
      ...SHOP,
      lines: { express: '4.17.1', superagent: '5.0.0' },
      locked: {
        express: ['4.17.1', { 'body-parser': '1.19.0' }],
        'body-parser': ['1.19.0', { qs: '6.7.0' }],
        superagent: ['5.0.0', { qs: '^6.13.0' }],
        qs: ['6.13.0'],
        'body-parser/node_modules/qs': ['6.7.0'],
      },
      published: {
        ...SHOP.published,
        'express@4.17.1': { 'body-parser': '1.19.0' },
        'superagent@5.0.0': { qs: '^6.13.0' },
      },
    };
    const override = (await fixesOf(shop, 'qs@6.7.0', 'express')).remedies.at(-1);
    assert.equal(
      override?.title,
      'Override qs to 6.7.3 below body-parser (lowest safe version, outside what body-parser asks for)',
    );
    assert.deepEqual(override.changes, [{ op: 'add', path: ['overrides', 'body-parser', 'qs'], value: '6.7.3' }]);
  });

  describe('that is malware', () => {
    const stolen: Shop = { ...SHOP, bad: ['qs@6.7.0', 'qs@6.9.6'], malware: true };

    it('go back to the last good version, or do without the line', async () => {
      const { remedies } = await fixesOf(stolen, 'qs@6.7.0', 'express');
      assert.deepEqual(
        remedies.map(({ title }) => title),
        [
          'Upgrade express to 4.17.3 (lowest safe version without qs 6.7.0)',
          'Override qs to 6.5.0 (last good version, outside what express and body-parser ask for)',
          'Remove express from dependencies, which brings in qs 6.7.0',
        ],
      );
    });

    it('never lead into the unknown', async () => {
      const { remedies } = await fixesOf({ ...stolen, dated: false }, 'qs@6.7.0', 'express');
      assert.deepEqual(
        remedies.map(({ kind, caveat }) => [kind, caveat]),
        [
          ['override', 'The registry does not tell when it was published.'],
          ['remove', undefined],
        ],
      );
    });
  });

  it('are none below medium, and none for what nothing better exists of', async () => {
    const nothing = { ...SHOP, bad: Object.keys(SHOP.published).filter((id) => id.startsWith('qs@')) };
    assert.deepEqual(await titles(nothing), []);
    assert.deepEqual(await titles(SHOP, 'body-parser@1.19.0'), []);
  });

  it('say that a newer version of the line could not be checked', async () => {
    const published = {
      ...SHOP.published,
      'express@4.17.2': { gone: '1' },
      'express@4.17.3': { gone: '1' },
      'express@5.0.0': { gone: '1' },
    };
    const [override] = (await fixesOf({ ...SHOP, published }, 'qs@6.7.0', 'express')).remedies;
    assert.equal(override?.kind, 'override');
    assert.equal(override.caveat, 'Whether a newer express would do instead could not be checked.');
  });
});
