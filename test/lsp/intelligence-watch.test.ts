import assert from 'node:assert/strict';
import { WATCH_EVERY_MS } from '../../server/src/lsp/intelligence-watch.js';
import { DAY, NOW } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';

describe('looking after the offline data', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  const openProject = async (): Promise<void> => {
    await editor.open(URI, '{ "dependencies": {} }');
    const judging = await editor.engine.judgings.next();
    judging.finish();
    await editor.settled();
  };

  it('judges open projects again once its file has been replaced', async () => {
    await openProject();
    editor.intelligence.replaced = true;
    await editor.wait(WATCH_EVERY_MS);
    const judging = await editor.engine.judgings.next();
    assert.equal(judging.options.freshness, 'cached');
  });

  it('leaves them alone while it is the same', async () => {
    await openProject();
    const before = editor.engine.opened.length;
    await editor.wait(5 * WATCH_EVERY_MS);
    assert.equal(editor.engine.opened.length, before);
  });

  it('tells once how old it is', async () => {
    editor.intelligence.asOf = NOW - 8.5 * DAY;
    await openProject();
    await editor.wait(WATCH_EVERY_MS);
    assert.deepEqual(await editor.ages.next(), { asOf: NOW - 8.5 * DAY, days: 8 });
    await editor.wait(10 * WATCH_EVERY_MS);
    assert.equal(editor.ages.all.length, 1);
  });

  it('tells of other data anew', async () => {
    editor.intelligence.asOf = NOW - 30 * DAY;
    await openProject();
    await editor.wait(WATCH_EVERY_MS);
    assert.equal((await editor.ages.next()).days, 30);
    editor.intelligence.asOf = NOW - 20 * DAY;
    await editor.wait(WATCH_EVERY_MS);
    assert.equal((await editor.ages.next()).days, 20);
  });

  const silent: readonly (readonly [string, Readonly<Record<string, unknown>>, number | undefined])[] = [
    ['it is new enough', {}, NOW - 6 * DAY],
    ['the user wants to hear nothing', { intelligence: { maximumAge: 0 } }, NOW - 90 * DAY],
    ['the user has more patience', { intelligence: { maximumAge: 100 } }, NOW - 90 * DAY],
    ['nothing may be asked over the network', { offline: true }, NOW - 90 * DAY],
    [
      'the mirror is behind the network, which may not be used',
      { offline: true, intelligence: { mirror: 'https://osv.example/npm' } },
      NOW - 90 * DAY,
    ],
    ['there is none', {}, undefined],
  ];
  for (const [when, settings, asOf] of silent) {
    it(`tells nothing where ${when}`, async () => {
      editor.settings = { '': settings };
      editor.intelligence.asOf = asOf;
      await openProject();
      await editor.wait(2 * WATCH_EVERY_MS);
      assert.equal(editor.ages.all.length, 0);
    });
  }

  it('tells of it offline where the mirror is a file', async () => {
    editor.settings = { '': { offline: true, intelligence: { mirror: '/srv/osv/all.zip' } } };
    editor.intelligence.asOf = NOW - 90 * DAY;
    await openProject();
    await editor.wait(WATCH_EVERY_MS);
    assert.equal((await editor.ages.next()).days, 90);
  });
});
