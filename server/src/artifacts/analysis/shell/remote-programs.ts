/** An address that is fetched, or a folder of another machine; some programs take both alike. */
const WEB = String.raw`(?:https?|ftp):`;
const SHARE = String.raw`\\\\(?!localhost\b|127\.|wsl(?:\$|\.))\w[\w.@$-]*\\`;
const ELSEWHERE = `(?:${WEB}|${SHARE})`;
/** Up to the end of the command; what stands in quotes may have the same signs. */
const WORDS = String.raw`[^|;&\n]*?`;
const PROGRAM_FILE = String.raw`[^\s"'|;&<>]*\.(?:exe|dll|msi|scr|com|cpl|hta|bat|cmd|ps1|vbs|vbe|jse?|wsf|sct)\b`;

/** Programs of Windows that run what they are given the address of. `rundll32 url.dll,OpenURL` only opens a browser. */
const RUNS: readonly RegExp[] = [
  // `msiexec /i https://…`; an address in a property, `SERVER=https://…`, is the product's own.
  new RegExp(
    String.raw`\bmsiexec(?:\.exe)?\b${WORDS}[\s"',][/-](?:i|package|a|p|update|j[um]?|fv?)[\s"',=]*${ELSEWHERE}`,
    'i',
  ),
  new RegExp(String.raw`\bmshta(?:\.exe)?\b${WORDS}[\s"',(]${ELSEWHERE}`, 'i'),
  new RegExp(String.raw`\bregsvr32(?:\.exe)?\b${WORDS}(?:[/-]i:["']?${WEB}|[\s"',]${SHARE})`, 'i'),
  new RegExp(
    String.raw`\b(?:rundll32|cscript|wscript|regasm|regsvcs|installutil|msbuild|control)(?:\.exe)?\b${WORDS}[\s"',]${SHARE}`,
    'i',
  ),
  // `GetObject("script:https://…")`, and what `pubprn.vbs` and others hand on to it.
  new RegExp(String.raw`\bscript:${ELSEWHERE}`, 'i'),
  new RegExp(String.raw`\bwmic(?:\.exe)?\b${WORDS}[/-]format\s*:\s*["']?${ELSEWHERE}`, 'i'),
  new RegExp(String.raw`\bAdd-AppxPackage\b${WORDS}[\s"',]${WEB}`, 'i'),
  // A program in a folder of another machine, started from there.
  new RegExp(
    String.raw`(?:^|[|;&\n(]|\bstart\b(?:\s+"[^"]*")?(?:\s+/\w+)*|\bStart-Process\b)\s*["']?${SHARE}${PROGRAM_FILE}`,
    'i',
  ),
];

/** Whether a command has a program of Windows run what lies elsewhere. */
export function runsFromElsewhere(command: string): boolean {
  return RUNS.some((pattern) => pattern.test(command));
}
