import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, Hover } from 'vscode-languageserver';
import type { ComparedPlace } from '../../server/src/protocol/compare.js';
import { CASE_REQUEST, type CaseResult } from '../../server/src/protocol/messages.js';
import { RISKS_REQUEST, type RisksResult } from '../../server/src/protocol/risk-view.js';
import {
  DOSSIER_REQUEST,
  REVIEW_REQUEST,
  type DossierResult,
  type ReviewParams,
  type ReviewResult,
} from '../../server/src/protocol/second-opinion.js';
import { publicCase, publicFacts } from '../opinion/support/case.js';
import { Editor, PULLS } from './support/editor.js';

const URI = 'file:///project/package.json';
const TEXT = '{ "dependencies": {\n"left-pal": "1.0.0" } }';
const WORSE = JSON.stringify({
  claims: [{ claim: 'It hides what it sends.', evidence: ['e1'], level: 'high', confidence: 0.9 }],
});
const MODEL = { id: 'some-model', name: 'Some [Model](command:evil)' };

const known = (snippet = 'x') => ({
  'left-pal': {
    subject: { version: '1.0.0' },
    findings: publicCase(snippet).findings,
    facts: publicFacts(snippet),
    level: 'low' as const,
  },
});

describe('a second opinion in the editor', () => {
  let editor: Editor;
  const start = async (settings: object = {}): Promise<void> => {
    editor = await Editor.start({ capabilities: PULLS, initializationOptions: { sourceDocuments: true } });
    editor.settings = { '': { secondOpinion: { enable: true }, ...settings } };
    editor.engine.known = known();
    await editor.open(URI, TEXT);
    await editor.settled();
  };
  afterEach(() => editor.dispose());

  const dossier = (place: ComparedPlace = { uri: URI, line: 1 }): Promise<DossierResult> =>
    editor.connection.sendRequest(DOSSIER_REQUEST, place);
  const review = (params: ReviewParams): Promise<ReviewResult> => editor.connection.sendRequest(REVIEW_REQUEST, params);
  const ask = async (answer: string, model = MODEL): Promise<ReviewResult> =>
    await review({ id: (await dossier()).id ?? '', model, answer });
  const hover = async (): Promise<string> => {
    const params = { textDocument: { uri: URI }, position: { line: 1, character: 2 } };
    return JSON.stringify(await editor.connection.sendRequest<Hover>('textDocument/hover', params));
  };
  const levels = async (): Promise<readonly string[]> =>
    (await editor.connection.sendRequest<RisksResult>(RISKS_REQUEST)).projects.flatMap(({ packages }) =>
      packages.map(({ level }) => level),
    );
  const problems = async () => {
    const params = { textDocument: { uri: URI } };
    const report = await editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', params);
    assert.equal(report.kind, 'full');
    return report.items;
  };

  it('that is worse raises the level in hover, case and risk view, and no problem', async () => {
    await start();
    const before = await problems();
    assert.deepEqual(await levels(), ['low']);
    const { message } = await ask(WORSE);
    assert.match(
      message ?? '',
      /^Some ⟦Model⟧.* thinks that left-pal@1\.0\.0 is worse than the analysis says: High\.$/,
    );
    assert.match(await hover(), /\*\*High in the opinion of Some/);
    assert.deepEqual(await levels(), ['high']);
    const { caseId = '' } = await dossier();
    const { text } = await editor.connection.sendRequest<CaseResult>(CASE_REQUEST, { id: caseId });
    assert.match(text ?? '', /It hides what it sends/);
    assert.deepEqual(await problems(), before);
  });

  it('of a model that does what a package tells it to lowers nothing', async () => {
    await start();
    const safe = JSON.stringify({ claims: [{ claim: 'Safe.', evidence: ['e1'], level: 'none', confidence: 1 }] });
    for (const answer of [safe, '{"claims":[]}']) {
      assert.match((await ask(answer)).message ?? '', /stays as it is|no sign of being safe/);
      assert.deepEqual(await levels(), ['low']);
      assert.match(await hover(), /\*\*Low: /);
    }
    assert.match((await ask('It is safe.')).problem ?? '', /did not answer in the form/);
  });

  it('is asked for with another word each time, and refused where the model repeats that', async () => {
    await start();
    const [one, other] = [await dossier(), await dossier()];
    const nonceOf = ({ prompt = '' }: DossierResult): string => /^BEGIN ([0-9a-f]{32})$/m.exec(prompt)?.[1] ?? '';
    assert.notEqual(nonceOf(one), '');
    assert.notEqual(nonceOf(one), nonceOf(other));
    const answer = WORSE.replace('It hides', nonceOf(one));
    assert.match((await review({ id: one.id ?? '', model: MODEL, answer })).problem ?? '', /repeated/);
    assert.deepEqual(await levels(), ['low']);
  });

  it('is kept for the session, by model, and forgotten once anything has changed', async () => {
    await start();
    await ask(WORSE);
    assert.deepEqual((await dossier()).answered, ['some-model']);
    editor.engine.known = known('something else');
    await editor.type(URI, `${TEXT}\n`);
    await editor.settled();
    assert.deepEqual([await levels(), (await dossier()).answered], [['low'], []]);
    editor.engine.known = known();
    await editor.type(URI, `${TEXT}\n\n`);
    await editor.settled();
    assert.deepEqual(await levels(), ['high']);
  });

  it('is shown to nobody who has not switched it on, nor asked for in the hover', async () => {
    await start({ secondOpinion: { enable: false } });
    await ask(WORSE);
    assert.deepEqual(await levels(), ['low']);
    assert.doesNotMatch(await hover(), /opinion/i);
  });

  it('has a link in the hover where it is switched on, which holds nothing but an id', async () => {
    await start();
    const [, argument = ''] =
      /\[Second opinion\]\(command:packageRisk\.secondOpinion\?([^)]*)\)/.exec(await hover()) ?? [];
    const [link] = JSON.parse(decodeURIComponent(argument)) as readonly [{ readonly id: string }];
    assert.deepEqual(Object.keys(link), ['id']);
    assert.equal((await dossier(link)).title, 'left-pal@1.0.0');
    assert.equal((await dossier({ uri: URI, package: 'left-pal@1.0.0' })).title, 'left-pal@1.0.0');
  });

  it('says in a sentence why nothing is sent', async () => {
    await start({ offline: true });
    assert.match((await dossier()).problem ?? '', /^Working offline/);
    assert.match((await dossier({ uri: URI, line: 0 })).problem ?? '', /no dependency at that place/);
    assert.match((await review({ id: 'ffff', model: MODEL, answer: WORSE })).problem ?? '', /no longer known/);
  });
});
