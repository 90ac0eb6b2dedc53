import { unknown } from '../values/lattice.js';
import { isCallable, promise } from '../values/objects.js';
import { allTaints, ownTaints, taint } from '../values/taints.js';
import { isSymbolic, textsOf } from '../values/text.js';
import type { Machine, Value } from '../values/types.js';
import { textFrom } from '../language/coercion.js';
import { runCallbacks, UNHANDLED, type ApiCall, type Family } from './api-call.js';
import { destinationOf } from './destinations.js';
import { isMoneyAddress, namesRecipient } from './hooks.js';

/** How much somebody has: who asks for it may want to show it, who sends all of it away does not. */
const BALANCE = 'balance';

function balance(machine: Machine): Value {
  return promise(unknown(taint('downloaded', machine.position(), BALANCE)), machine.depth);
}

function isOfBalance(value: Value): boolean {
  return allTaints(value).some(({ kind, detail }) => kind === 'downloaded' && detail === BALANCE);
}

/** An address that stands in the code, whoever uses it. */
function ownAddress(value: Value): string | undefined {
  return textsOf(value).find((text) => !isSymbolic(text) && isMoneyAddress(text));
}

/** Everything that somebody has goes to an address of the code (connect-kit, 2023; patch-manager, 2025). */
function noteTransfer(machine: Machine, to: Value, amount: Value): void {
  machine.onlooker?.tells();
  const address = ownAddress(to);
  if (address !== undefined && isOfBalance(amount)) machine.behave('drains-wallet', address);
}

/** More than which accounts and which chain there are. EIP-1193 and what wallets add to it. */
const ASKS_FOR_MORE =
  /^(?:eth_(?:sendTransaction|sendRawTransaction|signTransaction|sign(?:TypedData\w*)?)|personal_sign|wallet_sendCalls|wallet_grantPermissions|sign(?:And)?\w*Transactions?|signMessage)$/;

/** `ethereum.request({ method, params })`, which a wallet answers for its owner. */
export const wallets: Family = (machine, { method, args }) => {
  if (!/^(?:request|send|sendAsync)$/.test(method)) return UNHANDLED;
  const [first, second] = args;
  const asked = textsOf(first)[0] ?? textsOf(machine.get(first, 'method'))[0] ?? '';
  const params = textsOf(first)[0] === undefined ? machine.get(first, 'params') : second;
  if (ASKS_FOR_MORE.test(asked)) machine.behave('asks-wallet', asked);
  if (asked === 'eth_getBalance') return balance(machine);
  if (asked === 'eth_sendTransaction') {
    const transaction = machine.get(params, 0);
    noteTransfer(machine, machine.get(transaction, 'to'), machine.get(transaction, 'value'));
  }
  noteOtherRecipient(machine, [first, params]);
  noteOrders(machine, textsOf(first)[0] === undefined ? machine.get(first, 'method') : first);
  return asked.startsWith('eth_signTypedData') ? signature(machine, machine.get(params, 1)) : UNHANDLED;
};

/** What other code asks the wallet for goes on with an address of the code in it: `{ ...asked, params: [{ ...asked.params[0], to: OWN }] }`. */
function noteOtherRecipient(machine: Machine, [asked, params]: readonly Value[]): void {
  const isOthers = allTaints(asked).some(
    ({ kind, detail = '' }) => kind === 'intercepted' && detail.includes('ethereum'),
  );
  if (!isOthers) return;
  const transaction = machine.get(params, 0);
  const address = ownAddress(machine.get(transaction, 'to'));
  if (address !== undefined) machine.behave('replaces-addresses', address);
  else if (namesRecipient(machine.get(transaction, 'data'))) machine.behave('replaces-addresses', 'data');
}

/** A host that the code names says what is asked for, and not only with what: nothing that it may ask for is known. */
function noteOrders(machine: Machine, method: Value): void {
  const order = ownTaints(method).find(({ kind }) => kind === 'downloaded');
  if (order?.detail !== undefined && textsOf(method).length === 0) machine.behave('wallet-obeys-host', order.detail);
}

