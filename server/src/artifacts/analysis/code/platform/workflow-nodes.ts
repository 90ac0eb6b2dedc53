import { unknown } from '../values/lattice.js';
import { isObj, promise } from '../values/objects.js';
import { taint } from '../values/taints.js';
import { textOf } from '../values/text.js';
import type { Closure, Machine, Value } from '../values/types.js';
import { UNHANDLED, type Family } from './api-call.js';
import { fetchLike } from './network.js';

/** What n8n calls of a node of its workflows, with itself as `this`. From its documentation. */
const CALLED = /^(?:execute|poll|trigger|webhook|supplyData)$/;
const CONTEXT = 'n8n()';
/** `this.helpers.httpRequestWithAuthentication.call(this, 'serviceApi', { url })`: whom n8n logs in comes first. */
const ASKS = /^(?:httpRequest|request)(WithAuthentication)?$|^requestOAuth[12]$/;

/** A class of a node describes itself, with what goes into it and out of it. What its methods have as `this` is what n8n gives them. */
export function workflowContext(machine: Machine, { name }: Closure, instance: Value): Value {
  if (!CALLED.test(name) || !isObj(instance) || !instance.props.has('description')) return undefined;
  const description = machine.get(instance, 'description');
  const isNode = isObj(description) && description.props.has('displayName') && description.props.has('inputs');
  if (!isNode) return undefined;
  // It is helpers, which are handed this, that ask for logins and send something.
  machine.onlooker?.listens();
  machine.onlooker?.tells();
  return machine.apiObject(CONTEXT);
}

const SESSION = 'oauthTokenData';

export const workflowNodes: Family = (machine, call) => {
  const { method, args } = call;
  if (method === 'getCredentials') return promise(credentials(machine, textOf(args[0])), machine.depth);
  if (!ASKS.test(method)) return UNHANDLED;
  return fetchLike(machine, { ...call, args: args.filter(isObj) });
};

/**
 * What somebody has told n8n for this service. As a whole, with what renews it, a session is of use to n8n alone, which logs in with it;
 * nodes that do so themselves take the token out of it.
 */
function credentials(machine: Machine, name = 'credentials'): Value {
  const at = machine.position();
  const login = taint('login', at, name);
  const session: Value = {
    ...unknown(taint('credential-file', at, SESSION)),
    props: new Map<string, Value>([['access_token', unknown(login)]]),
  };
  return { ...unknown(login), props: new Map<string, Value>([[SESSION, session]]) };
}
