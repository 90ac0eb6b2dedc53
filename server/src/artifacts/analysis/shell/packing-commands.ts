/** Programs that put files into another one, and how they are told which. */
const PACKS: readonly RegExp[] = [
  /\btar\s+(?:--?[\w-]+(?:=\S+)?\s+)*?-?[a-zA-Z]*c[a-zA-Z]*f\s+["']?([^\s"';|&<>]+)/g,
  /\btar\b[^|;&]*?\s(?:-f|--file[=\s])\s*["']?([^\s"';|&<>]+)/g,
  /\bzip\s+(?:-[\w-]+\s+)*["']?([^\s"';|&<>-][^\s"';|&<>]*)/g,
  /\b7z[ar]?\s+a\s+(?:-\S+\s+)*["']?([^\s"';|&<>-][^\s"';|&<>]*)/g,
  /(?<![\d&>])>{1,2}\s*["']?([^\s"';|&<>]+)/g,
];

/** The files that a command packs others, or what it prints, into: `tar czf FILE .ssh`, `zip -r FILE .aws`, `env > FILE`. */
export function packedBy(command: string): readonly string[] {
  return [...new Set(PACKS.flatMap((pattern) => [...command.matchAll(pattern)].map(([, file = '']) => file)))].filter(
    (file) => !['', '-', '/dev/null'].includes(file),
  );
}
