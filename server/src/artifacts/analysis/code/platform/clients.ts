import { isUnknown, unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { allTaints } from '../values/taints.js';
import { isSymbolic, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { noted, destinationOf, type Destination } from './destinations.js';
import { intercept } from './hooks.js';
import { answered, answerTaints, fetchLike, openRequest } from './network.js';
import { send, sendFiles } from './sending.js';

const VERBS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'request',
  'axios',
  'got',
  'stream',
  'json',
  'send',
  'fetch',
  'sendMail',
  'mutate',
  'mutation',
  'query',
  'rawRequest',
]);

const MAKES_CLIENT =
  /^(?:create|extend|defaults|createTransport|create(?:Http|BatchHttp)Link|http(?:Batch|BatchStream|Subscription)?Link|create\w*Client)$/;

/** Clients with a method for each verb: axios, got, undici and others. */
export const clients: Family = (machine, call) => {
  const { rest, method, api, callee } = call;
  // An instance that is called itself: `ofetch.create({ baseURL })('/x')`.
  if (api.endsWith('()') && noted(callee).host !== undefined)
    return requestOfClient(machine, { ...call, self: callee });
  if (rest === '' || VERBS.has(method)) return rejectable(requestOfClient(machine, call));
  if (method === 'use' && rest.includes('interceptors')) return interceptor(machine, call);
  return madeClient(machine, call);
};

function madeClient(machine: Machine, { api, method, args, isNew }: ApiCall): Value | typeof UNHANDLED {
  if (!MAKES_CLIENT.test(method) && !(isNew && args.length > 0)) return UNHANDLED;
  const own = destinationOf(machine, args);
  const destination = own.host === undefined ? (linked(machine, args) ?? own) : own;
  send(machine, args, destination);
  return { ...openRequest([], destination), api: `${api}()` };
}

/** `new ApolloClient({ link: new HttpLink({ uri }) })`: where it goes is told to a part of it. */
function linked(machine: Machine, args: readonly Value[]): Destination | undefined {
  const parts = args.filter(isObj).flatMap((options) => {
    const links = machine.get(options, 'links');
    return [machine.get(options, 'link'), ...(isObj(links) ? machine.elements(links).items : [])];
  });
  return parts
    .filter(isUnknown)
    .map(noted)
    .find(({ host }) => host !== undefined);
}

/** These clients fail where a host answers with an error, and tell what it has answered: `error.response.data`. */
function rejectable(result: Value | typeof UNHANDLED): Value | typeof UNHANDLED {
  if (result !== UNHANDLED && isObj(result) && result.tag === 'Promise') result.rest = unknown(allTaints(result.inner));
  return result;
}

/** What all of a program's requests go through: `axios.interceptors.request.use((options) => …)`. */
function interceptor(machine: Machine, { args, api }: ApiCall): Value {
  for (const arg of args.filter(isCallable)) intercept(machine, arg, api);
  return unknown();
}

/** An instance may have a base address of its own. */
function requestOfClient(machine: Machine, call: ApiCall): Value | typeof UNHANDLED {
  const { args, self } = call;
  if (call.method === 'sendMail') return mail(machine, call);
  const base = typeof self === 'object' && self?.kind === 'unknown' ? noted(self) : undefined;
  if (base?.host === undefined || destinationOf(machine, args).host !== undefined) return fetchLike(machine, call);
  send(machine, args, base);
  return answered(machine, answerTaints(machine, base), base);
}

/** A letter goes to whom it says, whatever server takes it on. */
function mail(machine: Machine, { args, self }: ApiCall): Value {
  const server = isUnknown(self) ? noted(self) : { address: '' };
  const recipients = args.flatMap((letter) => (isObj(letter) ? textsOf(machine.get(letter, 'to')) : []));
  const [, domain] = /@([\w.-]+)>?\s*$/.exec(recipients.find((one) => !isSymbolic(one)) ?? '') ?? [];
  const destination = { ...server, host: domain ?? server.host };
  send(machine, args, destination);
  sendFiles(machine, args, destination);
  runCallbacks(machine, args.filter(isCallable), []);
  return promise(unknown(), machine.depth);
}

/** A stub of gRPC is made with where it calls, and each of its methods is a call: `new pkg.Names('host:443', …).Resolve(message)`. */
export const remoteProcedures: Family = (machine, call) => {
  const { isNew, api, args, self, callee } = call;
  if (isNew) {
    const [address = ''] = textsOf(args[0]);
    return { ...openRequest([], destinationOf(machine, [`grpc://${address}`])), api: `${api}()` };
  }
  const stub = [self, callee].filter(isUnknown).find(({ notes }) => typeof notes?.host === 'string');
  if (stub === undefined) return UNHANDLED;
  send(machine, args, noted(stub));
  const taints = answerTaints(machine, noted(stub), args);
  runCallbacks(machine, args.filter(isCallable), taints);
  return promise(unknown(taints), machine.depth);
};
