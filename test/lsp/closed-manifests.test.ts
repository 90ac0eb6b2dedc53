import assert from 'node:assert/strict';
import { FileChangeType } from 'vscode-languageserver';
import { LOOK_UP_DELAY_MS } from '../../server/src/lsp/document-project.js';
import {
  CRITICAL_NOTIFICATION,
  MANIFESTS_NOTIFICATION,
  RISKS_CHANGED_NOTIFICATION,
  RISKS_REQUEST,
  type CriticalParams,
  type RisksResult,
} from '../../server/src/protocol/risk-view.js';
import { finding } from '../support/subjects.js';
import { Editor } from './support/editor.js';
import { Inbox } from './support/inbox.js';

const [ROOT, MEMBER, LOCKFILE] = [
  'file:///project/package.json',
  'file:///project/packages/web/package.json',
  'file:///project/package-lock.json',
] as const;
const manifestOf = (...names: readonly string[]): string => {
  return JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])) });
};

const HIGH = { level: 'high' as const, findings: [finding({ rule: 'typosquat', level: 'high', message: 'a is odd' })] };
const MALWARE = {
  level: 'critical' as const,
  findings: [finding({ rule: 'known-malware', level: 'critical', message: 'evil 1.0.0 is known malware' })],
};

describe('manifests that are not open', () => {
  let editor: Editor;
  let files: Record<string, string>;
  const changes = new Inbox<null>();
  const criticals = new Inbox<CriticalParams>();
  beforeEach(async () => {
    files = { '/project/package.json': manifestOf('a'), '/project/packages/web/package.json': manifestOf('b') };
    editor = await Editor.start({ files });
    editor.engine.known = { a: HIGH, evil: MALWARE };
    editor.connection.onNotification(RISKS_CHANGED_NOTIFICATION, () => changes.put(null));
    criticals.all.length = 0;
    editor.connection.onNotification(CRITICAL_NOTIFICATION, (params: CriticalParams) => criticals.put(params));
  });
  afterEach(() => editor.dispose());

  const tell = (...uris: readonly string[]): Promise<void> =>
    editor.connection.sendNotification(MANIFESTS_NOTIFICATION, { uris });
  const change = async (uri: string, type: FileChangeType = FileChangeType.Changed): Promise<void> => {
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    await editor.wait(LOOK_UP_DELAY_MS);
  };
  const shown = async (): Promise<readonly (readonly [string, readonly string[]])[]> => {
    await editor.settled();
    const { projects }: RisksResult = await editor.connection.sendRequest(RISKS_REQUEST);
    return projects.map(({ uri, packages }) => [uri, packages.map(({ name, level }) => `${name} ${level}`)]);
  };
  const judgedNext = async (): Promise<string> => {
    const judging = await editor.engine.judgings.next();
    judging.finish();
    return judging.project.manifestPath;
  };

  it('are judged when the editor has found them, two at a time, and shown with those that are open', async () => {
    await editor.open(ROOT, manifestOf('a'));
    await tell(ROOT, MEMBER);
    assert.deepEqual([await judgedNext(), await judgedNext()].sort(), [
      '/project/package.json',
      '/project/packages/web/package.json',
    ]);
    assert.deepEqual(await shown(), [
      [ROOT, ['a high']],
      [MEMBER, []],
    ]);
    assert.ok(changes.all.length > 0);
  });

  it('are judged by what is in memory as long as the rest is looked up', async () => {
    await tell(ROOT, MEMBER);
    await editor.engine.judgings.next();
    assert.deepEqual(await shown(), [
      [ROOT, ['a high']],
      [MEMBER, []],
    ]);
  });

  it('are let go when they are gone', async () => {
    await tell(ROOT, MEMBER);
    await judgedNext();
    await judgedNext();
    await tell(MEMBER);
    assert.deepEqual(await shown(), [[MEMBER, []]]);
    delete files['/project/packages/web/package.json'];
    await change(MEMBER, FileChangeType.Deleted);
    assert.deepEqual(await shown(), []);
  });

  it('are read anew when they, or what counts for them, change on disk', async () => {
    await tell(ROOT, MEMBER);
    await judgedNext();
    await judgedNext();
    files['/project/packages/web/package.json'] = manifestOf('a');
    await change(MEMBER);
    assert.equal(await judgedNext(), '/project/packages/web/package.json');
    assert.deepEqual(await shown(), [
      [ROOT, ['a high']],
      [MEMBER, ['a high']],
    ]);
    await change(LOCKFILE);
    assert.deepEqual([await judgedNext(), await judgedNext()].sort(), [
      '/project/package.json',
      '/project/packages/web/package.json',
    ]);
  });

  it('are shown as the editor has them while they are open, and as the disk has them after that', async () => {
    await tell(ROOT);
    await judgedNext();
    await editor.open(ROOT, manifestOf('evil'));
    await judgedNext();
    assert.deepEqual(await shown(), [[ROOT, ['evil critical']]]);
    await editor.close(ROOT);
    await editor.wait(LOOK_UP_DELAY_MS);
    await judgedNext();
    assert.deepEqual(await shown(), [[ROOT, ['a high']]]);
    // Open or not: it is the editor who knows whether anybody looks at it.
    assert.deepEqual(
      criticals.all.map(({ uri }) => uri),
      [ROOT],
    );
  });

  it('are judged when they change, though nobody has asked for them', async () => {
    await change(MEMBER);
    assert.equal(await judgedNext(), '/project/packages/web/package.json');
    assert.deepEqual(await shown(), [[MEMBER, []]]);
  });

  it('tell once what has become critical in them', async () => {
    await tell(MEMBER);
    await judgedNext();
    files['/project/packages/web/package.json'] = manifestOf('b', 'evil');
    await change(MEMBER);
    await judgedNext();
    const { uri, packages } = await criticals.next();
    assert.deepEqual([uri, packages.map(({ name }) => name)], [MEMBER, ['evil']]);
    await change(LOCKFILE);
    await judgedNext();
    await judgedNext();
    assert.equal(criticals.all.length, 1);
  });

  it('tell what is critical in one that has just been written, and nothing of what has always been there', async () => {
    files['/project/package.json'] = manifestOf('evil');
    await tell(ROOT);
    await judgedNext();
    files['/project/packages/web/package.json'] = manifestOf('evil');
    await change(MEMBER, FileChangeType.Created);
    await judgedNext();
    await editor.settled();
    assert.deepEqual(
      criticals.all.map(({ uri }) => uri),
      [MEMBER],
    );
  });

  it('are none of what is installed', async () => {
    await tell('file:///project/node_modules/evil/package.json');
    await change('file:///project/node_modules/evil/package.json');
    assert.deepEqual(await shown(), []);
  });
});
