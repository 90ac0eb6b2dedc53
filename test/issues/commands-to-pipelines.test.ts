import assert from 'node:assert/strict';
import { htmlText, scriptJson } from '../../server/src/report/support/html-text.js';
import { jsonText, terminalText } from '../../server/src/report/support/terminal.js';
import { wrap } from '../../server/src/report/support/layout.js';
import { xmlText } from '../../server/src/report/support/xml-text.js';

const AZURE = '##vso[task.setvariable variable=PATH]/tmp/evil';

describe('a text of a package in the log of a pipeline', () => {
  it('begins no line with a command of GitHub’s, wherever the line is broken', () => {
    const said = terminalText('deprecated, ::error file=package.json::all is well ::add-mask::high');
    assert.equal(said, 'deprecated, : :error file=package.json::all is well : :add-mask::high');
    for (const width of [5, 12, 40]) for (const line of wrap(said, width)) assert.doesNotMatch(line, /^\s*::/);
    assert.equal(xmlText('::error::x', 100), '&#58;:error::x');
  });

  it('sets no variable of Azure Pipelines, and is no message to TeamCity', () => {
    assert.equal(terminalText(AZURE), '# #vso[task.setvariable variable=PATH]/tmp/evil');
    assert.equal(terminalText("##teamcity[buildStop comment='x']"), "# #teamcity[buildStop comment='x']");
    for (const printed of [jsonText({ a: AZURE }), scriptJson(AZURE), htmlText(AZURE), xmlText(AZURE, 100)]) {
      assert.doesNotMatch(printed, /##vso\[/);
    }
    assert.deepEqual(JSON.parse(jsonText({ a: AZURE })), { a: AZURE });
  });

  it('stays what it is where it only looks alike', () => {
    for (const text of ['std::string', '::1', 'a ## b', '#12', '## heading [x]'])
      assert.equal(terminalText(text), text);
  });
});
