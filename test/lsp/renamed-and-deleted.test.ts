import assert from 'node:assert/strict';
import {
  FileChangeType,
  type Diagnostic,
  type FileEvent,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { LOOK_UP_DELAY_MS } from '../../server/src/lsp/document-project.js';
import { MANIFESTS_NOTIFICATION, RISKS_REQUEST, type RisksResult } from '../../server/src/protocol/risk-view.js';
import { finding } from '../support/subjects.js';
import { DOES_NOT_PULL, Editor, type EditorGiven } from './support/editor.js';

const [OLD, NEW] = ['file:///project/old/package.json', 'file:///project/new/package.json'] as const;
const TEXT = '{ "dependencies": { "a": "1.0.0" } }';
const HIGH = { level: 'high' as const, findings: [finding({ rule: 'typosquat', level: 'high', message: 'a is odd' })] };

describe('a file that is renamed or deleted while the editor runs', () => {
  let editor: Editor;
  let files: Record<string, string>;
  const start = async (given: EditorGiven = {}): Promise<void> => {
    files = { '/project/old/package.json': TEXT };
    editor = await Editor.start({ files, ...given });
    editor.engine.known = { a: HIGH };
  };
  afterEach(() => editor.dispose());

  const problems = async (uri: string): Promise<readonly Diagnostic[]> => {
    const params = { textDocument: { uri } };
    const report: FullDocumentDiagnosticReport = await editor.connection.sendRequest('textDocument/diagnostic', params);
    return report.items;
  };
  const atRisk = async (): Promise<readonly string[]> => {
    await editor.settled();
    const { projects }: RisksResult = await editor.connection.sendRequest(RISKS_REQUEST);
    return projects.flatMap(({ uri, packages }) => packages.map(({ name }) => `${uri} ${name}`));
  };
  const onDisk = async (...changes: readonly FileEvent[]): Promise<void> => {
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await editor.wait(LOOK_UP_DELAY_MS);
  };
  const deleted = (uri: string): FileEvent => ({ uri, type: FileChangeType.Deleted });
  const created = (uri: string): FileEvent => ({ uri, type: FileChangeType.Created });
  const move = (): void => {
    files['/project/new/package.json'] = TEXT;
    delete files['/project/old/package.json'];
  };

  it('takes its problems along to the new name where it is open', async () => {
    await start();
    await editor.open(OLD, TEXT);
    assert.equal((await problems(OLD)).length, 1);
    move();
    // As VS Code does it: the document gets another address, then the disk is told of.
    await editor.close(OLD);
    await editor.open(NEW, TEXT);
    await onDisk(deleted(OLD), created(NEW));
    assert.deepEqual(await problems(OLD), []);
    assert.equal((await problems(NEW)).length, 1);
    assert.deepEqual(await atRisk(), [`${NEW} a`]);
  });

  it('stays at risk when it is closed, whether it was opened before or after the disk told of it', async () => {
    const orders = [
      ['open', 'told'],
      ['told', 'open'],
    ] as const;
    for (const order of orders) {
      await start();
      await editor.connection.sendNotification(MANIFESTS_NOTIFICATION, { uris: [OLD] });
      await editor.open(OLD, TEXT);
      move();
      await editor.close(OLD);
      const steps = { open: () => editor.open(NEW, TEXT), told: () => onDisk(deleted(OLD), created(NEW)) };
      for (const step of order) await steps[step]();
      await editor.close(NEW);
      await editor.wait(LOOK_UP_DELAY_MS);
      assert.deepEqual(await atRisk(), [`${NEW} a`], order.join(', then '));
      editor.dispose();
    }
  });

  it('takes them along where it is not open', async () => {
    await start();
    await editor.connection.sendNotification(MANIFESTS_NOTIFICATION, { uris: [OLD] });
    assert.deepEqual(await atRisk(), [`${OLD} a`]);
    move();
    await onDisk(deleted(OLD), created(NEW));
    assert.deepEqual(await atRisk(), [`${NEW} a`]);
  });

  it('has its problems cleared with an editor that is told of them', async () => {
    await start({ capabilities: DOES_NOT_PULL });
    await editor.open(OLD, TEXT);
    await editor.wait(1000);
    await editor.close(OLD);
    await editor.settled();
    assert.deepEqual(editor.published.all.at(-1), { uri: OLD, diagnostics: [] });
  });

  it('has no problems any more while its tab stays, and has them again when it is put back', async () => {
    await start();
    await editor.open(OLD, TEXT);
    assert.equal((await problems(OLD)).length, 1);
    delete files['/project/old/package.json'];
    await onDisk(deleted(OLD));
    assert.deepEqual(await problems(OLD), []);
    assert.deepEqual(await atRisk(), []);
    await onDisk(created(OLD));
    assert.equal((await problems(OLD)).length, 1);
  });

  it('counts no more for the manifest beside it when it was the lockfile', async () => {
    await start();
    files['/project/old/package-lock.json'] = '{}';
    await editor.open(OLD, TEXT);
    await editor.engine.judgings.next();
    const before = editor.engine.opened.length;
    delete files['/project/old/package-lock.json'];
    await onDisk(deleted('file:///project/old/package-lock.json'));
    assert.ok(editor.engine.opened.length > before, 'the manifest was not read anew');
  });

  it('has no problems of its own any more when it was the lockfile, open in a tab', async () => {
    await start();
    const lockfile = 'file:///project/old/package-lock.json';
    editor.engine.lockfile = { lockfilePath: '/project/old/package-lock.json' };
    editor.engine.notes = ['Something of the lockfile could not be read.'];
    await editor.open(lockfile, '{}');
    await problems(lockfile);
    await onDisk(deleted(lockfile));
    assert.deepEqual(await problems(lockfile), []);
  });
});
