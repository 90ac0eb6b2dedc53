import type { BehaviourKind, DataKind } from '../../../model/index.js';
import { readShell } from './signals.js';
import { LASTING } from './lasting-commands.js';
import { readsMemory } from './process-memory.js';
import { runsFromElsewhere } from './remote-programs.js';
import { printsSecrets } from './secret-printers.js';

/** What a shell command does, by what it says. Unknown parts of it may stand open. */
export interface CommandReading {
  readonly program: string;
  readonly behaviours: readonly { readonly kind: BehaviourKind; readonly detail: string }[];
  /** What its output tells, or what is put into it by substitution. */
  readonly reveals: readonly DataKind[];
  /** What it is given is what is pasted from now on. */
  readonly copies: boolean;
  /** It sends what it is given to another machine. */
  readonly sends: boolean;
  readonly host?: string;
  /** Code that is given to node on the command line. */
  readonly scripts: readonly string[];
  /** Files that are run. */
  readonly files: readonly string[];
  /** It prints what it was given by a host. */
  readonly fetches: boolean;
  /** Files into which it puts that. */
  readonly saves: readonly string[];
}

const MAX_COMMAND = 20_000;
const MAX_SHOWN = 160;

const FETCHES =
  /\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring|downloadfile|downloaddata|start-bitstransfer|bitsadmin|urlopen|urlretrieve)\b|\bfetch\s+(?:-|["']?(?:https?|ftp):)|\bcertutil(?:\.exe)?\b[^|;&]*-urlcache|\b(?:mshta|regsvr32|rundll32)(?:\.exe)?\b[^|;&]*https?:/i;
const PIPED_TO_INTERPRETER =
  /\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:\/(?:usr\/)?bin\/(?:env\s+)?)?(?:ba|z|da|k|a)?sh\b|\|\s*(?:sudo\s+)?(?:node|bun|deno|python[23]?|perl|ruby|php)\b|\|\s*(?:iex|invoke-expression|powershell|pwsh|cmd)\b|\b(?:iex|invoke-expression)\b|(?<![\w.-])(?:(?:ba|z|da)?sh|node|bun|deno|python[23]?|perl|ruby|php)\s+(?:(?:-\S+|eval)\s+)*["']?(?:<\(|\$\(|`)\s*(?:curl|wget)|\beval\s+["']?(?:\$\(|`)\s*(?:curl|wget)|(?:\bsource|(?:^|[\s;&|])\.)\s+<\(\s*(?:curl|wget)|\bexec\(/i;
const OUTPUT_FILE =
  /(?:\s-(?!not\s)[a-zA-Z]*[oO]\s*|\s--output(?:=|\s+)|\s--output-document(?:=|\s+)|\s-outfile\s+|>\s*|-urlcache\s+(?:-split\s+)?-f\s+\S+\s+)["']?([^\s"';|&<>]+)/gi;
const UNPACKED = /\|\s*(?:sudo\s+)?(?:tar|gunzip|gzip|unzip|bsdtar)\b[^|;&]*(?:&&|;)\s*\S+/i;
const REVERSE_SHELL =
  /\/dev\/(?:tcp|udp)\/|\b(?:nc|ncat|netcat)\b[^|;&]*\s-(?:e|c)\b|\b(?:nc|ncat|netcat)\b[^;&]*\|\s*(?:\/bin\/)?(?:ba)?sh\b|mkfifo\b[^]*\b(?:nc|ncat|telnet|openssl)\b|\bsocat\b[^|;&]*exec:|\bsocket\b[^]*\bconnect\b[^]*(?:subprocess|pty\.spawn|dup2|\/bin\/(?:ba|z)?sh\b|>&\s*S\b)|\b(?:TCPSocket|fsockopen)\b[^]*(?:\/bin\/(?:ba|z)?sh|\bexec\b|\bspawn\b|proc_open|popen|shell_exec)|TCPClient\([^]*(?:iex|StreamReader)/i;
const PERSISTS =
  /\bcrontab\b(?!\s+-[lr]\b)|\bschtasks(?:\.exe)?\b[^|;&]*\/create|\breg(?:\.exe)?\s+add\b[^|;&]*\\(?:Run|RunOnce)\b|\bsystemctl\b[^|;&]*\benable\b|\blaunchctl\s+(?:load|bootstrap)\b|\bgit\s+config\b[^|;&]*\s--(?:global|system)\b[^|;&]*\b(?:core\.hooksPath|init\.templateDir|core\.sshCommand)\b|\bNew-ItemProperty\b[^|;&]*\\Run\b|>>?\s*~?\/?[^\s]*\.(?:bashrc|zshrc|profile|bash_profile)\b|\bconfig\.(?:sh|cmd)\b[^|;&]*\s--url\s+['"]?https:\/\/github\.com\b/i;
const DESTROYS =
  /\brm\s+(?:-\w+\s+)*-\w*r\w*\s+(?:-\w+\s+)*(?:--no-preserve-root\s+)?["']?(?:\/(?:\s|\*|$|["'])|(?:~|\$\{?HOME\}?|\uE000home\uE001)\/?(?:(?:Documents|Desktop|Downloads|Pictures)\/?)?(?:\s|\*|$|["'])|\*)|\bfind\s+["']?(?:~|\$HOME|\uE000home\uE001|\/)\/?["']?\s[^|;&]*\s-(?:delete|exec\s+(?:rm|shred))\b|\b(?:Remove-Item|ri)\b[^|;&]*-Recurse[^|;&]*\s["']?(?:\$env:USERPROFILE|\$HOME|~)["']?(?:\s|$|\\?\*)|\b(?:del|erase)\b[^|;&]*\/s\b[^|;&]*(?:%userprofile%|c:\\)|\brd\s+\/s\b[^|;&]*(?:%userprofile%|c:\\)|\bmkfs(?:\.\w+)?\b|\bdd\b[^|;&]*\bof=\/dev\/|\bformat\s+[a-z]:|\bcipher\s+\/w:|\bshred\b|\bshutdown\b|\binit\s+0\b/i;
/** The project that a program is told of or runs in, all of it or its sources, or the home folder. */
const DESTROYS_WORK =
  /\b(?:rm\s+(?:-\w+\s+)*-\w*[rR]\w*|(?:rd|rmdir)\s+\/s)(?:\s+[-/]\w+)*\s+["']?\uE000(?:home|cwd|project)\uE001(?:[\\/](?:src|\*))?[\\/]?["']?\s*(?:$|[;&|])/;
const AGENT =
  /--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--yolo\b|--trust-all-tools|--allow-all-tools|--approval-mode[= ]yolo|--full-auto\b[^|;&]*--ask-for-approval[= ]never/;
const PUBLISHES = /\b(?:npm|pnpm|yarn(?:\s+npm)?|bun)\s+(?:\S+\s+)*?publish\b/;
const ENCODED = /\b(?:powershell|pwsh)(?:\.exe)?\b[^|;&]*\s-e(?:nc|ncodedcommand|c)?\s+['"]?([A-Za-z0-9+/=]{16,})/i;
const HIDDEN_WINDOW = /\b(?:powershell|pwsh)(?:\.exe)?\b[^|;&]*-w(?:indowstyle)?\s+hidden/i;
const MINES =
  /\bxmrig\b|stratum\+(?:tcp|ssl):|--donate-level\b|--rig-id\b|\b(?:monero|minexmr|nanopool|supportxmr|moneroocean)\b[^\s]*:\d{2,5}/i;
const BASE64_TO_SHELL = /\bbase64\s+(?:-d|-D|--decode)\b[^]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/;
const INSTALLS =
  /\b(?:npm|pnpm|yarn|bun)\s+(?:i|install|add|global\s+add)\b[^|;&]*\s(?:-g|--global)\b|\byarn\s+global\s+add\s+[\w@]|\b(?:npm|pnpm|yarn|bun)\s+(?:i|install|add|global\s+add)\b[^|;&]*\shttps?:/;

/** The registry, or the place of everybody's repositories, becomes another one for all that follows. */
const REDIRECTS =
  /\b(?:npm|pnpm|yarn)\s+(?:config\s+set|set)\s+(?:@[\w-]+:)?(?:registry|npmRegistryServer)[=\s]+['"]?https?:\/\/(?!registry\.(?:npmjs\.org|npmmirror\.com|yarnpkg\.com))|\bpip3?\s+config\s+set\s+\S*index-url\b|\bgit['"]?\s+config\s+[^|;&]*--(?:global|system)\b[^|;&]*\burl\.(?!['"]?(?:https?:\/\/|git@|ssh:\/\/git@)(?:[^\s@]*@)?(?:github|gitlab)\.com)\S+\.insteadof\s+['"]?(?:https?:\/\/|git@|ssh:|git:)/i;

const BEHAVIOURS: readonly (readonly [RegExp, BehaviourKind])[] = [
  [REVERSE_SHELL, 'reverse-shell'],
  [PERSISTS, 'autostart'],
  [DESTROYS, 'destructive-command'],
  [DESTROYS_WORK, 'destructive-command'],
  [AGENT, 'agent-without-permissions'],
  [PUBLISHES, 'publishes-packages'],
  [MINES, 'miner'],
  [HIDDEN_WINDOW, 'hidden-window'],
  [BASE64_TO_SHELL, 'encoded-command'],
  [INSTALLS, 'installs-globally'],
  [REDIRECTS, 'downloads-redirected'],
  ...LASTING,
];

const COPIES =
  /\bpbcopy\b|\bxclip\b(?![^|;&]*\s-o(?:ut)?\b)|\bxsel\b[^|;&]*\s(?:-\w*[ib]|--input|--clipboard)\b|\bwl-copy\b|(?:^|[|;&]\s*)clip(?:\.exe)?\b|\bSet-Clipboard\b/i;
const SENDS =
  /(?<![.\w])(?:curl|wget|nc|ncat|netcat|nslookup|dig|ping|host|ssh|scp|rsync|ftp|iwr|irm|invoke-webrequest|invoke-restmethod)\b|\burlopen\(|\brequests\.(?:get|post|put)\(|\bgit\s+push\b|\bgh\s+(?:gist|repo|api)\b/i;
const HOST = /\bhttps?:\/\/(?:[^\s/"'@]*@)?([^\s/"':?#$`\uE000]+)(?=[/\s"':?#]|$)/i;

/** Commands whose output says something that is nobody else's business. Substituted into another command, they are sent. */
const REVEALS: readonly (readonly [RegExp, DataKind])[] = [
  [
    /(?:^|[\s;&|$(`])(?:(?:env|set)(?=[ \t]*(?:$|[\n;&|)`>]|-0|--null))|(?:printenv|export -p|Get-ChildItem\s+env:|gci\s+env:)(?=$|[\s;&|)`]))|\bos\.environ\b(?!\s*(?:\[|\.get))/i,
    'environment',
  ],
  [
    /(?:^|[\s;&|$(`])(?:whoami|hostname|id|uname\s+-\w*[na]\w*|ifconfig|ipconfig|ip\s+a(?:ddr)?|systeminfo|sw_vers|lsb_release)(?=$|[\s;&|)`])/i,
    'host-identity',
  ],
  [
    /\bpbpaste\b|\bxclip\b[^|;&]*\s-o(?:ut)?\b|\bxsel\b[^|;&]*\s(?:-o|--output)\b|\bwl-paste\b|\bGet-Clipboard\b/i,
    'clipboard',
  ],
  [/\bosascript\b[^]{0,500}\bdisplay dialog\b[^]{0,500}\bhidden answer\b/i, 'keystrokes'],
  [/\b(?:cat|tar|zip|base64|gzip|xxd|head|tail)\b[^|;&]*(?:\.ssh(?:\/|\b)|id_rsa|id_ed25519)/, 'ssh-key'],
  [
    /\b(?:cat|tar|zip|base64|gzip|xxd|head|tail)\b[^|;&]*(?:\.npmrc|\.netrc|\.aws\b|\.kube\b|\.docker\/|\.config\/(?:gcloud|gh|solana)\b|\.gnupg\b|\.git-credentials|\/etc\/(?:passwd|shadow)|\/proc\/\S+\/(?:mem|environ))|\bgh\s+auth\s+token\b|\bnpm\s+(?:config\s+(?:ls\b|list\b|get\s*(?:$|[|;&>]|\S*(?:auth|token|passw|\/\/)))|token\b)|\bgcloud\s+auth\s+print|\baws\s+(?:configure|sts)\b|\bsecurity\s+(?:find|dump)-|\bgit\s+config\s+(?:--\w+\s+)*(?:--list|-l)\b|\bsecretsmanager\b|\bop\s+(?:item|read)\b|(?:^|[\s;&|$(`/])(?:trufflehog|gitleaks)['"]?\s+[\w-]|(?:^|\s)credential\s+fill\b|isSecret[^]{0,12}true/i,
    'credential-file',
  ],
  [
    /(?:@|<\s*|\s-T\s*|--upload-file[=\s]|\b(?:scp|rsync|sftp)\s+(?:-\S+\s+)*)(?:~|\$HOME)?\/?[^\s]*(?:\.ssh\b|id_rsa|\.npmrc|\.aws\b|\.netrc|\.git-credentials|\.kube\b|\.docker\/config|\.config\/(?:gcloud|gh|solana)\b|\.gnupg\b)|(?:@|\b(?:cat|base64|gzip|xxd)\s+)["']?(?:\.\/)?\.env(?:\.\w+)*["']?(?=$|[\s;&|)`])/,
    'credential-file',
  ],
  [
    /\bfind\b[^;&]*\s-i?name\s+["']?[^\s"']*(?:\.env\b|\.npmrc|id_rsa|id_ed25519|\.pem\b|keystore|wallet\.dat)/,
    'credential-file',
  ],
];

/** Reads a command. Nothing is expanded: what is put together at run time is what it is for. */
export function readCommand(command: string): CommandReading {
  const text = command.slice(0, MAX_COMMAND);
  const encoded = ENCODED.exec(text)?.[1];
  const { signals, texts, code } = readShell(text);
  const own = readOne(text, [
    ...(encoded === undefined ? [] : (['encoded-command'] as const)),
    ...signals.map(({ kind }) => kind).filter((kind) => WORD_BY_WORD.has(kind)),
  ]);
  const inner = encoded === undefined ? [] : [readCommand(Buffer.from(encoded, 'base64').toString('utf16le'))];
  const whole = [...inner, ...texts.map((one) => readOne(one, []))].reduce(joined, own);
  return code.length === 0 ? whole : { ...whole, scripts: [...whole.scripts, ...code] };
}

/** @param more kinds that are known of it already */
function readOne(text: string, more: readonly BehaviourKind[]): CommandReading {
  const known = BEHAVIOURS.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind);
  const kinds = distinct([...known, ...(downloads(text) ? (['download-and-run'] as const) : []), ...more]);
  return {
    program: /^\s*(?:sudo\s+)?["']?([^\s"']+)/.exec(text)?.[1] ?? '',
    behaviours: kinds.map((kind) => ({ kind, detail: shown(text) })),
    reveals: revealedBy(text),
    copies: COPIES.test(text),
    sends: SENDS.test(text),
    host: HOST.exec(text)?.[1]?.toLowerCase(),
    scripts: scriptsIn(text),
    files: filesIn(text),
    ...savedBy(text),
  };
}

/** What is seen only where a command is taken apart as a shell does it. */
const WORD_BY_WORD: ReadonlySet<BehaviourKind> = new Set(['download-and-run', 'encoded-command', 'runner-memory']);

/** A command with what it runs that stands in it in another form. */
function joined(outer: CommandReading, inner: CommandReading): CommandReading {
  // What can be read there says more than what it is hidden in.
  const told = new Set(inner.behaviours.map(({ kind }) => kind));
  return {
    ...outer,
    behaviours: [...outer.behaviours.filter(({ kind }) => !told.has(kind)), ...inner.behaviours],
    reveals: distinct([...outer.reveals, ...inner.reveals]),
    sends: outer.sends || inner.sends,
    host: outer.host ?? inner.host,
    scripts: [...outer.scripts, ...inner.scripts],
    files: [...outer.files, ...inner.files],
  };
}

function distinct<T>(some: readonly T[]): readonly T[] {
  return [...new Set(some)];
}

function revealedBy(text: string): readonly DataKind[] {
  const known = REVEALS.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind);
  return distinct([...known, ...printsSecrets(text), ...(readsMemory(text) ? (['credential-file'] as const) : [])]);
}

/** Something is fetched and run: by a pipe, or as a file that is named again afterwards. */
function downloads(text: string): boolean {
  return RUNS_REMOTE.test(text) || runsFromElsewhere(text) || runsWhatItFetched(text);
}

function runsWhatItFetched(text: string): boolean {
  if (!FETCHES.test(text)) return false;
  return (
    PIPED_TO_INTERPRETER.test(text) || UNPACKED.test(text) || FETCHES_PROGRAM.test(text) || usesWhatItFetched(text)
  );
}

/** Runners of packages that are given an address instead of a name. */
const RUNS_REMOTE =
  /\b(?:npx|bunx|pnpm\s+dlx|yarn\s+dlx|npm\s+(?:exec|x)|deno\s+run|bun\s+run)\b[^|;&]*?\s(?:git\+)?https?:\/\//;

const FETCHES_PROGRAM = /\bhttps?:\/\/\S*\.(?:exe|dll|msi|scr|ps1|vbs|hta)\b/i;

/** The name at the end of an address is often the file's. */
const URL = /\bhttps?:\/\/\S+/g;

function usesWhatItFetched(text: string): boolean {
  return [...text.matchAll(OUTPUT_FILE)].some((match) => {
    const [whole, file = ''] = match;
    return (
      !['', '-', '/dev/null'].includes(file) && isUsed(text.slice(match.index + whole.length).replace(URL, ''), file)
    );
  });
}

/** `curl -s URL`, `curl -so FILE URL`, `wget URL` */
function savedBy(text: string): Pick<CommandReading, 'fetches' | 'saves'> {
  if (!DOWNLOADS.test(text)) return { fetches: false, saves: [] };
  const saves = [...text.matchAll(OUTPUT_FILE)].flatMap(([, file = '']) => {
    const isAddress = /^https?:\/\//.test(file);
    const name = isAddress ? (/[^/]*$/.exec(file.replace(/[?#].*/, ''))?.[0] ?? '') : file;
    return ['', '-', '/dev/null', 'NUL'].includes(name) ? [] : name;
  });
  return { fetches: saves.length === 0, saves };
}

const DOWNLOADS = /^\s*(?:sudo\s+)?["']?(?:\S*[\\/])?(?:curl|wget)(?:\.exe)?\b[^|;&]*\bhttps?:\/\//i;

function isUsed(rest: string, file: string): boolean {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return rest.includes(file) || (name.length > 2 && new RegExp(`(?:^|[\\s/\\\\;&|])${escaped(name)}\\b`).test(rest));
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_SHOWN);
}

const NODE = String.raw`(?:^|[\s;&|("'])(?:node|nodejs|nodemon|bun|deno\s+run|tsx|ts-node|(?:pm2|forever)\s+(?:re)?start)(?:\.exe)?`;
const INLINE = new RegExp(
  String.raw`${NODE}\s+(?:-\S+\s+)*?(?:-e|-p|-pe|--eval|--print)\s+(?:"((?:[^"\\]|\\.)*)"|'([^']*)')`,
  'g',
);
const FILE = new RegExp(String.raw`${NODE}\s+(?:-(?!e\b|p\b|-eval|-print)\S+\s+)*["']?([^\s"';&|()<>]+)`, 'g');

function scriptsIn(text: string): readonly string[] {
  return [...text.matchAll(INLINE)].map(([, double, single]) =>
    double === undefined ? (single ?? '') : double.replace(/\\(["\\$`])/g, '$1'),
  );
}

function filesIn(text: string): readonly string[] {
  return [...text.matchAll(FILE)].map(([, file = '']) => file).filter((file) => !file.startsWith('-'));
}
