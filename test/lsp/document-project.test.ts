import assert from 'node:assert/strict';
import type { FullDocumentDiagnosticReport } from 'vscode-languageserver';
import { LOOK_UP_DELAY_MS, RECHECK_AFTER_MS } from '../../server/src/lsp/document-project.js';
import { PROGRESS_INTERVAL_MS } from '../../server/src/lsp/judging.js';
import { NETWORK_NOTIFICATION, RESCAN_REQUEST, TRUST_NOTIFICATION } from '../../server/src/protocol/messages.js';
import { assessment, finding, subject } from '../support/subjects.js';
import { Editor } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const BAD = { findings: [finding({ rule: 'deprecated', message: 'a is deprecated' })] };
const manifestOf = (name: string): string => `{ "dependencies": { "${name}": "1.0.0" } }`;

describe('the judging of an open manifest', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  afterEach(() => editor.dispose());

  const items = async (): Promise<readonly unknown[]> => {
    const params = { textDocument: { uri: URI } };
    const report: FullDocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', params);
    return report.items;
  };

  it('starts when the document is opened, for the lines of the manifest and what they bring in', async () => {
    await editor.open(URI, TEXT);
    const { project, options } = await editor.engine.judgings.next();
    assert.equal(project.manifestPath, '/project/package.json');
    assert.equal(project.manifestText, TEXT);
    assert.equal(options.scope, 'brought-in');
    await editor.wait(10_000);
    assert.equal(editor.engine.judgings.all.length, 1);
  });

  it('looks nothing up while a name is being typed', async () => {
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).finish();
    for (const name of ['l', 'lo', 'lod', 'loda', 'lodas', 'lodash']) {
      await editor.type(URI, manifestOf(name));
      await items();
      await editor.wait(LOOK_UP_DELAY_MS - 1);
    }
    assert.equal(editor.engine.judgings.all.length, 1);
    await editor.wait(1);
    const { project } = await editor.engine.judgings.next();
    assert.equal(project.manifestText, manifestOf('lodash'));
  });

  it('shows what is in memory on every keystroke', async () => {
    editor.engine.known = { lodahs: BAD };
    await editor.open(URI, manifestOf('lodah'));
    assert.equal((await items()).length, 0);
    await editor.type(URI, manifestOf('lodahs'));
    assert.equal((await items()).length, 1);
  });

  const judgedNext = async (name: string) => {
    await editor.type(URI, manifestOf(name));
    await editor.wait(LOOK_UP_DELAY_MS);
    return editor.engine.judgings.next();
  };

  it('is replaced by the next one, and goes on only until that is done', async () => {
    await editor.open(URI, TEXT);
    const first = await editor.engine.judgings.next();
    const second = await judgedNext('b');
    // What it has asked for is not asked for twice.
    assert.equal(first.options.signal.aborted, false);
    second.finish();
    (await editor.refreshes.next()).resolve();
    assert.equal(first.options.signal.aborted, true);
    assert.equal(second.options.signal.aborted, false);
    assert.deepEqual(editor.log.all, []);
  });

  it('is stopped when the next but two comes, however long those take', async () => {
    await editor.open(URI, TEXT);
    const all = [await editor.engine.judgings.next()];
    for (const name of ['b', 'c', 'd']) all.push(await judgedNext(name));
    assert.deepEqual(
      all.map(({ options }) => options.signal.aborted),
      [true, false, false, false],
    );
    await editor.close(URI);
    await editor.settled();
    assert.ok(all.every(({ options }) => options.signal.aborted));
  });

  it('judges each text once from memory, however often it is asked', async () => {
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).finish();
    (await editor.refreshes.next()).resolve();
    await items();
    const { timesJudgedNow } = editor.engine;
    for (let time = 0; time < 5; time += 1) await items();
    assert.equal(editor.engine.timesJudgedNow, timesJudgedNow);
  });

  it('stops when the document is closed', async () => {
    await editor.open(URI, TEXT);
    const { options } = await editor.engine.judgings.next();
    await editor.close(URI);
    await editor.settled();
    assert.equal(options.signal.aborted, true);
    await editor.wait(10_000);
    assert.equal(editor.engine.judgings.all.length, 1);
  });

  it('shows the lines as soon as these are complete, and what they bring in after that', async () => {
    await editor.open(URI, TEXT);
    assert.equal((await items()).length, 0);
    const judging = await editor.engine.judgings.next();
    editor.engine.known = { a: BAD };
    judging.options.onDirect?.();
    (await editor.refreshes.next()).resolve();
    assert.equal((await items()).length, 1);
    const findings = [finding({ rule: 'known-malware', level: 'critical', message: 'deep 1.0.0 is known malware' })];
    const deep = subject({ name: 'deep', dependency: null, broughtInBy: 'a' });
    editor.engine.knownLocked = [assessment({ subject: deep, findings })];
    judging.finish();
    await editor.wait(1000);
    const [{ message } = { message: '' }] = (await items()) as { message: string }[];
    assert.equal(message, 'a brings in deep 1.0.0, which is known malware\n• a is deprecated');
  });

  it('judges what is locked again and again while facts arrive, and no more when it is stopped', async () => {
    await editor.open(URI, TEXT);
    const { options } = await editor.engine.judgings.next();
    for (let done = 1; done <= 20; done += 1) {
      options.onProgress?.({ done, total: 100 });
      await editor.wait(PROGRESS_INTERVAL_MS);
    }
    assert.equal(editor.engine.timesJudgedKnown, 5);
    await editor.close(URI);
    await editor.wait(10_000);
    assert.equal(editor.engine.timesJudgedKnown, 5);
    assert.deepEqual(editor.log.all, []);
  });

  it('is looked after again when somebody asks later', async () => {
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).finish();
    (await editor.refreshes.next()).resolve();
    await items();
    await editor.wait(RECHECK_AFTER_MS - 1);
    await items();
    assert.equal(editor.engine.judgings.all.length, 1);
    await editor.wait(1);
    await items();
    await editor.settled();
    assert.equal(editor.engine.judgings.all.length, 2);
  });

  it('keeps a complete answer while that is looked after', async () => {
    editor.engine.known = { a: BAD };
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).finish();
    (await editor.refreshes.next()).resolve();
    await items();
    await editor.wait(RECHECK_AFTER_MS);
    await items();
    // Expired meanwhile: memory alone knows less than what was said.
    editor.engine.known = {};
    const again = await editor.engine.judgings.next();
    again.options.onProgress?.({ done: 1, total: 2 });
    await editor.wait(10_000);
    assert.equal((await items()).length, 1);
    again.finish();
    (await editor.refreshes.next()).resolve();
    assert.equal((await items()).length, 0);
  });

  it('tells the log when it fails, and goes on', async () => {
    await editor.open(URI, TEXT);
    (await editor.engine.judgings.next()).fail(new Error('broken engine'));
    assert.match(await editor.log.next(), /judging: Error: broken engine/);
    await editor.type(URI, manifestOf('b'));
    await editor.wait(LOOK_UP_DELAY_MS);
    await editor.engine.judgings.next();
  });

  describe('begins anew, with everything read again,', () => {
    it('when trust is granted: what ran without it stops at once', async () => {
      await editor.open(URI, TEXT);
      const before = await editor.engine.judgings.next();
      assert.equal(before.project.trusted, false);
      await editor.connection.sendNotification(TRUST_NOTIFICATION, { trusted: true });
      const after = await editor.engine.judgings.next();
      assert.equal(before.options.signal.aborted, true);
      assert.equal(after.project.trusted, true);
      // Whatever else is sent is no grant.
      await editor.connection.sendNotification(TRUST_NOTIFICATION, { trusted: 'yes' });
      assert.equal((await editor.engine.judgings.next()).project.trusted, false);
    });

    it('when the network changes: by an engine that knows the new one', async () => {
      await editor.open(URI, TEXT);
      await editor.engine.judgings.next();
      const network = { proxy: 'http://proxy.invalid:3128', noProxy: [], strictSsl: true, certificates: ['PEM'] };
      await editor.connection.sendNotification(NETWORK_NOTIFICATION, network);
      await editor.settled();
      assert.equal(editor.created.length, 2);
      assert.deepEqual(editor.created[1]?.network, network);
      assert.equal(editor.created[1].engine.judgings.all.length, 1);
    });

    it('when files around it change: once they stay as they are', async () => {
      await editor.open(URI, TEXT);
      const before = await editor.engine.judgings.next();
      const changes = [{ uri: 'file:///project/package-lock.json', type: 2 }];
      for (let time = 0; time < 3; time += 1) {
        await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
      }
      await editor.wait(LOOK_UP_DELAY_MS - 1);
      assert.equal(editor.engine.opened.length, 1);
      await editor.wait(1);
      assert.equal(editor.engine.opened.length, 2);
      assert.equal(before.options.signal.aborted, true);
      assert.equal(editor.engine.judgings.all.length, 2);
    });

    it('when an open lockfile or policy is edited', async () => {
      await editor.open(URI, TEXT);
      await editor.engine.judgings.next();
      await editor.open('file:///project/package-risk.json', '{}');
      await editor.wait(LOOK_UP_DELAY_MS);
      assert.equal(editor.engine.opened.length, 2);
      assert.equal(editor.engine.judgings.all.length, 2);
    });

    it("when the manifest of its workspace's root is edited, which holds the overrides, and no other manifest", async () => {
      editor.engine.lockfile = { workspace: { folder: '/project', catalogs: [], members: [], linksRanges: false } };
      const openedAs = (file: string): number =>
        editor.engine.opened.filter(({ manifestPath }) => manifestPath === file).length;
      const member = 'file:///project/packages/a/package.json';
      await editor.open(member, TEXT);
      await editor.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: member } });
      await editor.open('file:///project/packages/b/package.json', TEXT);
      await editor.wait(LOOK_UP_DELAY_MS);
      assert.equal(openedAs('/project/packages/a/package.json'), 1);
      await editor.open(URI, TEXT);
      await editor.wait(LOOK_UP_DELAY_MS);
      assert.equal(openedAs('/project/packages/a/package.json'), 2);
      assert.equal(openedAs(URI.slice('file://'.length)), 1);
    });

    it('on a rescan: asking those who know, and done when they have answered', async () => {
      await editor.open(URI, TEXT);
      (await editor.engine.judgings.next()).finish();
      let done = false;
      const rescan = editor.connection.sendRequest(RESCAN_REQUEST).then(() => (done = true));
      const again = await editor.engine.judgings.next();
      assert.equal(again.options.freshness, 'revalidate');
      await editor.settled();
      assert.equal(done, false);
      again.finish();
      await rescan;
    });
  });

  describe('follows the settings', () => {
    const change = async (settings: unknown): Promise<void> => {
      editor.settings = { [URI]: settings };
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await editor.settled();
    };

    it('of the document: switched off, nothing is judged or shown', async () => {
      editor.engine.known = { a: BAD };
      await editor.open(URI, TEXT);
      const { options } = await editor.engine.judgings.next();
      assert.equal((await items()).length, 1);
      await change({ enable: false });
      assert.equal(options.signal.aborted, true);
      assert.ok(editor.refreshes.all.length > 0);
      assert.deepEqual(await items(), []);
      assert.equal(editor.engine.judgings.all.length, 1);
      await change({ enable: true });
      assert.equal((await items()).length, 1);
    });

    it('on severities without another engine', async () => {
      editor.engine.known = { a: BAD };
      await editor.open(URI, TEXT);
      await items();
      await change({ severity: { medium: 'hint' } });
      assert.deepEqual(
        (await items()).map((item) => (item as { severity?: number }).severity),
        [4],
      );
      assert.equal(editor.created.length, 1);
    });

    it('on being offline with an engine that is', async () => {
      await editor.open(URI, TEXT);
      await items();
      assert.equal(editor.created[0]?.settings.offline, false);
      await change({ offline: true });
      assert.equal(editor.created[1]?.settings.offline, true);
    });

    it('without asking for them again on each keystroke', async () => {
      await editor.open(URI, TEXT);
      await items();
      editor.settings = { [URI]: { enable: false } };
      await editor.type(URI, manifestOf('b'));
      editor.engine.known = { b: BAD };
      // Not told of a change: the remembered settings hold.
      assert.equal((await items()).length, 1);
    });
  });
});
