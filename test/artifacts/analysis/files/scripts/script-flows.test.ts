import assert from 'node:assert/strict';
import { inEnglish, phrase } from '../../../../../server/src/model/index.js';
import { POWERSHELL } from '../../../../../server/src/artifacts/analysis/files/scripts/powershell-language.js';
import { PYTHON } from '../../../../../server/src/artifacts/analysis/files/scripts/python-language.js';
import { scriptFlows } from '../../../../../server/src/artifacts/analysis/files/scripts/script-flows.js';

const LENGTH = 500_000;

describe('scriptFlows', () => {
  for (const [name, language] of Object.entries({ PYTHON, POWERSHELL })) {
    for (const piece of ['(', '"', "'", '\n', 'a = b[', '@{', 'f(a, ', '$x = $y + ', "'''", 'a:', ' ', ']']) {
      it(`comes to an end with ${JSON.stringify(piece)} again and again in ${name}`, () =>
        assert.deepEqual(scriptFlows(language, piece.repeat(Math.ceil(LENGTH / piece.length))), []));
    }
  }

  it('says where it happens and what it is about', () => {
    const text = 'import os\nhome = open("/root/.netrc").read()\n\nrequests.post(url, data=home)\n';
    const wording = phrase('files with credentials');
    assert.deepEqual(scriptFlows(PYTHON, text), [
      { kind: 'command-sends-data', offset: text.indexOf('requests'), detail: inEnglish(wording), wording },
    ]);
  });

  it('goes through loops and functions that stand before what they are given', () => {
    const text = `def send():
    for part in parts:
        sock.sendall(part)
def fill():
    parts.append(dict(os.environ))
`;
    assert.deepEqual(
      scriptFlows(PYTHON, `parts = []\n${text}`).map(({ kind }) => kind),
      [],
    );
    assert.deepEqual(
      scriptFlows(PYTHON, `parts = []\nparts.append(dict(os.environ))\n${text}`).map(({ kind }) => kind),
      ['command-sends-data'],
    );
  });
});
