import assert from 'node:assert/strict';
import { scriptReader } from '../../../../server/src/artifacts/analysis/files/script-readers.js';
import { powershellSignals } from '../../../../server/src/artifacts/analysis/files/powershell-signals.js';
import { pythonSignals } from '../../../../server/src/artifacts/analysis/files/python-signals.js';
import { shellSignals } from '../../../../server/src/artifacts/analysis/shell/signals.js';

describe('scriptReader', () => {
  const cases = [
    ['tools/set-up.PS1', '', powershellSignals],
    ['a.py', '', pythonSignals],
    ['drivers.cmd', '', shellSignals],
    ['bin/tool', '#!/usr/bin/env bash\n', shellSignals],
    ['bin/tool', '#!/usr/bin/env -S python3 -u\n', pythonSignals],
    ['bin/tool', '#!/usr/bin/env node\n', undefined],
    ['bin/tool', 'sh', undefined],
  ] as const;
  for (const [path, text, reader] of cases) {
    it(`reads ${path} ${text.trim()} as ${reader?.name ?? 'no script'}`, () =>
      assert.equal(scriptReader(path, Buffer.from(text)), reader));
  }
});
