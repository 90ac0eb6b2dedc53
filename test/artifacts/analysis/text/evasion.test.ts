import assert from 'node:assert/strict';
import { inEnglish } from '../../../../server/src/model/index.js';
import { findEvasion } from '../../../../server/src/artifacts/analysis/text/evasion.js';

describe('conditions by which code decides whether it is watched', () => {
  const cases: readonly (readonly [text: string, detail: string])[] = [
    ['if (os.cpus().length < 2) return;', 'the number of processors'],
    ['if(2>=require("os").cpus().length)process.exit()', 'the number of processors'],
    ['if (os.totalmem() / 1024 ** 3 < 4) return;', 'the size of the memory'],
    ['os.uptime() > 600 && run()', 'how long the machine has been running'],
    ["/sandbox/i.test(x) || os.hostname().includes('analysis') ? 0 : run()", 'the name of the machine or its user'],
    ["if (os.userInfo().username === 'malware') return", 'the name of the machine or its user'],
    ["if (Intl.DateTimeFormat().resolvedOptions().timeZone.startsWith('Europe/Moscow')) return", 'the time zone'],
    ["if (/ru/.test(process.env.LANG)) x; process.env.LANG.includes('ru')", 'the language'],
    ["if (process.execArgv.some((a) => a.includes('--inspect'))) return", 'a debugger'],
    ["if (require('inspector').url()) return", 'a debugger'],
    ["const VMS = ['vmware', 'virtualbox', 'qemu'];", 'a virtual machine'],
  ];
  for (const [text, detail] of cases)
    it(`is one on ${detail}: ${text}`, () => {
      assert.deepEqual(
        findEvasion(text).map((one) => inEnglish(one.what)),
        [detail],
      );
    });

  it('is one on build servers only beside another', () => {
    assert.deepEqual(findEvasion('if (process.env.CI) return;'), []);
    assert.deepEqual(
      findEvasion("if (process.env.CI || process.env['GITHUB_ACTIONS'] || os.cpus().length < 4) return;").map((one) =>
        inEnglish(one.what),
      ),
      ['the number of processors', 'a build server'],
    );
  });

  it('is none where the answer is merely used', () => {
    const texts = [
      'new Pool(os.cpus().length)',
      'log(os.hostname())',
      'const zone = resolvedOptions().timeZone;',
      'process.uptime() > 5',
    ];
    for (const text of texts) assert.deepEqual(findEvasion(text), [], text);
  });
});
