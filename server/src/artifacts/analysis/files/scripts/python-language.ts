import { logicalLines, type LineHabits, type LogicalLine } from './logical-lines.js';
import {
  bracketed,
  topLevelParts,
  type ScriptLanguage,
  type ScriptName,
  type ScriptStatement,
  type ScriptText,
} from './script-flows.js';

const HABITS: LineHabits = {
  quotes: [
    ['"""', '"""'],
    ["'''", "'''"],
    ['"', '"'],
    ["'", "'"],
  ],
  comments: [['#', '\n']],
  escape: '\\',
  opens: /[([{]$/,
  closes: /[)\]}]/,
  parts: /;/,
};

/** Python, as far as it is known by which names something goes. */
export const PYTHON: ScriptLanguage = {
  read: readPython,
  namesIn: namesInPython,
  givenTo: bracketed,
  sources: [
    [
      /\bos\.environb?\b(?!\s*(?:\.(?:get|setdefault|pop)\b|\[))|\bdict\(\s*environ\b|(?<![.\w])environ\.(?:items|copy)\b/,
      'environment',
    ],
    [
      /\b(?:urlopen|urlretrieve|requests\.\w+|httpx\.\w+|getresponse|aiohttp\.\w+|urllib3\.\w+)\s*\(|\bsession\.(?:get|request)\s*\(|\.recv\s*\(/,
      'downloaded',
    ],
    [/\b(?:b64decode|b32decode|a85decode|b85decode|unhexlify|fromhex|decompress|marshal\.loads|rot_?13)\b/, 'decoded'],
  ],
  sinks: [
    {
      call: /(?<![.\w])(?:exec|eval)\s*\(|\bbuiltins\W{1,4}(?:exec|eval)\W{0,3}\(|\bFunctionType\s*\(/,
      takes: ['downloaded', 'decoded'],
      kind: 'download-and-run',
    },
    {
      call: /\b(?:requests|httpx|session|client)\.(?:post|put|patch|get|request)\s*\(|\b(?:urlopen|Request)\s*\(|\.(?:sendall|sendto|send|storbinary|sendmail)\s*\(|\bconn\w*\.request\s*\(/,
      takes: ['secret', 'environment'],
      kind: 'command-sends-data',
    },
    {
      call: /\b(?:os\.(?:system|popen|startfile|exec\w+|spawn\w+)|subprocess\.\w+|Popen|check_output|check_call)\s*\(/,
      takes: ['downloaded', 'decoded'],
      kind: 'download-and-run',
      firstOnly: true,
    },
  ],
};

const NAME = /(?:\bself\.)?(?<![.\w])[A-Za-z_]\w*|(?<=["'])[\w./~-]*[./][\w./~-]+(?=["'])/g;

/** Variables, methods of the same class, and files by their paths. */
function namesInPython(expression: string): readonly string[] {
  const methods = [...expression.matchAll(/\bself\.(\w+)\s*\(/g)].map(([, name = '']) => name);
  return [...(expression.match(NAME) ?? []), ...methods];
}

interface OpenScope {
  readonly name: string;
  readonly indent: number;
}

function readPython(text: string): ScriptText {
  const reader = new PythonReader();
  const statements = logicalLines(text, HABITS).flatMap((line) => reader.statement(line) ?? []);
  return { statements, parameters: reader.parameters };
}

/** Knows in which function a line stands, and which files are open under which names. */
class PythonReader {
  readonly parameters = new Map<string, readonly string[]>();
  readonly #scopes: OpenScope[] = [];
  readonly #handles = new Map<string, readonly ScriptName[]>();

  statement(line: LogicalLine): ScriptStatement | undefined {
    // A text that nothing is done with is a comment.
    if (/^[rRbBuU]?["']/.test(line.text)) return undefined;
    while (line.indent <= (this.#scopes.at(-1)?.indent ?? -1)) this.#scopes.pop();
    const defined = /^(?:async\s+)?def\s+(\w+)\s*\(/.exec(line.text);
    if (defined?.[1] !== undefined) {
      this.#scopes.push({ name: defined[1], indent: line.indent });
      this.parameters.set(defined[1], parametersIn(bracketed(line.text, defined[0].length)));
      return undefined;
    }
    const scope = this.#scopes.at(-1)?.name ?? '';
    const targets = targetsOf(line, scope);
    this.#noteHandles(line, scope, targets);
    const filled = FILLED.test(line.text) ? targets.flatMap((target) => this.#handles.get(keyOf(target)) ?? []) : [];
    return { offset: line.offset, text: line.text, scope, targets: [...targets, ...filled] };
  }

  /** `with open(path, 'wb') as f`: what is written to `f` is in `path`. */
  #noteHandles({ text }: LogicalLine, scope: string, targets: readonly ScriptName[]): void {
    const opened = /\bopen\s*\(\s*([^,()]+),\s*["'][rb]*[wax]/.exec(text)?.[1];
    if (opened === undefined) return;
    for (const target of targets) this.#handles.set(keyOf(target), namesOf(opened, scope));
  }
}

function keyOf({ scope, name }: ScriptName): string {
  return `${scope}:${name}`;
}

function parametersIn(list: string): readonly string[] {
  return topLevelParts(list)
    .map((part) => /^\s*\*{0,2}(\w+)/.exec(part)?.[1] ?? '')
    .filter((name) => name !== 'self' && name !== 'cls');
}

const ASSIGNED =
  /^(?:(?:if|else|try|elif|while|finally|except)\b[^=]*?:\s*)?([\w.,\s*()]+?)\s*(?:\[[^=]*\])?(?::[^=]+?)?\s*[-+|&*/]?=(?!=)/;
/** What is put into something that has a name: a list, a file, a hash of parts. */
const FILLED =
  /^(?:\w+\s*=\s*)?((?:self\.)?\w+)\.(?:append|extend|update|add|insert|write|writelines|write_bytes|write_text|writestr|setdefault|put)\s*\(/;
const LOOPED = /\bfor\s+([\w,\s()*]+?)\s+in\b/g;
const NAMED = /\bas\s+(\w+)/g;
const WALRUS = /\(\s*(\w+)\s*:=/g;

/** Names that hold afterwards what a line is made of. */
function targetsOf({ text }: LogicalLine, scope: string): readonly ScriptName[] {
  const lists = [
    ASSIGNED.exec(text)?.[1],
    FILLED.exec(text)?.[1],
    ...[...text.matchAll(LOOPED)].map(([, names]) => names),
    ...(/^(?:async\s+)?with\b/.test(text) ? [...text.matchAll(NAMED)].map(([, name]) => name) : []),
    ...[...text.matchAll(WALRUS)].map(([, name]) => name),
  ];
  const names = lists.flatMap((list) => (list ?? '').match(/(?:self\.)?[A-Za-z_]\w*/g) ?? []);
  const here = names.map((name): ScriptName => ({ scope: name.startsWith('self.') ? '' : scope, name }));
  const retrieved = /\burlretrieve\s*\([^,]+,\s*["']?([\w./-]+)/.exec(text)?.[1];
  return [
    ...here,
    ...(retrieved === undefined ? [] : [{ scope, name: retrieved }]),
    ...(/\b(?:return|yield)\b/.test(text) && scope !== '' ? [{ scope: '', name: scope }] : []),
    ...writtenIn(text, scope),
  ];
}

/** `open(path, 'wb').write(data)`: the path stands for what is in the file. */
function writtenIn(text: string, scope: string): readonly ScriptName[] {
  const path = /\bopen\s*\(\s*([^,()]+),[^)]*\)\s*\.write\s*\(/.exec(text)?.[1];
  return path === undefined ? [] : namesOf(path, scope);
}

function namesOf(expression: string, scope: string): readonly ScriptName[] {
  return PYTHON.namesIn(expression).map((name) => ({ scope, name }));
}
