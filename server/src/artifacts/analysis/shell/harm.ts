import { isDownloader, isShell, type Program } from './programs.js';
import type { ShellCommand } from './words.js';

/** A shell whose input and output go to somebody else's machine. */
export function opensReverseShell(program: Program, { redirects, words }: ShellCommand): boolean {
  const { name, args } = program;
  const text = args.join(' ');
  if ([...redirects, ...words].some((part) => /\/dev\/(?:tcp|udp)\/\S/.test(part))) {
    // Reading whether a port is open takes the device as well; a shell that is tied to it is another matter.
    return (isShell(program) && /(?:^|\s)-i\b/.test(text)) || name === 'exec' || redirects.join(' ').includes('<>');
  }
  return REVERSE_SHELLS.some(({ names, text: given }) => names.test(name) && given.every((part) => part.test(text)));
}

const REVERSE_SHELLS = [
  { names: /^(?:nc|ncat|netcat)$/, text: [/(?:^|\s)-(?:\w*e|-exec|-sh-exec|c)\s+\S*(?:sh|cmd|powershell)/] },
  { names: /^socat$/, text: [/\bexec:/i, /\b(?:tcp|openssl|udp)/i] },
  {
    names: /^(?:python\d?|perl|ruby|php|node)$/,
    text: [/^-[ecr]\s/, /\bsocket\b|fsockopen|TCPSocket/, /\b(?:dup2|pty|subprocess|exec|spawn)|\/bin\/(?:ba)?sh/],
  },
] as const;

/** Where everything of a person or a machine lies. */
const WHOLE =
  /^(?:\/\*?|~(?:\/\*?)?|\$\{?HOME\}?(?:\/\*?)?|\/(?:home|root|etc|usr|var|Users)(?:\/\*?)?|[A-Z]:[\\/]?\*?|%(?:USERPROFILE|SystemRoot|HOMEPATH|SystemDrive)%[\\/]?\*?)$/i;

/** By program: what must stand in its options, and whether it must be about everything there is. */
const DESTROYERS: Readonly<Record<string, { readonly options?: RegExp; readonly whole: boolean }>> = Object.freeze({
  rm: { options: /(?:^|\s)(?:-\w*r|--recursive)/i, whole: true },
  rd: { options: /[-/](?:s|q)/i, whole: true },
  rmdir: { options: /[-/](?:s|q)/i, whole: true },
  del: { options: /[-/](?:s|q)/i, whole: true },
  erase: { options: /[-/](?:s|q)/i, whole: true },
  'remove-item': { options: /-r/i, whole: true },
  shred: { whole: true },
  cipher: { whole: true },
  find: { options: /\s(?:-delete|shred|rm)\b/, whole: true },
  mkfs: { whole: false },
  'mkfs.ext4': { whole: false },
  dd: { options: /\bof=\/dev\/(?:sd|hd|nvme|disk|xvd)/, whole: false },
});

/** Deletes or overwrites what belongs to the user or the system. */
export function destroys({ name, args }: Program): boolean {
  const known = Object.hasOwn(DESTROYERS, name) ? DESTROYERS[name] : undefined;
  if (known === undefined || known.options?.test(args.join(' ')) === false) return false;
  return !known.whole || args.some((arg) => WHOLE.test(arg)) || args.includes('--no-preserve-root');
}

const STARTED_FILES =
  /(?:\.(?:bashrc|zshrc|profile|bash_profile|zprofile|zshenv)|authorized_keys|\/etc\/(?:cron|rc\.|profile|ld\.so\.preload|systemd)|LaunchAgents|LaunchDaemons|\.config\/(?:autostart|systemd)|[\\/]Startup(?:[\\/]|$))/i;

/** By program: the arguments with which it starts something later, again and again. */
const PERSISTERS: Readonly<Record<string, RegExp>> = Object.freeze({
  crontab: /^(?!.*(?:^|\s)-l\b)./,
  systemctl: /\benable\b/,
  launchctl: /\b(?:load|bootstrap)\b/,
  schtasks: /\/create\b/i,
  reg: /^add\b.*\\Run(?:Once)?\b/i,
  git: /\bconfig\b.*--global\b.*\b(?:core\.hookspath|init\.templatedir|core\.sshcommand)\b/i,
});

