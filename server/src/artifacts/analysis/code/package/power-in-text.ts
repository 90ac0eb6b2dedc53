import { NAMES_REACHING } from '../platform/reaching-packages.js';

/**
 * Which files have to be parsed at all.
 *
 * Whatever code does to the machine goes through something that it gets from `require`, `import`, `process`, a global, an
 * evaluator, or a constructor's constructor. Each of these has to stand in some file as a name, or the file has to reach a name
 * that is computed: through an index on a global, on `process` or on what `require` gives, through `require` or `import` of
 * something that is no literal, or through text that is decoded. A file without any of these can only compute; it is parsed
 * where a file that has some of them asks for it.
 *
 * What is found here is looked for in the tree once more (`power-in-tree.ts`): a pattern that is added needs its like there, or
 * nobody gets past for its sake.
 */
const POWERS: readonly RegExp[] = [
  // Modules of the platform by name.
  /['"`](?:node:)?(?:child_process|worker_threads|cluster|vm|net|tls|https?2?|dgram|dns|module|inspector|repl|v8)(?:\/promises)?['"`]/,
  // Evaluators, and ways round them.
  /\beval\b|\bFunction\s*\(|\bFunction\s*\)|\bconstructor\s*(?:\(|\.\s*constructor|\[)|['"`]constructor['"`]\s*\]|\bReflect\s*\.\s*construct|\bimportScripts\b|\bWebAssembly\b/,
  // What has made something, by a name of its own; and names that are put together, so that nobody finds them.
  /\bconstructor[ \t]*[;,\n]|\bmodule\s*\.\s*constructor\b/,
  /['"`](?:[\w$]{1,11}['"`]\s*\+\s*['"`][\w$]{1,11}['"`]|\s*\]\s*\.\s*join\s*\(|constructor['"`]\s*,\s*['"`]constructor\b)/,
  /\bjoin\s*\(\s*(['"`])[\w$]*\1\s*\)\s*\]/,
  // What is required or imported is computed, or `require` is handed on.
  /\brequire\s*\(\s*(?!(['"`])[^'"`\n$]*\1\s*[,)]|\d+\s*\)|\))|\bimport\s*\(\s*(?!(['"`])[^'"`\n$]*\2\s*[,)])|[=(,:?]\s*require\s*[,;)\]}]|\bcreateRequire\b|\brequire\s*\[|getBuiltinModule|\bmainModule\b|\b_compile\b/,
  // The process by another name.
  /[=(,:?]\s*(?:(?:globalThis|global|window|self)\s*\??\.\s*)?process\s*[,;)\]}\n]/,
  // All globals by another name.
  /=\s*(?:globalThis|global)\s*[,;\n]/,
  // Globals and the process by a computed name, and the process's own doors.
  /\b(?:globalThis|global|window|self|process|module|top|parent|frames)\s*(?:\?\.)?\[\s*(?!['"]\w+['"]\s*\])|\bprocess\s*(?:\?\.)?(?:\.|\[\s*['"])\s*(?:binding|dlopen|_linkedBinding|env\b(?!\s*(?:\.|\?\.|\[\s*['"])))/,
  // Requests of the browser and of clients.
  /\bfetch\b|\bXMLHttpRequest\b|\bWebSocket\b|\bsendBeacon\b|\bEventSource\b|\bnew\s+(?:[\w$]+\s*\.\s*)?(?:Image|Worker|SharedWorker)\b|\bethereum\b|\bclipboard(?:Data)?\b/,
  NAMES_REACHING,
  // What n8n gives its nodes.
  /\bhelpers\s*\.\s*(?:httpRequest|request)|\bgetCredentials\b/,
  // What a page keeps, and scripts that are put into it.
  /\bdocument\s*(?:\?\.|\.)\s*cookie\b|\b(?:local|session)Storage\b|\bcreateElement\s*\(\s*['"`]script/,
  // A page is left for another one.
  /\blocation(?:\s*\.\s*href)?\s*=[^=]|\blocation\s*\.\s*(?:replace|assign)\s*\(/,
  // Files are written or removed.
  /\bcpSync\b|\btruncateSync\b|\bfsp?(?:\.promises)?\.truncate\b|\bfsp?(?:\.promises)?\.(?:cp|open)\b|\bexecuteJavaScript\b|\b(?:writeFile|appendFile|createWriteStream|copyFile|rename|rmSync|rm(?=\s*\()|rmdir|unlink|outputFile|chmod|symlink)(?:Sync)?\b/,
  // Text that is decoded: any of it may be one of the names above.
  /['"`](?:base64|base64url|hex)['"`]|\batob\b|\bfromCharCode\b|\bfromCodePoint\b|\bunescape\b|\bcreateDecipher|\b(?:gunzip|inflate|unzip|brotliDecompress)/,
  // Loops that never end, and mail that goes to others too.
  /\bfor\s*\([^;()]*;\s*(?:true|1|!0|!!\[\])?\s*;|\bwhile\s*\(\s*(?:true|1|!0|!!\[\])\s*\)|\bwhile\s*\(\s*[\w$]+\s*(?:>=?\s*|!==?\s*(?=-))-?\d+\s*\)|\bInfinity\b|[<=]\s*\d+\s*\/\s*0(?![\d.])|\bbcc\b/i,
];

/** Ways to write code in which no names stand. */
const DISGUISES: readonly RegExp[] = [
  // As obfuscators do.
  /_0x[0-9a-f]{4}|\\x[0-9a-f]{2}\\x[0-9a-f]{2}\\x[0-9a-f]{2}|\\u00[0-7][0-9a-f]\\u00[0-7][0-9a-f]\\u00[0-7]/,
  // Written in six characters, also where a bundler has laid it out.
  /[[\]()!+]{100}|[[(!](?:[[\]()!+] ?|true ?|"?\d"? ?){150}/,
];

/** Whether a file can reach anything but its own variables. */
export function hasPower(text: string): boolean {
  return POWERS.some((pattern) => pattern.test(text)) || isDisguised(text);
}

/** Whether the names in it are not written as they are: to look for them in its tree is no use. */
export function isDisguised(text: string): boolean {
  return DISGUISES.some((pattern) => pattern.test(text));
}
