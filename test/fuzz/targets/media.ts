import assert from 'node:assert/strict';
import type { Connection } from 'vscode-languageserver';
import { findingResult, remedyResults } from '../../../server/src/agents/result.js';
import { promptFor } from '../../../server/src/opinion/prompt.js';
import { connectionLogger } from '../../../server/src/lsp/connection-logger.js';
import { billOfMaterials } from '../../../server/src/report/cyclonedx/bill-of-materials.js';
import { explainText } from '../../../server/src/report/explain-text.js';
import { jsonReport } from '../../../server/src/report/json.js';
import { junitReport } from '../../../server/src/report/junit.js';
import { sarifLog } from '../../../server/src/report/sarif/sarif-log.js';
import { jsonPieces } from '../../../server/src/report/support/json-pieces.js';
import { styleFor } from '../../../server/src/report/support/style.js';
import { jsonText } from '../../../server/src/report/support/terminal.js';
import { textReport } from '../../../server/src/report/text.js';
import { dossier } from '../../opinion/support/case.js';
import { assessment, direct, finding, remedy } from '../../report/samples.js';
import { validRun } from '../../support/sarif-schema.js';
import { recordingTimers } from '../../support/recording-timers.js';
import { parseXml } from '../../support/xml.js';
import { assertNoPipelineCommand, assertPlain, textsIn } from '../support/harmless.js';
import { hostileEvidence, hostileReport, NOW } from '../support/hostile-report.js';
import { hostileBytes, textOf } from '../support/hostile-text.js';
import type { FuzzTarget } from '../target.js';

const ROOT = { folder: '/home/ada/shop', cwd: '/home/ada/shop' };
const SHORT_RUNS = 120;

/** One way to show a report of which every text is hostile. */
export function mediumTarget(name: string, check: (text: string) => void): FuzzTarget {
  return { name: `medium-${name}`, shortRuns: SHORT_RUNS, input: hostileBytes, check: (bytes) => check(textOf(bytes)) };
}

function hostileFinding(text: string) {
  return finding('deprecated', 'high', text, { evidence: hostileEvidence(text) });
}

/** Our own colours, and nothing else of a terminal's. */
const COLOUR = /\u001b\[[\d;]*m/g;

const terminal = mediumTarget('terminal', (text) => {
  const typesetting = { style: styleFor(true), width: 80 };
  const one = assessment({ subject: direct(text, text, text), findings: [hostileFinding(text)] });
  const shown = [textReport(hostileReport(text), 'high', typesetting), explainText(one, text, NOW, typesetting)];
  for (const each of shown) {
    const plain = each.replace(COLOUR, '');
    assertPlain(plain);
    assertNoPipelineCommand(plain);
  }
});

const log = mediumTarget('log', (text) => {
  const lines: string[] = [];
  const remote = { warn: (line: string) => lines.push(line) };
  connectionLogger({ console: remote } as unknown as Pick<Connection, 'console'>, recordingTimers(0)).warn(text);
  assertPlain(lines.join(''));
});

/** What is parsed again is the same; what is looked at does nothing. */
const json = mediumTarget('json', (text) => {
  const report = jsonReport(hostileReport(text));
  const printed = [...jsonPieces(report)].join('');
  assertPlain(printed);
  assertNoPipelineCommand(printed);
  assert.equal(printed, jsonText(report));
  assert.deepEqual(JSON.parse(printed), JSON.parse(JSON.stringify(report)));
});

/** Links of SARIF's plain text: `[words](place)`. */
const SARIF_LINK = /(?<!\\)(?:\\\\)*\[(?:[^\\[\]]|\\.)*\]\(([^)]*)\)/g;

const sarif = mediumTarget('sarif', (text) => {
  const printed = [...jsonPieces(sarifLog(hostileReport(text), { rules: [], version: '1.2.3', root: ROOT }))].join('');
  assertPlain(printed);
  assertNoPipelineCommand(printed);
  for (const { message, locations } of validRun(printed).results) {
    assert.doesNotMatch(message.text, /\n/);
    for (const [, place = ''] of message.text.matchAll(SARIF_LINK)) {
      assert.match(place, /^(?:\d+|https?:\/\/[^@/]+(?:\/.*)?)$/);
    }
    for (const { physicalLocation } of locations) {
      const { href } = new URL(physicalLocation.artifactLocation.uri, 'file:///root/folder/');
      assert.match(href, /^file:\/\/\//);
      if (physicalLocation.artifactLocation.uriBaseId !== undefined) assert.match(href, /^file:\/\/\/root\/folder\//);
    }
  }
});

const JUNIT_ELEMENTS = ['testsuites', 'testsuite', 'testcase', 'failure', 'system-out'];

const junit = mediumTarget('junit', (text) => {
  const printed = junitReport(hostileReport(text), 'high');
  parseXml(printed);
  assertPlain(printed);
  assertNoPipelineCommand(printed);
  for (const [, element = ''] of printed.matchAll(/<(?![?/])([^\s/>]*)/g))
    assert.ok(JUNIT_ELEMENTS.includes(element), element);
});

const cyclonedx = mediumTarget('cyclonedx', (text) => {
  const printed = billOfMaterials(hostileReport(text), { version: '1.2.3', root: ROOT, now: NOW });
  assertPlain(printed);
  assertNoPipelineCommand(printed);
  for (const each of textsIn(JSON.parse(printed)))
    if (each.startsWith('pkg:')) assert.match(each, /^pkg:npm\/[\w%./~-]*@[\w%.~-]*$/);
});

/** What would be a part of the conversation, markup or an address to whoever reads words. */
const SPEAKS = /[<>[\]`|{}]|\b(?:https?|data|javascript|command|human|assistant|system):\S/i;

const OWN_PAGES = 'https://github.com/package-risk/package-risk/blob/main/docs/rules/';

const models = mediumTarget('models', (text) => {
  const given = [findingResult(hostileFinding(text)), remedyResults([remedy(text, { caveat: text })])];
  for (const each of textsIn(given)) {
    assertPlain(each);
    if (!each.startsWith(OWN_PAGES)) assert.doesNotMatch(each, SPEAKS);
  }
  const nonce = 'c0ffee00c0ffee00c0ffee00c0ffee00';
  const { text: prompt } = promptFor(dossier(text), nonce);
  assertPlain(prompt);
  assert.equal(prompt.split(nonce).length, promptFor(dossier('x'), nonce).text.split(nonce).length);
});

export const MEDIA_TARGETS: readonly FuzzTarget[] = [terminal, log, json, sarif, junit, cyclonedx, models];
