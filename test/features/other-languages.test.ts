import assert from 'node:assert/strict';
import { nextSteps } from '../../server/src/engine/aftermath/next-steps.js';
import { scriptsSentence } from '../../server/src/engine/aftermath/script-runs.js';
import { aftermathMarkdown } from '../../server/src/features/aftermath-markdown.js';
import { noticeDiagnostics } from '../../server/src/features/notices.js';
import { riskProject } from '../../server/src/features/risk-view.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { ok } from '../../server/src/model/index.js';
import { packageRiskJson } from '../../server/src/policies/package-risk-json.js';
import { typosquat } from '../../server/src/rules/typosquat.js';
import { listedIn, translator } from '../../server/src/protocol/translate.js';
import { readTexts } from '../support/manifest.js';
import { assessment, EXAMPLE_REGISTRY, facts, finding, NOW, subject } from '../support/subjects.js';
import { ESCAPES, judged, marked } from './support/manifest-document.js';

const GERMAN = { ...ESCAPES, t: translator(readTexts('l10n/bundle.l10n.de.json')) };

describe('in another language', () => {
  it('is what to do about malware', () => {
    const scripts = scriptsSentence({ events: ['postinstall'], certain: true }, assessment());
    const imports = 'x';
    const told = aftermathMarkdown(
      assessment({ aftermath: { installed: [], scripts, imports, steps: nextSteps(undefined) } }),
      NOW,
      GERMAN,
    );
    assert.match(told ?? '', /Es hat Skripts, die bei der Installation laufen \(postinstall\)/);
    assert.match(told ?? '', /als der Paketmanager es installiert hat/);
    assert.match(told ?? '', /^1\. Dieses Projekt nicht mehr starten/m);
  });

  it('is what could not be understood or used', () => {
    const { document } = marked('{ "dependencies": { "a": 4, "b": "npm:npm:c" } }');
    const { problems, dependencies } = packageJson.read(document.getText());
    const notes = packageRiskJson.read('{ "accept": [{}] }').problems;
    const [line] = dependencies.filter(({ name }) => name === 'b');
    const manifest = { ...judged(document, { b: { specifier: line?.specifier ?? { kind: 'invalid', reason: '' } } }) };
    assert.deepEqual(
      noticeDiagnostics({ ...manifest, problems, notes }, GERMAN).map(({ message }) => message),
      [
        'Ein Alias kann nicht auf einen anderen Alias verweisen.',
        'Das muss eine Zeichenkette sein.',
        'Zeile 1 enthält einen akzeptierten Befund: hat kein „package“.',
      ],
    );
  });

  it('is evidence that is in own words', () => {
    const popularity = ok(
      { similar: [{ name: 'lodash', rank: 10, kind: 'slip' as const, how: 'x' }], listSize: 5000 },
      NOW,
    );
    const [draft] = typosquat.find({
      ...{ subject: subject({ name: 'lodahs' }), facts: facts({ popularity }), registries: EXAMPLE_REGISTRY },
      ...{ now: NOW, cooldownHours: 72 },
    });
    const { document } = marked('{ "dependencies": { "lodahs": "1.0.0" } }');
    const found = finding({ rule: 'typosquat', level: 'high', evidence: draft?.evidence ?? [] });
    const { assessments } = judged(document, { lodahs: { level: 'high', findings: [found] } });
    const project = riskProject({ document, assessments, escapes: GERMAN });
    assert.match(
      project?.packages[0]?.findings[0]?.evidence[0]?.label ?? '',
      /lodash, Platz 10 von 5000 viel verwendeten Namen/,
    );
  });

  it('is what stands between the parts of a list', () => {
    const listOf = (language: string): string =>
      listedIn(translator(readTexts(`l10n/bundle.l10n.${language}.json`)), ['a', 'b', 'c']);
    assert.deepEqual(['de', 'es', 'ja', 'zh-cn'].map(listOf), ['a, b, c', 'a, b, c', 'a、b、c', 'a、b、c']);
    assert.deepEqual([listedIn(GERMAN.t, []), listedIn(GERMAN.t, ['a'])], ['', 'a']);
  });
});
