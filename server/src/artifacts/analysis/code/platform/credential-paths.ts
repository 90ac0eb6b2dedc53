import type { DataKind } from '../../../../model/index.js';

/** Where programs of a person keep what they know, by system. */
const OWN_DATA = String.raw`(?:\.config|\.local/share|AppData/(?:Roaming|Local)|Library/(?:Application Support|Preferences|Group Containers))`;

/**
 * Files that hold what opens accounts, as the documentation of the programs says that own them. `@` is a folder of `OWN_DATA`, `*`
 * one name or a part of it, `/` at the end everything below.
 */
const OF_PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  assistants: [
    '@/github-copilot/*.json',
    '@/opencode/auth.json',
    '@/amp/secrets.json',
    '@/openai/auth.json',
    '.openai/*',
    '.aider.conf.yml',
    '.qodo/auth*',
    '@/Claude/claude_desktop_config.json',
    '@/mcp/config.json',
    '@/zed/settings.json',
    '.goose/*',
    '@/goose/config.yaml',
  ],
  editors: ['@/JetBrains/*/options/security.xml', '@/JetBrains/*/c.kdbx', '@/JetBrains/*/c.pwd'],
  passwordManagers: [
    '@/op/config',
    '.op/config',
    '@/1Password/',
    '@/Bitwarden CLI/data.json',
    '@/Bitwarden/data.json',
    '*.kdbx',
    '@/keepassxc/*.ini',
    '.lastpass/*',
    '@/lpass/*',
    '.password-store/',
    '@/keyrings/*',
    '@/kwalletd/*',
    '.gnome2/keyrings/*',
    'sops/age/keys.txt',
    '.age/*key*',
    'AppData/*/Microsoft/Credentials/',
    'AppData/*/Microsoft/Protect/',
    'AppData/*/Microsoft/Vault/',
    'Windows/System32/config/SAM',
    'Windows/System32/config/SECURITY',
    'NTUSER.DAT',
  ],
  messengers: [
    'TelegramDesktop/tdata/',
    'Telegram Desktop/tdata/',
    '@/Signal/config.json',
    '@/Signal/sql/',
    '@/Slack/storage/',
    '@/Slack/Cookies',
    '@/Element/',
    '.thunderbird/*/logins.json',
    '.thunderbird/*/key4.db',
  ],
  hosting: [
    '@/heroku/credentials.json',
    '.fly/config.yml',
    '.vercel/auth.json',
    '.now/auth.json',
    '@/com.vercel.cli/auth.json',
    '@/netlify/config.json',
    '.netlify/config.json',
    '.wrangler/config/default.toml',
    '.railway/config.json',
    '@/configstore/firebase-tools.json',
    '@/doctl/config.yaml',
    '.cloudflared/*.pem',
    '.cloudflared/*.json',
    '@/ngrok/ngrok.yml',
    '.ngrok2/ngrok.yml',
    '.supabase/access-token',
    '@/scw/config.yaml',
    '@/hcloud/cli.toml',
    '@/linode-cli',
    '.bluemix/config.json',
    '.ibmcloud/config.json',
    '@/rclone/rclone.conf',
    '@/filezilla/*.xml',
    '@/FileZilla/*.xml',
    '@/remmina/*.remmina',
    '.putty/sessions/*',
    '.s3cfg',
    '.boto',
    '.passwd-s3fs',
  ],
  services: [
    '.huggingface/token',
    '.cache/huggingface/token',
    '.kaggle/kaggle.json',
    '@/stripe/config.toml',
    '.sentryclirc',
    '@/configstore/snyk.json',
    '.expo/state.json',
    '@/glab-cli/config.yml',
    '.config/hub',
    'AuthKey_*.p8',
    '@/Postman/',
    '@/Insomnia/*',
    '.twilio-cli/config.json',
    '.datadogrc',
    '.dropbox/*',
  ],
  packages: [
    '.gradle/gradle.properties',
    'NuGet/NuGet.Config',
    '@/composer/auth.json',
    '.composer/auth.json',
    '.bunfig.toml',
    '.condarc',
    '@/pypoetry/auth.toml',
    '.hex/hex.config',
    '.dart-tool/pub-credentials.json',
    '.pub-cache/credentials.json',
  ],
  databases: [
    '.dbeaver/*credentials*.json',
    '.dbeaver/data-sources*.json',
    '.dbeaver4/*credentials*.json',
    '@/DBeaverData/',
    '.mylogin.cnf',
    '.mongorc.js',
    '.dbshell',
  ],
  clusters: ['etc/kubernetes/*.conf', 'etc/rancher/k3s/k3s.yaml', 'etc/rancher/rke2/rke2.yaml'],
  histories: [
    '.psql_history',
    '.mysql_history',
    '.sqlite_history',
    '.rediscli_history',
    '.node_repl_history',
    '.python_history',
    '.irb_history',
    '.ksh_history',
    '@/fish/fish_history',
    'PSReadLine/*_history.txt',
  ],
};