/** A permit that names an address of the code is worth what it permits: who has the signature has the money. */
function signature(machine: Machine, data: Value): Value | typeof UNHANDLED {
  const stringify = machine.get(machine.global('JSON'), 'stringify');
  const text = textsOf(data)[0] ?? textFrom(machine.call(stringify, undefined, [data])).text;
  const isPermit = /\b(?:Permit\w*|spender|approve)\b/.test(text) && /\b0x[0-9a-fA-F]{40}\b/.test(text);
  return isPermit ? promise(unknown(taint('key-material', machine.position(), 'permit')), machine.depth) : UNHANDLED;
}

const CHAIN = 'chain()';
const HOST = '@@host';

/** What libraries read of a chain: what somebody has written there, who need not be known. Contracts have methods of their own. */
const READS =
  /^(?:getSignaturesForAddress|getConfirmedSignaturesForAddress2|get(?:Parsed)?(?:Confirmed)?Transactions?|get(?:Parsed)?AccountInfo|getMultipleAccountsInfo|getProgramAccounts|readContract|multicall|getStorage(?:At)?|getLogs|getPastEvents|queryFilter|getTransactionReceipt|getBlock|call)$/;
const OF_CONTRACT =
  /\bContract\(\)\.(?:functions\.)?(?!(?:connect|attach|deployed|waitForDeployment|interface|methods)\b)\w+$/;
/** `contract.methods.name().call()` */
const BUILT = /\bContract\(\)\.methods\.\w+$/;
const LISTENS = /^(?:on|once|onLogs|onAccountChange|watchContractEvent|watchEvent)$/;

function readChain(machine: Machine, call: ApiCall): Value | typeof UNHANDLED {
  const { api, args } = call;
  const chain = machine.apiObject(CHAIN).props;
  const { host } = destinationOf(machine, args);
  if (host !== undefined) chain?.set(HOST, host);
  if (!isReading(call)) return UNHANDLED;
  const said = taint('downloaded', machine.position(), textsOf(chain?.get(HOST))[0] ?? 'chain');
  if (LISTENS.test(call.method)) runCallbacks(machine, args.filter(isCallable), said);
  return BUILT.test(api) ? unknown(said) : promise(unknown(said), machine.depth);
}

function isReading({ api, method, isNew }: ApiCall): boolean {
  return !isNew && (READS.test(method) || LISTENS.test(method) || OF_CONTRACT.test(api) || BUILT.test(api));
}

/** The same on Solana: `SystemProgram.transfer({ toPubkey, lamports })`. */
export const solana: Family = (machine, call) => {
  if (call.method === 'PublicKey' && call.isNew) return publicKey(call);
  if (call.method === 'getBalance') return balance(machine);
  if (call.method === 'transfer') {
    const [transfer] = call.args;
    noteTransfer(machine, machine.get(transfer, 'toPubkey'), machine.get(transfer, 'lamports'));
  }
  return readChain(machine, call);
};

/** The same by libraries: `signer.sendTransaction({ to, value })`, `token.transfer(to, await token.balanceOf(owner))`. */
export const chains: Family = (machine, call) => {
  const { method, args } = call;
  if (/^(?:getBalance|balanceOf)$/.test(method)) return balance(machine);
  const [first, second] = args;
  if (method === 'sendTransaction') noteTransfer(machine, machine.get(first, 'to'), machine.get(first, 'value'));
  if (method === 'transfer') noteTransfer(machine, first, second);
  return method === 'transfer' || method === 'sendTransaction' ? UNHANDLED : readChain(machine, call);
};

function publicKey({ api, args }: ApiCall): Value {
  return unknown(allTaints(args[0]), { api: `${api}()`, text: textsOf(args[0])[0], props: new Map() });
}
