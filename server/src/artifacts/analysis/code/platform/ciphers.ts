import { createDecipheriv } from 'node:crypto';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, unzipSync } from 'node:zlib';
import { unknown } from '../values/lattice.js';
import { array, buffer, isCallable, isObj, native, object, promise } from '../values/objects.js';
import { DIGEST_OF, noteSignature } from '../language/checks.js';
import { allTaints, encoded, joinTaints, taintsOfAll } from '../values/taints.js';
import type { Machine, Taints, Value } from '../values/types.js';
import { bufferConcat, bufferFrom, decodedTaints, textOfBytes } from '../language/buffers.js';
import { textFrom } from '../language/coercion.js';
import { UNHANDLED, type Family } from './api-call.js';

const MAX_INFLATED = 16_000_000;

type Inflate = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

const INFLATE: Readonly<Record<string, Inflate>> = {
  gunzip: gunzipSync,
  inflate: inflateSync,
  inflateRaw: inflateRawSync,
  unzip: unzipSync,
  brotliDecompress: brotliDecompressSync,
};

/** What `zlib` does: constants are unpacked, other data keeps its history. */
export const compression: Family = (machine, { api, method, args }) => {
  // `gzipSync(x).toString('hex')` packs nothing more.
  if (api.includes('()')) return UNHANDLED;
  const name = method.replace(/Sync$/, '');
  const inflate = Object.hasOwn(INFLATE, name) ? INFLATE[name] : undefined;
  const taints = allTaints(args[0]);
  const result =
    inflate === undefined
      ? unknown(encoded(taints, 'gzip'), { api: 'zlib()' })
      : inflated(machine, inflate, args[0], taints);
  const callback = args.findLast(isCallable);
  if (callback !== undefined) machine.callHandler(callback, [null, result]);
  return result;
};

function inflated(machine: Machine, inflate: Inflate, packed: Value, taints: Taints): Value {
  const bytes = isObj(packed) ? packed.bytes : undefined;
  if (bytes === undefined) return unknown(encoded(taints, 'gzip'), { api: 'buffer()' });
  try {
    const whole = new Uint8Array(inflate(bytes, { maxOutputLength: MAX_INFLATED }));
    return buffer(whole, decodedTaints(machine, taints, 'gzip'), machine.depth);
  } catch {
    return unknown(encoded(taints, 'gzip'));
  }
}

const DIGESTS = new Set([
  'createHash',
  'createHmac',
  'createSign',
  'createVerify',
  'hash',
  'scrypt',
  'scryptSync',
  'pbkdf2',
  'pbkdf2Sync',
  'sign',
  'randomBytes',
  'randomUUID',
  'getHashes',
  'timingSafeEqual',
  'hkdfSync',
]);

/** What `crypto` does: a digest tells nothing of what went in, a cipher hides it, and a decipher shows it again. */
export const ciphers: Family = (machine, { method, args, api }) => {
  if (method === 'verify') return verified(machine, taintsOfAll(args.slice(1, 2)), args[2]);
  if (DIGESTS.has(method) || api.startsWith('crypto.subtle.digest') || api.startsWith('crypto.subtle.sign')) {
    return method.startsWith('create') ? digester(machine) : promise(unknown(), machine.depth);
  }
  if (method === 'createDecipheriv' || method === 'createDecipher') return decipher(machine, args);
  if (/^(?:createCipher|publicEncrypt|privateEncrypt|encrypt)/.test(method))
    return cipher(machine, args, method.startsWith('create'));
  if (/^(?:privateDecrypt|publicDecrypt|decrypt)/.test(method)) return unknown(encoded(taintsOfAll(args), 'cipher'));
  return UNHANDLED;
};

/** Of what a digest was made is kept beside it: who compares the two has looked at what was downloaded. */
function digester(machine: Machine): Value {
  const made = object('Object', { depth: machine.depth });
  let taints: Taints = [];
  const update = native('update', (_machine, _self, [data]) => {
    taints = joinTaints(taints, allTaints(data));
    return made;
  });
  made.props.set('update', update);
  made.props.set(
    'digest',
    native('digest', () => unknown([], { notes: { [DIGEST_OF]: unknown(taints) } })),
  );
  made.props.set('end', update);
  made.props.set(
    'verify',
    native('verify', (inner, _self, [key]) => verified(inner, taints, key)),
  );
  made.open = true;
  return made;
}

