import { isCallable, isObj } from '../values/objects.js';
import { joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { readable, textsOf } from '../values/text.js';
import type { Machine, Obj, Taint, Taints, Value } from '../values/types.js';
import { isAccessor } from '../machine/members.js';
import { workflowSignals } from '../../files/workflows.js';
import { isHere, type Destination } from './destinations.js';
import { WORKFLOW } from './obeyed-files.js';
import { fileKind } from './secrets.js';

/** Reports what is sent with a request. */
export function send(machine: Machine, values: readonly Value[], { host, address }: Destination): void {
  if (DOCKER.test(address) && values.some(takesMachine)) machine.behave('container-escape', readable(address));
  if (isHere(host)) return;
  if (values.some(isMining)) machine.behave('miner', host);
  noteWorkflow(machine, values, address);
  const sent = values.filter((value) => !isCallable(value));
  machine.report({
    sink: 'network',
    taints: withoutLogin(taintsOfAll(sent), sent).filter((one) => !isOfCertificate(one)),
    host,
    detail: address,
  });
}

/** A file that is put into a repository by a request: `PUT /repos/…/contents/.github/workflows/x.yml`. */
function noteWorkflow(machine: Machine, values: readonly Value[], address: string): void {
  for (const value of values) {
    const own = isObj(value) ? textsOf(value.props.get('path') as Value) : [];
    const path = [...own, address].find((text) => WORKFLOW.test(text));
    const content = path === undefined ? undefined : contentIn(value, 0);
    if (path !== undefined && content !== undefined) noteSentFile(machine, path, content);
  }
}

const CONTENT = /"content"\s*:\s*"([^"]*)"/;

/** What is to stand in the file, in an order that is an object or is written down already. */
function contentIn(order: Value, depth: number): Value {
  if (!isObj(order)) return textsOf(order).flatMap((text) => CONTENT.exec(text)?.[1] ?? [])[0];
  const content =
    order.props.get('content') ?? (depth === 0 ? contentIn(order.props.get('body') as Value, 1) : undefined);
  return content === undefined || isAccessor(content) ? undefined : content;
}

/** It goes on its way in base64. */
function noteSentFile(machine: Machine, path: string, content: Value): void {
  const texts = textsOf(content).flatMap((text) => [text, Buffer.from(text, 'base64').toString()]);
  machine.behave('workflow-written', readable(path));
  for (const text of texts)
    for (const { kind, detail } of workflowSignals(text)) if (kind === 'workflow-secrets') machine.behave(kind, detail);
}

/** What workers say to a pool: the protocol's own words (Stratum) and the algorithms of coins that processors mine. */
const MINING =
  /"method"\s*:\s*"mining\.(?:subscribe|authorize|submit)"|"algo"\s*:\s*\[?\s*"(?:rx|cn|argon2|randomx|cryptonight|ghostrider)\b|"agent"\s*:\s*"xmr|"method"\s*:\s*"login"\s*,\s*"params"\s*:\s*\{\s*"login"\s*:[^}]{0,200}"pass"\s*:[^}]{0,60}"agent"\s*:|"method"\s*:\s*"submit"\s*,\s*"params"\s*:\s*\{[^}]{0,200}"job_id"[^}]{0,200}"nonce"|"type"\s*:\s*"auth"\s*,\s*"params"\s*:\s*\{\s*"site_key"/i;

function isMining(value: Value): boolean {
  return textsOf(value).some((text) => MINING.test(text.slice(0, LONGEST_MESSAGE)));
}

const LONGEST_MESSAGE = 2_000;

const DOCKER = /docker\.sock|docker_engine/;
/** Orders by which a container gets all files, or all rights, of the machine that it runs on. */
const WHOLE_MACHINE = /"Privileged"\s*:\s*true|"Binds"\s*:\s*\[\s*"\/:|"Source"\s*:\s*"\/"|"PidMode"\s*:\s*"host"/;

function takesMachine(value: Value): boolean {
  return textsOf(value).some((text) => WHOLE_MACHINE.test(text.slice(0, LONGEST_MESSAGE)));
}
const LOGIN = /^(?:(?:proxy-)?authorization|auth|(?:[\w-]+-)?(?:api|access|auth|sdk)-(?:key|token))$/i;

/** What a request logs in with: the keys of an account are for that, whatever they are called. */
function loginsIn(values: readonly Value[], depth = 0): Taints {
  return values.filter(isObj).reduce<Taints>((all, { props }) => {
    const [logins, others] = partition([...props], ([name]) => LOGIN.test(name));
    const own = taintsOfAll(logins.flatMap(([, slot]) => (isAccessor(slot) ? [] : [slot])));
    const inner = others.flatMap(([, slot]) => (isAccessor(slot) ? [] : [slot]));
    return joinTaints(joinTaints(all, own), depth < MAX_NAMED_DEPTH ? loginsIn(inner, depth + 1) : []);
  }, []);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Names that only keys of money have: no service is logged in to with those. */
const ONLY_MONEY = /seed|mnemonic|phrase|^wif$|^xprv$|^priv/i;

function withoutLogin(taints: Taints, sent: readonly Value[]): Taints {
  const keys = taints.filter(
    ({ kind, detail = '' }) => kind === 'login' || (kind === 'key-material' && !ONLY_MONEY.test(detail)),
  );
  if (keys.length === 0) return taints;
  const logins = loginsIn(sent);
  return taints.filter((one) => !(keys.includes(one) && logins.includes(one)));
}

/** `{ key: options.privateKey, cert: … }`: what a connection shows a certificate with stays on this side of it. */
const CERTIFICATE = /\bcert(?:ificate\w*)?\b\s*[:,]/i;
const NEAR = 250;

function isOfCertificate({ kind, at: { unit, offset } }: Taint): boolean {
  return kind === 'key-material' && CERTIFICATE.test(unit.text.slice(Math.max(0, offset - NEAR), offset + NEAR));
}

/** Reports files that are sent by their names: attachments and uploads. */
export function sendFiles(machine: Machine, args: readonly Value[], { host, address }: Destination): void {
  machine.report({ sink: 'network', taints: filesNamedIn(machine, args), host, detail: address });
}

const MAX_NAMED_DEPTH = 4;

function filesNamedIn(machine: Machine, values: readonly Value[], depth = 0): Taints {
  return values.reduce<Taints>((all, value) => {
    const named = textsOf(value).flatMap((path) => {
      const kind = fileKind(path);
      return kind === undefined ? [] : taint(kind, machine.position(), readable(path));
    });
    const parts = isObj(value) && value.call === undefined && depth < MAX_NAMED_DEPTH ? partsOf(value) : [];
    return joinTaints(joinTaints(all, named), parts.length === 0 ? [] : filesNamedIn(machine, parts, depth + 1));
  }, []);
}

function partsOf(value: Obj): readonly Value[] {
  return [...(value.items ?? []), ...[...value.props.values()].filter((slot) => !isAccessor(slot))] as readonly Value[];
}