/** Sees to it that something runs again, long after the install. */
export function persists({ name, args }: Program, { redirects }: ShellCommand): boolean {
  if (redirects.some((redirect) => redirect.startsWith('>') && STARTED_FILES.test(redirect))) return true;
  if (/^(?:tee|cp|mv|copy|xcopy|move|robocopy|install|ln|copy-item|move-item)$/.test(name))
    return STARTED_FILES.test(args.findLast((arg) => !/^\/\w$|^-/.test(arg)) ?? '');
  return Object.hasOwn(PERSISTERS, name) && PERSISTERS[name]?.test(args.join(' ')) === true;
}

/** Variables and files that hold what opens other doors. */
const SECRETS =
  /\$\(\s*(?:env|printenv|set|export)\b|\.npmrc|\.ssh\b|\.aws\b|\.netrc|\.git-credentials|\.docker\/config|\.kube\b|id_rsa|id_ed25519|\/etc\/(?:passwd|shadow)|\/proc\/(?!self\b)[^/\s]+\/(?:mem|environ)\b|\$\{?\w*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)\w*|\.config\/(?:solana|gcloud|gh)\b|\.codex\/auth|\.claude(?:\.json|\/\.credentials)|\.gemini\/oauth|\.env\b/i;
const HOST_FACTS =
  /\$\(\s*(?:whoami|hostname|id|uname|ifconfig|ip\s+a|pwd)\b|\$\{?(?:USER|HOSTNAME|HOME|PWD|USERNAME|COMPUTERNAME)\b|%(?:USERNAME|COMPUTERNAME|USERDOMAIN)%/i;

/** What secrets a text names, the first of them. */
export function secretIn(text: string): string | undefined {
  return SECRETS.exec(text)?.[0];
}

const LOOK_UP = /^(?:nslookup|dig|host|ping)$/;
const CARRIER = /^(?:nc|ncat|netcat|scp|rsync|ftp|sftp)$/;

/** What a command sends away: names of secrets or of the machine; undefined where nothing of the kind. */
export function sentBy(program: Program, feeding: readonly Program[]): string | undefined {
  if (!isDownloader(program) && !LOOK_UP.test(program.name) && !CARRIER.test(program.name)) return undefined;
  const text = sentText(program);
  return sentSecret(text, program) ?? fedSecret(program, feeding) ?? HOST_FACTS.exec(text)?.[0];
}

function sentSecret(text: string, program: Program): string | undefined {
  return LOOK_UP.test(program.name) || sends(program) ? SECRETS.exec(text)?.[0] : undefined;
}

function fedSecret(program: Program, feeding: readonly Program[]): string | undefined {
  return readsInput(program) ? feeding.map(readsSecret).find((found) => found !== undefined) : undefined;
}

/** Without headers (a token there is how one logs in) and the file that the answer goes to. */
function sentText({ args }: Program): string {
  const silent = /^(?:-H|--header|-o|-O|--output|--output-document|-u|--user|-K|--netrc-file|--cacert|-outfile)$/i;
  return args.filter((arg, at) => !silent.test(args[at - 1] ?? '') && !arg.startsWith('--header=')).join(' ');
}

function sends({ name, args }: Program): boolean {
  if (!/^(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)$/.test(name)) return true;
  const text = args.join(' ');
  const posts =
    /(?:^|\s)(?:-d|--data\S*|-F|--form\S*|-T|--upload-file|--post-data\S*|--post-file\S*|--body\S*|-body)\b/i;
  return posts.test(text) || /https?:\/\/\S*[$%]/i.test(text);
}

function readsInput({ name, args }: Program): boolean {
  return (
    /^(?:nc|ncat|netcat)$/.test(name) ||
    args.some((arg) => /(?:^|=)@?-$|^@-|=@-/.test(arg)) ||
    args.some((arg) => /[$<]\(/.test(arg))
  );
}

function readsSecret({ name, args }: Program): string | undefined {
  if (/^(?:env|printenv|set)$/.test(name) && args.length === 0) return name;
  const reads = /^(?:cat|tar|zip|base64|gzip|xxd|dd|strings|grep|find|head|tail|type|echo|printf)$/.test(name);
  return reads ? SECRETS.exec(args.join(' '))?.[0] : undefined;
}
