import { inflateSync } from 'node:zlib';

/** Blobs of installers are longer; what is in them is a program of its own. */
const MAX_ENCODED = 200_000;
const MAX_TEXTS = 8;
const MAX_INFLATED = 1_000_000;

const CONSTANT = /\b(b64decode|urlsafe_b64decode|unhexlify|fromhex)\s*\(\s*[bru]{0,2}(["'])([A-Za-z0-9+/=_-]{16,})\2/g;

/** Texts that stand encoded in a Python text as constants: `exec(base64.b64decode('…'))`. Those that are packed as well are unpacked. */
export function constantsIn(code: string): readonly string[] {
  return [...code.slice(0, MAX_ENCODED).matchAll(CONSTANT)].slice(0, MAX_TEXTS).flatMap(([, way, , encoded = '']) => {
    const bytes = Buffer.from(encoded, way === 'unhexlify' || way === 'fromhex' ? 'hex' : 'base64');
    const text = (unpacked(bytes) ?? bytes).toString();
    return text.includes('\uFFFD') || text.includes('\0') ? [] : [text];
  });
}

/** As `zlib.decompress` does, which begins with this byte. */
function unpacked(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x78) return undefined;
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_INFLATED });
  } catch {
    return undefined;
  }
}
