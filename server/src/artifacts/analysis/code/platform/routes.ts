import { membersOf, unknown } from '../values/lattice.js';
import { isCallable, isObj } from '../values/objects.js';
import { textsOf } from '../values/text.js';
import { freeUses } from '../package/free-names.js';
import type { FunctionNode, Machine, Value } from '../values/types.js';
import type { ApiCall } from './api-call.js';
import { markedRequest, requestInput, twice } from './served-requests.js';

const VERBS = /^(?:get|post|put|patch|delete|all|use|options|head|route)$/;

/**
 * `app.post('/path', (request, response) => …)`, of whatever framework: its handlers get what others send. An `app` that
 * comes from a caller has methods without names; its handlers are known by what they answer with.
 */
export function isRoute({ api, method, args }: ApiCall): boolean {
  const isUnnamed = api === '';
  if (isMiddlewareIn(args)) return isUnnamed || method === 'use';
  const [first, ...handlers] = args;
  if (textsOf(first).includes('request')) return isUnnamed && handlers.some(readsRequest);
  if (!isHook(first) && !isPath(first)) return false;
  const isNamed = isHook(first) ? method === 'addHook' : VERBS.test(method);
  return isNamed || isUnnamed ? handlers.some((arg) => isHandler(arg, isNamed || isHook(first) ? 1 : 2)) : false;
}

/** What Fastify lets one do with each request before its handler gets it. */
const HOOKS = /^(?:onRequest|preParsing|preValidation|preHandler|preSerialization|onSend|onResponse)$/;

function isHook(value: Value): boolean {
  return textsOf(value).some((text) => HOOKS.test(text));
}

function isPath(value: Value): boolean {
  return textsOf(value).some((text) => text.startsWith('/') || text === '*');
}

/** `app.use((request, response, next) => …)` */
function isMiddlewareIn(args: readonly Value[]): boolean {
  return args
    .flatMap(membersOf)
    .some(
      (one) =>
        isObj(one) &&
        one.call?.kind === 'closure' &&
        one.call.node !== undefined &&
        isMiddleware(one.call.node, one.call.scope.unit.text),
    );
}

/** `server.on('request', (request, response) => …)` */
function readsRequest(value: Value): boolean {
  return membersOf(value).some((one) => {
    if (!isObj(one) || one.call?.kind !== 'closure' || one.call.node === undefined) return false;
    const { node, scope } = one.call;
    return SENT_BY_OTHERS.test(scope.unit.text.slice(node.start, node.end));
  });
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

/** What Koa hands on: `(context, next)`. */
const PARTS_OF_CONTEXT = /\.(?:request|req|headers?|cookies|body)\b|\.get\s*\(/;
/** What Next and its kin call by their names: `export function middleware(request)`. */
const OF_FRAMEWORK = /^(?:middleware|proxy|onRequest|GET|POST|PUT|PATCH|DELETE)$/;

function nameOf(node: FunctionNode): string {
  return node.type === 'FunctionDeclaration' ? (node.id?.name ?? '') : '';
}

/** Middleware: `(request, response, next)`, by what it does with them. @param text the text of the function's file */
export function isMiddleware(node: FunctionNode, text: string): boolean {
  const { params, start = 0, end } = node;
  const last = params.at(-1);
  const isKind = last?.type === 'Identifier' ? KINDS[params.length] : undefined;
  return isKind?.({ node, body: text.slice(start, end), next: last?.type === 'Identifier' ? last.name : '' }) === true;
}

interface Candidate {
  readonly node: FunctionNode;
  readonly body: string;
  readonly next: string;
}

/** By the number of parameters. */
const KINDS: Readonly<Record<number, (candidate: Candidate) => boolean>> = {
  1: ({ node, body }) => OF_FRAMEWORK.test(nameOf(node)) && /\bheaders\b/.test(body),
  2: (candidate) => isOfKoa(candidate) || isOfAngular(candidate),
  3: ({ node, body, next }) =>
    body.includes(`${next}()`) && (takesApart(node.params[0], body) || isNamedSo(node)) && callsLast(node, next),
};

function isOfKoa({ node, body, next }: Candidate): boolean {
  return body.includes(`await ${next}()`) && PARTS_OF_CONTEXT.test(body) && callsLast(node, next);
}

/** `intercept(request, next)` of a class, and `(request, next) => next(request)`: what each request of an application goes through. */
function isOfAngular({ node: { params }, body, next }: Candidate): boolean {
  const request = params[0]?.type === 'Identifier' ? params[0].name : undefined;
  if (request === undefined) return false;
  const handsOn = [`${next}.handle(`, `${next}(${request}`].some((text) => body.includes(text));
  return handsOn && (body.includes(`${next}.handle(`) || body.includes(`${request}.clone(`));
}

/** In what a tool has put together and made short, every name is one of many things. */
function callsLast({ body }: FunctionNode, next: string): boolean {
  // One expression declares nothing.
  if (body?.type !== 'BlockStatement') return true;
  const uses = freeUses(body, new Set([next]), () => false);
  return uses.some(({ node, parent }) => parent.type === 'CallExpression' && parent.callee === node);
}

/** `(req, res, next)` says it all, also where another function takes the request apart. */
function isNamedSo({ params: [request, response] }: FunctionNode): boolean {
  return isNamed(request, /^_?req(?:uest)?$/i) && isNamed(response, /^_?res(?:p|ponse)?$/i);
}

function isNamed(param: FunctionNode['params'][number] | undefined, pattern: RegExp): boolean {
  return param?.type === 'Identifier' && pattern.test(param.name);
}

function takesApart(request: FunctionNode['params'][number] | undefined, body: string): boolean {
  return (request?.type === 'ObjectPattern' && NAMES_OF_PARTS.test(body)) || PARTS_OF_REQUEST.test(body);
}

const SENT_BY_OTHERS = /\.(?:headers|body|query|cookies)\b/;
const ANSWERS = /\.(?:end|send|json|status|writeHead|setHeader|redirect|render)\s*\(/;

/** A function that stands where a server hands on requests: `(request, response, …)`, by what it does with them. */
export function takesRequest({ params, start = 0, end }: FunctionNode, text: string): boolean {
  const body = text.slice(start, end);
  const isHandedOn = params.length > 2 && SENT_BY_OTHERS.test(body);
  return params.length > 1 && (isHandedOn || (PARTS_OF_REQUEST.test(body) && ANSWERS.test(body)));
}

const OF_SERVER = /\b(req|request|incoming)\s*\.\s*(?:headers|rawHeaders|cookies|connection|socket)\b/;

/** Who asks a host says where it is, and puts headers on. */
const OF_CLIENT = /\.(?:hostname|host|path)\b|\.headers\s*=(?!=)|\bheaders\.set\b/;

/** What callers hand on who have a server: `parseCookies(req)`, which reads what only such a request has. */
export function isHandedOnRequest(param: string, body: string): boolean {
  return OF_SERVER.exec(body)?.[1] === param && !OF_CLIENT.test(body);
}

/** What middleware is called with. */
export function middlewareArguments(machine: Machine, isMarked: boolean): readonly Value[] {
  return [isMarked ? markedRequest(machine) : requestInput(machine), unknown(), unknown()];
}
