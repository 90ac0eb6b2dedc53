import { unknown } from '../values/lattice.js';
import { promise } from '../values/objects.js';
import { textFrom } from '../language/coercion.js';
import type { Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { files } from './files.js';
import { paths } from './paths.js';

/** What an extension of VS Code does to files: `vscode.workspace.fs.readFile(vscode.Uri.file(path))`. */
export const editorFiles: Family = (machine, call) => {
  const { rest, method, args } = call;
  if (rest === 'Uri.file' || rest === 'Uri.parse') return address(args[0]);
  if (rest === 'Uri.joinPath') {
    const path = paths(machine, { ...call, method: 'join' });
    return path === UNHANDLED ? UNHANDLED : address(path);
  }
  if (!rest.startsWith('workspace.fs.')) return UNHANDLED;
  const name = AS_NODE[method] ?? method;
  const result = files(machine, { ...call, api: `fs.promises.${name}`, method: name });
  return result === UNHANDLED ? promise(unknown(), machine.depth) : result;
};

const AS_NODE: Readonly<Record<string, string | undefined>> = { readDirectory: 'readdir', delete: 'rm' };

function address(path: Value): Value {
  const { text, taints } = textFrom(path);
  return { kind: 'unknown', taints, api: 'URL()', text: `file://${text.replace(/^file:\/\//, '')}`, props: new Map() };
}
