import { unknown } from '../values/lattice.js';
import { promise } from '../values/objects.js';
import { textFrom } from '../language/coercion.js';
import { allTaints, taint } from '../values/taints.js';
import { textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { files } from './files.js';
import { paths } from './paths.js';
import { noteCommand, reportRun } from './running.js';

/** What an extension of VS Code does to files: `vscode.workspace.fs.readFile(vscode.Uri.file(path))`. */
export const editorFiles: Family = (machine, call) => {
  const { rest, method, args } = call;
  if (rest.startsWith('Uri.')) return addressOf(machine, call);
  if (rest === 'workspace.findFiles') return found(machine, args[0]);
  if (rest === 'env.clipboard.readText') return promise(unknown(taint('clipboard', machine.position())), machine.depth);
  if (rest === 'authentication.getSession') return session(machine, args[0]);
  if (method === 'sendText' && rest.includes('createTerminal')) return typed(machine, args[0]);
  if (!rest.startsWith('workspace.fs.')) return UNHANDLED;
  const name = AS_NODE[method] ?? method;
  const result = files(machine, { ...call, api: `fs.promises.${name}`, method: name });
  return result === UNHANDLED ? promise(unknown(), machine.depth) : result;
};

function addressOf(machine: Machine, call: ApiCall): Value | typeof UNHANDLED {
  if (call.method === 'file' || call.method === 'parse') return address(call.args[0]);
  const path = call.method === 'joinPath' ? paths(machine, { ...call, method: 'join' }) : UNHANDLED;
  return path === UNHANDLED ? UNHANDLED : address(path);
}

const AS_NODE: Readonly<Record<string, string | undefined>> = { readDirectory: 'readdir', delete: 'rm' };

function address(path: Value): Value {
  const { text, taints } = textFrom(path);
  return { kind: 'unknown', taints, api: 'URL()', text: `file://${text.replace(/^file:\/\//, '')}`, props: new Map() };
}

/** What somebody has logged in to the forge with, for whoever asks the editor. */
function session(machine: Machine, provider: Value): Value | typeof UNHANDLED {
  if (!textsOf(provider).includes('github')) return UNHANDLED;
  return promise(unknown(taint('secret-variable', machine.position(), 'GITHUB_TOKEN')), machine.depth);
}

/** `findFiles('**\/.env')`: what is looked for says what is in it. */
function found(machine: Machine, pattern: Value): Value {
  const paths = textsOf(pattern).map((text) => address(text.replace(/^(?:\*\*\/)?/, '/')));
  return promise(machine.listOf({ items: paths, complete: false }), machine.depth);
}

/** What is typed into a terminal is run by a shell. */
function typed(machine: Machine, command: Value): Value {
  const readings = textsOf(command).map((text) => noteCommand(machine, text));
  reportRun(machine, allTaints(command), [command], readings);
  return undefined;
}
