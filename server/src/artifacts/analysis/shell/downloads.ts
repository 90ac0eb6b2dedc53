import { baseName, isInterpreter, type Program } from './programs.js';

const ADDRESS = /\b(?:https?|ftp):\/\/[^\s'"`)>|;]+/i;

/** The address that a downloader is given, if it stands there. */
export function addressOf({ args }: Program): string | undefined {
  return args.map((arg) => ADDRESS.exec(arg)?.[0]).find((address) => address !== undefined);
}

/** Whether nobody vouches for what comes from there: a bare IP address, or a way on which everybody can change it. */
export function isUnvouched(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (/^(?:localhost|127\.|\[::1\]|10\.|192\.168\.|0\.0\.0\.0)/.test(hostname)) return false;
  return protocol !== 'https:' || /^(?:\d{1,3}\.){3}\d{1,3}$|^\[/.test(hostname);
}

/** The base name of the file that a download is written to; undefined where it goes to the output. */
export function downloadedFile(program: Program, redirects: readonly string[]): string | undefined {
  const file = redirectedTo(redirects) ?? namedOutput(program.args) ?? keptName(program);
  return file === undefined ? undefined : baseName(file);
}

export function redirectedTo(redirects: readonly string[]): string | undefined {
  return redirects.map((redirect) => /^>>?(.+)$/.exec(redirect)?.[1]).find((file) => file !== undefined);
}

function namedOutput(args: readonly string[]): string | undefined {
  const option = args.findIndex((arg) => OUTPUT_OPTIONS.test(arg));
  const named = option < 0 ? undefined : args[option + 1];
  return named ?? args.map((arg) => /^(?:-o|-O|--output=|--output-document=)(.+)$/.exec(arg)?.[1]).find(Boolean);
}

/** What is called as it is at its address. */
function keptName(program: Program): string | undefined {
  const { name, args } = program;
  if (name === 'certutil' || name === 'bitsadmin') return args.at(-1);
  const keeps = name === 'wget' || args.some((arg) => /^(?:-[a-zA-Z]*O[a-zA-Z]*|--remote-name)$/.test(arg));
  return keeps ? addressOf(program)?.replace(/[?#].*$/, '') : undefined;
}

/** `curl -o X`, `wget -O X`, `iwr -OutFile X`. `curl -O` takes no file. */
const OUTPUT_OPTIONS = /^(?:-[a-z]*o|--output|-O|--output-document|-[oO]ut[fF]ile|-[dD]estination)$/;

const RUNNERS: ReadonlySet<string> = new Set([
  ...['regsvr32', 'rundll32', 'msiexec', 'start-process', 'chmod', 'open', 'xdg-open', 'dpkg', 'rpm'],
]);

/** Whether a later command runs one of the files that were downloaded, or makes it one that can be run. */
export function runsOneOf(files: ReadonlySet<string>, program: Program): string | undefined {
  if (files.has(program.name)) return program.name;
  const isRunner = RUNNERS.has(program.name) && (program.name !== 'chmod' || program.args.some(makesRunnable));
  if (!isRunner && !isInterpreter(program)) return undefined;
  return program.args.map(baseName).find((name) => files.has(name) || files.has(name.replace(/,.*$/, '')));
}

function makesRunnable(mode: string): boolean {
  return /^(?:[ugoa]*\+[rwx]*x|0?[0-7]*[1357][0-7]{0,2})$/.test(mode);
}

/** Whether a pipeline that was downloaded ends in a program that runs what it is fed: `curl … | sh`. */
export function runsItsInput(program: Program): boolean {
  if (!isInterpreter(program)) return false;
  // `| node script.js` feeds a script that is already there, `| python3 -m json.tool` a library.
  return (
    program.args.every((arg) => /^-(?:s|x|e|i|l)?$|^--?$|^-c$|^\/dev\/stdin$/.test(arg)) ||
    /^-s$/.test(program.args[0] ?? '')
  );
}

/** The word that an interpreter runs, or by which it knows what: of `sh -c "$(curl …)"` and `bash <(curl …)` the last. */
export function codeOf({ name, args }: Program): string {
  if (/^(?:eval|iex|invoke-expression)$/.test(name)) return args.join(' ');
  const option = args.findIndex((arg) => CODE_OPTIONS.test(arg));
  return (option < 0 ? args.find((arg) => !arg.startsWith('-')) : args[option + 1]) ?? '';
}

/** `bash -lc`, `node -e`, `ruby -e`, `php -r`, `cmd /c`. */
const CODE_OPTIONS = /^(?:-[a-z]*[cepr]|--eval|--print|-command|\/[ck])$/i;