const OF_WALLETS: readonly string[] = [
  '.electrum/wallets/',
  '@/Ledger Live/',
  '@/phantom/',
  '@/@trezor/',
  '.sui/sui_config/',
  '.aptos/config.yaml',
  '.near-credentials/',
  '.tron/*',
  '.foundry/keystores/',
  '.brownie/accounts/',
  '.starknet_accounts/',
  '.bitmonero/',
  '.litecoin/wallets/',
  '.dogecoin/wallet.dat',
  '.cosmos/keyring*/',
  '.ethereum/keystore/',
];

/** A list of such paths as one pattern. */
function anyOf(paths: readonly string[]): RegExp {
  const patterns = paths.map((path) =>
    path
      .replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replace(/^@(?=\/)/, OWN_DATA)
      .replace(/\/$/, '(?:/|$)')
      .replace(/(?<!\$\))$/, '$')
      .replaceAll('/', String.raw`[\\/]`)
      .replaceAll('*', String.raw`[^\\/]*`),
  );
  return new RegExp(String.raw`(?:^|[\\/])(?:${patterns.join('|')})`, 'i');
}

const STORES: readonly (readonly [RegExp, DataKind])[] = [
  [anyOf(OF_WALLETS), 'wallet'],
  [anyOf(Object.values(OF_PROGRAMS).flat()), 'credential-file'],
];

/** Longer texts, and those of several lines, are no paths. */
const LONGEST_PATH = 500;

/** What a program keeps in a file that is known by its path. */
export function storeKind(path: string): DataKind | undefined {
  if (path.length > LONGEST_PATH || path.includes('\n')) return undefined;
  return STORES.find(([pattern]) => pattern.test(path))?.[1];
}

const AT_HOME = String.raw`^(?:\uE000home\uE001|[\\/]root|(?:[A-Za-z]:)?[\\/](?:home|Users)[\\/][^\\/]+)[\\/]+`;
/** What some program keeps for itself and calls a token or a secret. Words that merely begin so are none. */
const CALLED_SECRET = new RegExp(
  String.raw`${AT_HOME}(?:\.(?!npm[\\/]|cache[\\/]|vscode|nvm|rustup|pyenv)|(?:AppData|Library)[\\/])(?:[^\\/]+[\\/])+[^\\/]*(?:token(?!i)|auth(?!or)|credential|secret|passw)[^\\/]*$`,
  'i',
);
/** Keys in files of their own. What says who somebody else is, is none. */
const KEY_FILE = new RegExp(
  String.raw`${AT_HOME}(?:[^\\/]+[\\/])*(?!(?:[^\\/]*[-_.])?(?:(?:root)?ca|cacerts?|certs?|certificate|chain|fullchain|pub(?:lic)?|bundle)\b)[^\\/]*\.(?:pem|p8|p12|pfx|ppk|jks|keystore)$`,
  'i',
);

/** Whether a file of the home folder says by its name that it is to be kept secret, whoever it belongs to. */
export function isCalledSecret(path: string): boolean {
  return path.length <= LONGEST_PATH && (CALLED_SECRET.test(path) || KEY_FILE.test(path));
}
