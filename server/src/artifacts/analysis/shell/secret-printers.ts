import type { DataKind } from '../../../model/index.js';

/**
 * By program: the words after it with which it prints what opens accounts. `kubectl get pods` prints none. From the documentation of
 * the programs; options in between are stepped over.
 */
const PRINTERS: readonly (readonly [program: string, words: string])[] = [
  // Managers of passwords and secrets.
  ['bw', String.raw`(?:list\s+items|get\s+(?:item|password|totp|notes|attachment)|export)`],
  ['lpass', String.raw`(?:export|show)`],
  ['pass', String.raw`(?:show|otp)`],
  ['gopass', String.raw`(?:show|cat)`],
  ['keepassxc-cli', String.raw`(?:show|export|clip)`],
  ['secret-tool', String.raw`(?:lookup|search)`],
  ['kwallet-query', '-[lr]'],
  ['keyring', 'get'],
  ['vault', String.raw`(?:kv\s+get|read|print\s+token|token\s+(?:create|lookup))`],
  ['doppler', String.raw`(?:secrets(?:\s+(?:download|get))?|configs\s+tokens)`],
  ['infisical', String.raw`(?:export|secrets)`],
  ['chamber', String.raw`(?:export|read|env)`],
  ['sops', String.raw`(?:-d|--decrypt|decrypt)`],
  ['ansible-vault', String.raw`(?:view|decrypt)`],
  // Keys.
  ['gpg2?', String.raw`--export-secret-(?:keys|subkeys)`],
  ['ssh-add', '-L'],
  // Clouds and hosts.
  ['az', String.raw`(?:account\s+get-access-token|keyvault\s+secret\s+show)`],
  ['kubectl', String.raw`(?:get\s+secrets?|config\s+view\b.*--raw|create\s+token)`],
  ['oc', String.raw`(?:get\s+secrets?|whoami\s+(?:-t|--show-token))`],
  ['gcloud', String.raw`(?:auth\s+(?:print-|application-default\s+print-)|secrets\s+versions\s+access)`],
  ['aws', String.raw`(?:ssm\s+get-parameters?\b.*--with-decryption|ecr\s+get-login-password)`],
  ['heroku', String.raw`(?:auth:token|config(?!:set|:unset|\S))`],
  ['railway', 'variables'],
  ['vercel', String.raw`env\s+pull`],
  ['netlify', String.raw`(?:env:list\b.*(?:--plain|--json)|api\s+getEnvVars)`],
  ['fly(?:ctl)?', String.raw`(?:auth\s+token|tokens\s+create)`],
  ['firebase', 'login:ci'],
  ['supabase', String.raw`(?:secrets\s+list|projects\s+api-keys)`],
  ['pulumi', String.raw`(?:config|stack\s+output)\b.*--show-secrets`],
  ['glab', String.raw`auth\s+status\b.*\s(?:-t|--show-token)`],
  ['gh', String.raw`auth\s+status\b.*\s(?:-t|--show-token)`],
  ['docker-credential-[\\w-]+', 'get'],
  // Windows.
  ['netsh', String.raw`wlan\s+show\s+profiles?\b.*key\s*=\s*clear`],
  ['reg', String.raw`(?:save|export)\s+["']?(?:HKLM|HKEY_LOCAL_MACHINE)[\\/]+(?:SAM|SECURITY|SYSTEM)`],
  ['cmdkey', '/list'],
  ['vaultcmd', '/listcreds'],
];

const START = String.raw`(?:^|[\s;&|$(\x60/])`;
/** Options between the program and what it is to do. */
const OPTIONS = String.raw`["']?(?:\s+-{1,2}[\w-]+(?:[=\s][\w./][\w./-]*)?){0,6}?\s+`;

const PRINTS = new RegExp(
  `${START}(?:${PRINTERS.map(([program, words]) => `${program}(?:\\.exe)?${OPTIONS}(?:${words})(?![\\w-])`).join('|')})`,
  'i',
);

/** What browsers keep is a database each. */
const READS_BROWSER =
  /\bsqlite3?(?:\.exe)?\b[^|;&]*(?:Cookies|Login Data|Web Data|cookies\.sqlite|places\.sqlite|state\.vscdb)\b/i;
/** Histories hold what was typed on command lines, passwords among it. */
const READS_HISTORY = /\b(?:cat|tail|head|base64|type|gc|Get-Content)\b[^|;&]*(?:\.\w+_history\b|ConsoleHost_history)/i;

/** What a command tells of the secrets that other programs keep. */
export function printsSecrets(text: string): readonly DataKind[] {
  return [
    ...(PRINTS.test(text) || READS_HISTORY.test(text) ? (['credential-file'] as const) : []),
    ...(READS_BROWSER.test(text) ? (['browser-data'] as const) : []),
  ];
}
