import assert from 'node:assert/strict';
import { readCommand } from '../../../../server/src/artifacts/analysis/shell/commands.js';

const kinds = (command: string): readonly string[] => readCommand(command).behaviours.map(({ kind }) => kind);

describe('commands that leave something behind', () => {
  for (const [command, kind] of [
    ['git config --global credential.helper "!node /tmp/x.js"', 'autostart'],
    ['npm config set script-shell /tmp/sh', 'autostart'],
    ['npm config set node-options --require=/tmp/x.js', 'autostart'],
    ['pm2 start x.js && pm2 save && pm2 startup', 'autostart'],
    [String.raw`setx PATH "%PATH%;%APPDATA%\x"`, 'autostart'],
    ['useradd -m -G sudo svc', 'ssh-access'],
    ['net user svc P@ss1 /add && net localgroup administrators svc /add', 'ssh-access'],
    ['netsh advfirewall set allprofiles state off', 'protection-weakened'],
    ['powershell Set-MpPreference -DisableRealtimeMonitoring $true', 'protection-weakened'],
    [String.raw`powershell Add-MpPreference -ExclusionPath C:\\`, 'protection-weakened'],
    ['security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ca.pem', 'protection-weakened'],
    ['certutil -addstore root ca.cer', 'protection-weakened'],
    ['networksetup -setwebproxy Wi-Fi 203.0.113.9 8080', 'protection-weakened'],
    ['npm config set https-proxy http://203.0.113.9:8080', 'downloads-redirected'],
    ['code --install-extension https://load.invalid/x.vsix --force', 'installs-globally'],
    ['cursor-agent -p --force "x"', 'agent-without-permissions'],
    ['aider --yes-always --message "x"', 'agent-without-permissions'],
    ['opencode run "x"', 'agent-without-permissions'],
    ['claude -p "x" --permission-mode bypassPermissions', 'agent-without-permissions'],
    ['claude -p "x" --allowedTools "Bash,Read"', 'agent-without-permissions'],
  ] as const) {
    it(`are known by what they say: ${command}`, () => {
      assert.deepEqual(kinds(command), [kind]);
    });
  }

  for (const command of [
    'git config credential.helper store',
    'git config --global user.name a',
    'npm config set fund false',
    'npm adduser --registry https://registry.npm.example',
    'pm2 start x.js',
    'net use z: \\\\server\\share',
    'netsh interface show interface',
    'certutil -hashfile a.tgz SHA256',
    'security find-identity -v',
    'code --list-extensions',
    'code --install-extension acme.language-acme',
    'code .',
    'cursor-agent -p "x"',
    'aider --message "x"',
    'claude -p "x" --allowedTools "Read,Bash(git log:*)"',
    'claude -p "x" --permission-mode plan',
  ]) {
    it(`are not all that those programs do: ${command}`, () => {
      assert.deepEqual(kinds(command), []);
    });
  }
});
