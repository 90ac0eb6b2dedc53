import type { BehaviourKind } from '../../../../model/index.js';

const HOME = String.raw`\uE000home\uE001[\\/]+`;

/** Programs that people type all day: another one of that name, in a folder that is searched first, is what they start. */
const EVERYDAY =
  'git|npm|npx|node|yarn|pnpm|bun|ssh|sudo|docker|curl|python3?|bash|zsh|sh|code|gh|kubectl|aws|gpg|make|cargo|go';

/** What the programs themselves read at every start, as their documentation says. */
const STARTS: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:${HOME}(?:\.local[\\/])?bin|[\\/]usr[\\/](?:local[\\/])?bin)[\\/](?:${EVERYDAY})(?:\.(?:cmd|exe|ps1|sh))?$`,
  ),
  new RegExp(
    String.raw`^${HOME}(?:\.vimrc|\.vim[\\/](?:plugin|autoload)[\\/].*\.vim|\.config[\\/]nvim[\\/](?:init|plugin[\\/].*)\.(?:vim|lua)|\.tmux\.conf|\.screenrc|\.xprofile|\.xinitrc|\.pam_environment|\.gradle[\\/]init\.(?:gradle(?:\.kts)?|d[\\/].*)|\.cargo[\\/]config(?:\.toml)?|\.config[\\/]fish[\\/](?:conf\.d|functions)[\\/].*\.fish|\.config[\\/]environment\.d[\\/].*\.conf)$`,
  ),
  /[\\/](?:Windows)?PowerShell[\\/](?:Microsoft\.\w+_)?profile\.ps1$/i,
  /[\\/]site-packages[\\/](?:[^\\/]+\.pth|(?:site|user)customize\.py)$/,
  /^[\\/]etc[\\/](?:ld\.so\.preload|ld\.so\.conf\.d[\\/].*|environment|bash\.bashrc|zsh[\\/].*|pam\.d[\\/].*|udev[\\/]rules\.d[\\/].*)$/,
  // Runs before whatever pnpm does in the project.
  /^(?:\uE000(?:project|cwd|home)\uE001|\.{1,2})[\\/](?:.*[\\/])?\.?pnpmfile\.c?js$/,
];

/** Who may do what, which names mean which machine, and what browsers load. */
const PROTECTION: readonly RegExp[] = [
  /^[\\/]etc[\\/](?:sudoers(?:\.d[\\/].*)?|hosts|resolv\.conf|nsswitch\.conf|passwd|shadow)$/,
  /[\\/]System32[\\/]drivers[\\/]etc[\\/]hosts$/i,
  new RegExp(
    String.raw`^${HOME}.*(?:google-chrome|Google[\\/]Chrome|Chrome[\\/]User Data|BraveSoftware|Microsoft[\\/]Edge|chromium).*[\\/](?:Secure )?Preferences$`,
    'i',
  ),
];

/** Extensions lie there, and run with the next start of the editor; what assistants read as orders. */
const ORDERS: readonly RegExp[] = [
  new RegExp(
    String.raw`^${HOME}\.(?:vscode(?:-server|-insiders|-oss)?|cursor(?:-server)?|windsurf(?:-server)?|trae|kiro)[\\/]extensions[\\/]`,
  ),
  /(?:^|[\\/])(?:\.mcp\.json|opencode\.jsonc?|\.?zed[\\/]settings\.json|\.clinerules(?:$|[\\/])|\.kiro[\\/](?:steering|settings|hooks)[\\/]|\.junie[\\/]|\.roo[\\/]|\.roorules$|\.amazonq[\\/](?:rules|mcp\.json)|\.windsurf[\\/]rules[\\/]|\.trae[\\/]rules[\\/]|\.goosehints$)/,
];

/** The client of Discord has a file that it loads first, and applications of Electron lie in one archive. */
const APPLICATIONS: readonly RegExp[] = [
  /[\\/]discord_desktop_core[\\/]index\.js$/,
  new RegExp(String.raw`^${HOME}(?:AppData|Library|\.config|\.local)[\\/].*\.asar$`),
];

/** Programs with which people hold money, by the folders that they are installed in. */
const WALLETS =
  /(?:^|[\\/])\.?(?:atomic|exodus|electrum|ledger[ -]?live|trezor[ -]?suite|guarda|coinomi|jaxx|wasabi|sparrow|bitpay|mymonero|monero|mycrypto|frame|rabby|zelcore|daedalus|armory|bitcoin)(?:[ -]?(?:wallet|desktop|suite|gui|qt))?(?:-[\d.]+)?(?:\.app)?[\\/]/i;

/** Whether a file belongs to a wallet. */
export function isOfWallet(path: string): boolean {
  return WALLETS.test(path);
}

const PLACES: readonly (readonly [readonly RegExp[], BehaviourKind])[] = [
  [STARTS, 'autostart'],
  [PROTECTION, 'protection-weakened'],
  [ORDERS, 'agent-configuration'],
  [APPLICATIONS, 'application-changed'],
];

/** What it means to write to a file of another program, by its path alone. */
export function meaningOfPlace(path: string): BehaviourKind | undefined {
  return PLACES.find(([patterns]) => patterns.some((pattern) => pattern.test(path)))?.[1];
}

/** What it depends on what is written. */
const SAYINGS: readonly (readonly [path: RegExp, text: RegExp, kind: BehaviourKind])[] = [
  [/(?:^|[\\/])\.yarnrc\.yml$/, /^[ \t]*(?:yarnPath|plugins)[ \t]*:/m, 'autostart'],
  [
    /(?:^|[\\/])(?:pip\.conf|pip\.ini|\.pip[\\/]pip\.conf)$/,
    /^[ \t]*(?:extra-)?index-url[ \t]*=/m,
    'downloads-redirected',
  ],
  [
    /(?:^|[\\/])(?:\.vscode[\\/]settings|(?:Code|Cursor|Windsurf|VSCodium)[\\/]User[\\/]settings)\.json$/,
    /"(?:chat\.tools\.(?:global\.)?autoApprove|chat\.tools\.terminal\.autoApprove|git\.path|task\.allowAutomaticTasks|terminal\.integrated\.(?:profiles|automationProfile|env)\.\w+|security\.workspace\.trust\.enabled|extensions\.verifySignature)"/,
    'agent-configuration',
  ],
  [
    /(?:^|[\\/])\.gitconfig$/,
    /^[ \t]*(?:hooksPath|sshCommand|fsmonitor|helper|templateDir)[ \t]*=[ \t]*\S/im,
    'autostart',
  ],
];

export function meaningOfText(path: string, text: string): BehaviourKind | undefined {
  return SAYINGS.find(([of, said]) => of.test(path) && said.test(text))?.[2];
}
