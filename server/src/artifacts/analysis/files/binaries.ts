import { credentialSignals, mayHoldCredential } from './credentials.js';
import { injectionSignals, mayHoldInjection } from './prompt-injection.js';
import type { ShellSignal } from '../shell/signals.js';

export type BinaryFormat = 'ELF' | 'PE' | 'Mach-O' | 'WebAssembly';

const MAGIC: readonly (readonly [BinaryFormat, readonly number[]])[] = [
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['WebAssembly', [0x00, 0x61, 0x73, 0x6d]],
  // 32 and 64 bits, both byte orders.
  ['Mach-O', [0xfe, 0xed, 0xfa, 0xce]],
  ['Mach-O', [0xfe, 0xed, 0xfa, 0xcf]],
  ['Mach-O', [0xce, 0xfa, 0xed, 0xfe]],
  ['Mach-O', [0xcf, 0xfa, 0xed, 0xfe]],
];
const FAT = [0xca, 0xfe, 0xba, 0xbe];
/** Java's class files begin alike, and go on with their version, which is larger than any number of architectures. */
const MAX_ARCHITECTURES = 20;

/** Which kind of native program a file is, by its first bytes; undefined where it is none. */
export function binaryFormat(bytes: Uint8Array): BinaryFormat | undefined {
  const known = MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0];
  if (known !== undefined) return known;
  if (FAT.every((byte, at) => bytes[at] === byte) && fatArchitectures(bytes) <= MAX_ARCHITECTURES) return 'Mach-O';
  return isPortableExecutable(bytes) ? 'PE' : undefined;
}

function fatArchitectures(bytes: Uint8Array): number {
  return bytes.length < 8 ? Infinity : new DataView(bytes.buffer, bytes.byteOffset).getUint32(4);
}

/** `MZ`, and where it points to `PE`. */
/** A text may begin with the same two letters; a program goes on with numbers. */
function isPortableExecutable(bytes: Uint8Array): boolean {
  return bytes[0] === 0x4d && bytes[1] === 0x5a && bytes.length >= 64 && bytes.subarray(2, 16).includes(0);
}

/** Windows' own programs that load a library and run what is in it. Whatever they are given is one, however it is called. */
export const LIBRARY_LOADER = /(?:^|[\\/"'\s])(rundll32|regsvr32)(?:\.exe)?(?=$|["'\s])/i;

/** Words that stand in no honest library. */
const LITERALS =
  /stratum\+(?:tcp|ssl):\/\/[\w.:-]+|\bxmrig\b|discord(?:app)?\.com\/api\/webhooks\/\d+|api\.telegram\.org\/bot\d+:/i;

/** What the printable texts of a native program give away: the rules about literals, as for every other text. */
export function binaryTextSignals(path: string, bytes: Uint8Array): readonly ShellSignal[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = LITERALS.exec(text);
  return [
    ...(found === null ? [] : [{ kind: 'miner' as const, offset: found.index, detail: found[0] }]),
    ...(mayHoldCredential(text) ? credentialSignals(text, path) : []),
    ...(mayHoldInjection(text) ? injectionSignals(text) : []),
  ];
}
