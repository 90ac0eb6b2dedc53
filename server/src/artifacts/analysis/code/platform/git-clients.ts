import { unknown } from '../values/lattice.js';
import { isObj, promise } from '../values/objects.js';
import { allTaints, joinTaints } from '../values/taints.js';
import { readable, textsOf } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { destinationOf } from './destinations.js';

const FOLDER = '@@folder';
const REMOTE = '@@remote';

/** `simpleGit(folder).addRemote(name, url).push(…)`: what was put into the folder goes to the remote. */
export const gitClients: Family = (machine, { method, rest, self, callee, args }) => {
  if (MAKES.test(rest)) return client(args[0]);
  if (method === 'then' || method === 'catch') return UNHANDLED;
  const own = isClient(self) ? self : callee;
  const { props = new Map<string, Value>() } = own;
  if (NAMES_REMOTE.test(method)) props.set(REMOTE, args.at(-1));
  if (method === 'cwd') props.set(FOLDER, args[0]);
  if (method.startsWith('push')) send(machine, props.get(FOLDER), [...args, props.get(REMOTE)]);
  return own;
};

const MAKES = /^(?:simpleGit|gitP)?$/;
const NAMES_REMOTE = /^(?:addRemote|remote|clone)$/;

/** `git.push({ dir, url })` of isomorphic-git. */
export const gitFunctions: Family = (machine, { method, args }) => {
  const [options] = args;
  if (method !== 'push' || !isObj(options)) return UNHANDLED;
  send(machine, machine.get(options, 'dir'), [options]);
  return promise(unknown(), machine.depth);
};

function client(folder: Value): Unknown {
  const place = isObj(folder) ? (folder.props.get('baseDir') as Value) : folder;
  return { kind: 'unknown', taints: [], api: 'simple-git()', notes: {}, props: new Map([[FOLDER, place]]) };
}

function isClient(value: Value): value is Unknown {
  return typeof value === 'object' && value?.kind === 'unknown' && value.api === 'simple-git()';
}

/** `git@host:path` */
const OF_SSH = /^[\w.-]+@([\w.-]+\.[\w-]+):/;

function send(machine: Machine, folder: Value | undefined, to: readonly (Value | undefined)[]): void {
  const [scp] = to.flatMap((one) => textsOf(one).flatMap((text) => OF_SSH.exec(text)?.slice(1) ?? []));
  const { host = scp, address } = to
    .map((one) => destinationOf(machine, [one]))
    .find((one) => one.host !== undefined) ?? {
    address: '',
  };
  if (host !== undefined) machine.report({ sink: 'network', taints: putInto(machine, folder), host, detail: address });
}

/** What was written to files of a folder. */
function putInto(machine: Machine, folder: Value | undefined): Taints {
  const folders = textsOf(folder).map(readable);
  return [...machine.written].reduce<Taints>((all, [path, data]) => {
    const isInside = folders.some((one) => one.length > 1 && readable(path).startsWith(one));
    return isInside ? joinTaints(all, allTaints(data)) : all;
  }, []);
}
