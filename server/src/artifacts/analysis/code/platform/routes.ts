import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { textsOf } from '../values/text.js';
import type { FunctionNode, Machine, Value } from '../values/types.js';
import type { ApiCall } from './api-call.js';
import { markedRequest, requestInput, twice } from './served-requests.js';

const VERBS = /^(?:get|post|put|patch|delete|all|use|options|head|route)$/;

/**
 * `app.post('/path', (request, response) => …)`, of whatever framework: its handlers get what others send. An `app` that
 * comes from a caller has methods without names; its handlers are known by what they answer with.
 */
export function isRoute({ api, method, args }: ApiCall): boolean {
  if (args.length < 2) return false;
  if (isHook(args[0])) return (api === '' || method === 'addHook') && args.slice(1).some((arg) => isHandler(arg, 1));
  if (!isPath(args[0])) return false;
  const fewest = VERBS.test(method) ? 1 : 2;
  return (VERBS.test(method) || api === '') && args.slice(1).some((arg) => isHandler(arg, fewest));
}

/** What Fastify lets one do with each request before its handler gets it. */
const HOOKS = /^(?:onRequest|preParsing|preValidation|preHandler|preSerialization|onSend|onResponse)$/;

function isHook(value: Value): boolean {
  return textsOf(value).some((text) => HOOKS.test(text));
}

function isPath(value: Value): boolean {
  return textsOf(value).some((text) => text.startsWith('/') || text === '*');
}

function isHandler(value: Value, fewest: number): boolean {
  return membersOf(value).some(
    (one) => isObj(one) && one.call?.kind === 'closure' && (one.call.node?.params.length ?? 0) >= fewest,
  );
}

export function route(machine: Machine, { args, self }: ApiCall): Value {
  machine.onlooker?.tells();
  for (const handler of args.filter(isCallable))
    twice(machine, (isMarked) => {
      machine.callHandler(handler, [isMarked ? markedRequest(machine) : requestInput(machine)]);
    });
  return self;
}

const PARTS_OF_REQUEST = /\.(?:headers|body|query|cookies|params|url)\b/;

const NAMES_OF_PARTS = /\b(?:headers|body|query|cookies)\b/;

/** Middleware: `(request, response, next)`, by what it does with them. @param text the text of the function's file */
export function isMiddleware({ params, start = 0, end }: FunctionNode, text: string): boolean {
  const [request, , next] = params;
  if (params.length !== 3 || next?.type !== 'Identifier') return false;
  const body = text.slice(start, end);
  const isTakenApart = request?.type === 'ObjectPattern' && NAMES_OF_PARTS.test(body);
  return (isTakenApart || PARTS_OF_REQUEST.test(body)) && body.includes(`${next.name}()`);
}

const SENT_BY_OTHERS = /\.(?:headers|body|query|cookies)\b/;
const ANSWERS = /\.(?:end|send|json|status|writeHead|setHeader|redirect|render)\s*\(/;

/** A function that stands where a server hands on requests: `(request, response, …)`, by what it does with them. */
export function takesRequest({ params, start = 0, end }: FunctionNode, text: string): boolean {
  const body = text.slice(start, end);
  const isHandedOn = params.length > 2 && SENT_BY_OTHERS.test(body);
  return params.length > 1 && (isHandedOn || (PARTS_OF_REQUEST.test(body) && ANSWERS.test(body)));
}

/** What middleware is called with. */
export function middlewareArguments(machine: Machine, isMarked: boolean): readonly Value[] {
  return [isMarked ? markedRequest(machine) : requestInput(machine), unknown(), unknown()];
}