function verified(machine: Machine, data: Taints, key: Value): Value {
  noteSignature(machine, data, key);
  machine.unknowns += 1;
  return unknown();
}

/** What is encrypted is still there for whoever has the key; the key itself is not. */
function cipher(machine: Machine, args: readonly Value[], isStream: boolean): Value {
  const data = isStream ? [] : args.slice(1);
  if (!isStream) return unknown(encoded(taintsOfAll(data), 'cipher'));
  const made = object('Object', { depth: machine.depth });
  made.fallback = machine.apiObject('stream.Transform');
  machine.apiObject('crypto.createCipheriv').props?.set('@@used', true);
  let taints: Taints = [];
  made.props.set(
    'update',
    native('update', (_machine, _self, [text]) => {
      taints = [...taints, ...encoded(allTaints(text), 'cipher')].slice(0, 24);
      return unknown(taints);
    }),
  );
  made.props.set(
    'final',
    native('final', () => unknown(taints)),
  );
  made.open = true;
  return made;
}

function decipher(machine: Machine, [algorithm, key, iv]: readonly Value[]): Value {
  const made = object('Object', { depth: machine.depth });
  const parts: Value[] = [];
  let outputEncoding = 'buffer';
  const setAuthTag = native('setAuthTag', (_machine, _self, [tag]) => {
    made.props.set('@@tag', tag);
    return made;
  });
  const update = native('update', (inner, _self, [data, inputEncoding, output]) => {
    parts.push(isObj(data) ? data : bufferFrom(inner, [data, inputEncoding ?? 'utf8']));
    if (output !== undefined) outputEncoding = textFrom(output).text;
    return decrypted(inner, { algorithm, key, iv, tag: made.props.get('@@tag') as Value }, parts, outputEncoding);
  });
  made.props.set('update', update);
  made.props.set('setAuthTag', setAuthTag);
  made.props.set(
    'setAutoPadding',
    native('setAutoPadding', () => made),
  );
  // Everything came with `update`; texts and bytes of length nothing are added without harm.
  made.props.set(
    'final',
    native('final', (_machine, _self, [encoding]) =>
      encoding === undefined && outputEncoding === 'buffer' ? buffer(new Uint8Array(0), []) : '',
    ),
  );
  return made;
}

interface Cipher {
  readonly algorithm: Value;
  readonly key: Value;
  readonly iv: Value;
  readonly tag: Value;
}

function decrypted(machine: Machine, cipherOf: Cipher, parts: readonly Value[], encoding: string): Value {
  const data = bufferConcat(machine, [array([...parts])]);
  const taints = encoded(allTaints(data), 'cipher');
  const [key, iv, packed] = [bytesFor(machine, cipherOf.key), bytesFor(machine, cipherOf.iv), bytesFor(machine, data)];
  const algorithm = textFrom(cipherOf.algorithm);
  if (key === undefined || packed === undefined || !algorithm.whole) return unknown(taints);
  try {
    const made = createDecipheriv(algorithm.text, key, iv ?? new Uint8Array());
    const plain = new Uint8Array(Buffer.concat([made.update(packed), tail(made)]));
    const whole = buffer(plain, decodedTaints(machine, taints, 'cipher'), machine.depth);
    return encoding === 'buffer' ? whole : textOfBytes(whole, encoding);
  } catch {
    return unknown(taints);
  }
}

function bytesFor(machine: Machine, value: Value): Uint8Array | undefined {
  const made = isObj(value) ? value : bufferFrom(machine, [value]);
  return isObj(made) ? made.bytes : undefined;
}

/** An authenticated cipher refuses to end without its tag; what it has shown is enough. */
function tail(made: { final(): Buffer }): Uint8Array {
  try {
    return made.final();
  } catch {
    return new Uint8Array();
  }
}
