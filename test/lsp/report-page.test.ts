import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { REPORT_REQUEST, type ReportResult } from '../../server/src/protocol/report.js';
import { finding } from '../report/samples.js';
import { deferred } from '../support/deferred.js';
import { Editor } from './support/editor.js';

const ROOT = '/project/package.json';
const MEMBER = '/project/packages/web/package.json';

const params = {
  folder: 'file:///project',
  manifests: [
    { uri: 'file:///project/packages/web/package.json', path: 'packages/web/package.json' },
    { uri: 'file:///project/package.json', path: 'package.json' },
  ],
};

describe('the report of a window', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    editor.engine.onDisk = {
      [ROOT]: '{ "dependencies": { "lodash": "1.0.0" } }',
      [MEMBER]: '{ "dependencies": { "express": "1.0.0" } }',
    };
    editor.engine.known = { express: { findings: [finding('typosquat', 'high', 'looks like another')] } };
  });
  afterEach(() => editor.dispose());

  /** Answers once as many manifests have been judged. */
  const report = async (manifests: number, asked = params): Promise<ReportResult> => {
    const answer = editor.connection.sendRequest<ReportResult>(REPORT_REQUEST, asked);
    for (let count = 0; count < manifests; count += 1) (await editor.engine.judgings.next()).finish();
    return await answer;
  };

  it('is one page about all its projects, by the names that the reader knows', async () => {
    const { html = '' } = await report(2);
    assert.match(html, /<h1>Package Risk: package\.json, packages\/web\/package\.json<\/h1>/);
    assert.match(html, /2 packages judged/);
    assert.match(html, /<th scope="row">express@1\.0\.0<\/th><td>named by packages\/web\/package\.json<\/td>/);
    assert.match(html, /<script>\/\* report\.js \*\/<\/script>/);
  });

  it('has the members of a workspace in the report of its root', async () => {
    editor.engine.members = { [ROOT]: [MEMBER] };
    const { html = '' } = await report(2);
    assert.match(html, /<h1>Package Risk: package\.json<\/h1>/);
    assert.match(html, /<th scope="row">express@1\.0\.0<\/th><td>named by packages\/web\/package\.json<\/td>/);
  });

  it('tells what has changed since the last one', async () => {
    assert.doesNotMatch((await report(2)).html ?? '', /Since the report of/);
    editor.engine.known = {};
    const { html = '' } = await report(2);
    assert.match(html, /Since the report of .*express@1\.0\.0: high → nothing found/);
  });

  it('knows the same projects again in whatever order they are found', async () => {
    await report(2);
    const { html = '' } = await report(2, { ...params, manifests: params.manifests.toReversed() });
    assert.match(html, /Since the report of .*Nothing has changed\./);
  });

  it('tells of a manifest that cannot be read, and what was not judged for want of a lockfile', async () => {
    editor.engine.onDisk = { [ROOT]: 'dependencies', [MEMBER]: '{ "dependencies": { "express": "1.0.0" } }' };
    const { html = '' } = await report(2);
    const broken = 'package.json: This is not a JSON object, so npm cannot read it either. (package.json)';
    const missing = 'There is no lockfile that can be read: what the dependencies bring along was not judged.';
    assert.ok(html.includes(`<ul><li>${broken}</li><li>${missing} (packages/web/package.json)</li></ul>`));
  });

  it('is a sentence where there is nothing to report', async () => {
    editor.engine.onDisk = {};
    const { html, problem } = await report(0);
    assert.equal(html, undefined);
    assert.match(problem ?? '', /no manifest with dependencies/);
  });

  it('leaves out a folder that is switched off', async () => {
    editor.settings = { 'file:///project/package.json': { enable: false } };
    const { html = '' } = await report(1);
    assert.match(html, /<h1>Package Risk: packages\/web\/package\.json<\/h1>/);
  });

  it('is given up when the user does not want to wait', async () => {
    const aborted = deferred<undefined>();
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest<ReportResult>(REPORT_REQUEST, params, source.token);
    const { options } = await editor.engine.judgings.next();
    options.signal.addEventListener('abort', () => aborted.resolve(undefined));
    source.cancel();
    await aborted.promise;
    await assert.rejects(answer);
  });
});
