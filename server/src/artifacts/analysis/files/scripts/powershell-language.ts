import { logicalLines, type LineHabits } from './logical-lines.js';
import type { ScriptLanguage, ScriptName, ScriptStatement, ScriptText } from './script-flows.js';

const HABITS: LineHabits = {
  quotes: [
    ["@'", "\n'@"],
    ['@"', '\n"@'],
    ['"', '"'],
    ["'", "'"],
  ],
  comments: [
    ['<#', '#>'],
    ['#', '\n'],
  ],
  escape: '`',
  // A table is one value; what stands in other braces are statements.
  opens: /@\{$|[([]$/,
  closes: /[)\]]/,
  parts: /[;{}]/,
};

const SENDERS =
  /\b(?:invoke-restmethod|invoke-webrequest|irm|iwr)\b|\.(?:upload(?:string|data|file|values)|postasync|putasync|sendasync)\w*\s*\(|\bsend-mailmessage\b/i;

/** PowerShell, as far as it is known by which names something goes. A command is given all that stands in its statement. */
export const POWERSHELL: ScriptLanguage = {
  read: readPowerShell,
  namesIn: (expression) =>
    [...expression.matchAll(/\$\{?((?:\w+:)?\w+)/g)]
      .map(([, name = '']) => plain(name))
      .concat(functionsIn(expression)),
  givenTo: (statement) => statement,
  sources: [
    [/\b(?:get-childitem|gci|dir|ls|get-item)\s+(?:-path\s+)?env:|GetEnvironmentVariables\s*\(/i, 'environment'],
    [
      /\b(?:invoke-restmethod|invoke-webrequest|irm|iwr|start-bitstransfer)\b|\.(?:download(?:string|data|file)|getstringasync|getbytearrayasync|getstreamasync|openread)\w*\s*\(/i,
      'downloaded',
    ],
    [/FromBase64String|\b(?:Gzip|Deflate|Brotli)Stream\b|-bxor\b|\bFromHexString\b/i, 'decoded'],
  ],
  sinks: [
    {
      call: /\b(?:iex|invoke-expression)\b|\[scriptblock\]::create\b|\bassembly\]?::load\b|\badd-type\b[^|]*-typedefinition|::loadwithpartialname|\.invokescript\s*\(/i,
      takes: ['downloaded', 'decoded'],
      kind: 'download-and-run',
    },
    { call: SENDERS, takes: ['secret', 'environment'], kind: 'command-sends-data' },
    {
      call: /^(?:&|\.)\s*["'(]?\$|\b(?:start-process|saps|invoke-item|rundll32|regsvr32)\b|\[(?:System\.)?Diagnostics\.Process\]::start/i,
      takes: ['downloaded', 'decoded'],
      kind: 'download-and-run',
    },
  ],
};

/** Variables do not mind capitals; `$env:X` is a variable of the machine. */
function plain(name: string): string {
  const [scope = '', inner] = name.toLowerCase().split(':');
  return inner === undefined || /^(?:script|global|local|private)$/.test(scope)
    ? (inner ?? scope)
    : `${scope}:${inner}`;
}

function functionsIn(expression: string): readonly string[] {
  return [...expression.matchAll(/(?<![$\w.-])([A-Za-z]\w*(?:-\w+)?)(?![\w.:-])/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
}

const ASSIGNED = /^(?:\[[^\]]+\]\s*)?\$((?:\w+:)?\w+)(?:\.\w+|\[[^\]]*\])?\s*[-+]?=/;
const LOOPED = /\bforeach\s*\(\s*\$(\w+)\s+in\b/gi;
/** What is put into something else: all that such a statement names belongs together from there on. */
const FILLED =
  /\.(?:write|add|append|copyto|addrange|appendline)\s*\(|::(?:writeall\w+|copy)\s*\(|\b(?:set-content|add-content|out-file|tee-object|copy-item|compress-archive|export-\w+)\b|\s-outfile\b|\.downloadfile\s*\(|\bstart-bitstransfer\b/i;

function readPowerShell(text: string): ScriptText {
  let scope = '';
  const statements = logicalLines(text, HABITS).map(({ text: line, offset }): ScriptStatement => {
    const named = /^function\s+(?:\w+:)?([\w-]+)/i.exec(line)?.[1];
    if (named !== undefined) scope = named.toLowerCase();
    return { offset, text: line, scope: '', targets: targetsOf(line, scope) };
  });
  return { statements, parameters: new Map() };
}

/** Names are not kept apart by functions: what a function sets is seen by those that it calls. */
function targetsOf(line: string, within: string): readonly ScriptName[] {
  const assigned = ASSIGNED.exec(line)?.[1];
  const names = [
    ...(assigned === undefined ? [] : [plain(assigned)]),
    ...[...line.matchAll(LOOPED)].map(([, name = '']) => name.toLowerCase()),
    ...(FILLED.test(line) ? [...line.matchAll(/\$((?:\w+:)?\w+)/g)].map(([, name = '']) => plain(name)) : []),
    ...(/\|\s*(?:%|foreach-object|where-object|\?)$/i.test(line) ? ['_'] : []),
    ...(within !== '' && (assigned === undefined || /^return\b/i.test(line)) ? [within] : []),
  ];
  return names.map((name) => ({ scope: '', name }));
}
