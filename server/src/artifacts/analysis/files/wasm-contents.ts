import { skipType } from './wasm.js';
import { WasmReader } from './wasm-reader.js';

/** What can be known of a module of WebAssembly without running it. */
export interface WasmContents {
  /** What stands in its memory before anything runs, from the first byte on; between the parts that are written down there may be anything. */
  readonly memory: Uint8Array;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** The names under which that is offered. */
  readonly memories: readonly string[];
  /** Numbers that are offered as globals, by their names. */
  readonly constants: ReadonlyMap<string, number>;
  /** Functions that do nothing but give a number, by their names. */
  readonly functions: ReadonlyMap<string, number>;
}

/** Programs made from Rust have their texts behind the first megabyte. */
const MAX_MEMORY = 2 * 1024 * 1024;
/** More belong to a program, not to a hiding place. */
const MAX_ENTRIES = 10_000;

const HEADER = [0x00, 0x61, 0x73, 0x6d];
const HEADER_BYTES = 8;
const [IMPORTS, GLOBALS, EXPORTS, CODE, DATA] = [2, 6, 7, 10, 11];
const [FUNCTION, MEMORY, GLOBAL] = [0, 2, 3];

const [I32_CONST, I64_CONST, F32_CONST, F64_CONST, GLOBAL_GET, END] = [0x41, 0x42, 0x43, 0x44, 0x23, 0x0b];

type Numbers = readonly (number | undefined)[];

interface Segment {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Reads a module. What is cut off or wrong ends the reading; it never throws. @returns undefined where it is none */
export function wasmContents(bytes: Uint8Array): WasmContents | undefined {
  if (!HEADER.every((byte, index) => bytes[index] === byte)) return undefined;
  const sections = sectionsOf(bytes);
  const kinds = listIn(sections.get(IMPORTS), importedKind);
  const globals = [...imported(kinds, GLOBAL), ...listIn(sections.get(GLOBALS), globalOf)];
  const functions = [...imported(kinds, FUNCTION), ...listIn(sections.get(CODE), functionOf)];
  const offered = listIn(sections.get(EXPORTS), (section) => ({
    name: section.name(),
    kind: section.byte(),
    index: section.number(),
  }));
  const named = (kind: number, numbers: Numbers): ReadonlyMap<string, number> =>
    new Map(
      offered.flatMap((one) => {
        const number = one.kind === kind ? numbers[one.index] : undefined;
        return number === undefined ? [] : [[one.name, number] as const];
      }),
    );
  return {
    ...memoryOf(listIn(sections.get(DATA), segmentOf)),
    memories: offered.filter(({ kind, index }) => kind === MEMORY && index === 0).map(({ name }) => name),
    constants: named(GLOBAL, globals),
    functions: named(FUNCTION, functions),
  };
}

function sectionsOf(bytes: Uint8Array): ReadonlyMap<number, WasmReader> {
  const sections = new Map<number, WasmReader>();
  const reader = new WasmReader(bytes, HEADER_BYTES);
  while (!reader.isAtEnd) {
    const id = reader.byte();
    sections.set(id, reader.part(reader.number()));
  }
  return sections;
}

function listIn<T>(section: WasmReader | undefined, next: (section: WasmReader) => T): readonly T[] {
  const found: T[] = [];
  const count = Math.min(section?.number() ?? 0, MAX_ENTRIES);
  while (section !== undefined && found.length < count && !section.isAtEnd) found.push(next(section));
  return found;
}

function importedKind(section: WasmReader): number {
  section.name();
  section.name();
  return skipType(section);
}

/** What is imported comes first among what an index counts. */
function imported(kinds: readonly number[], wanted: number): Numbers {
  return kinds.filter((kind) => kind === wanted).map(() => undefined);
}

function globalOf(section: WasmReader): number | undefined {
  section.byte();
  const isChanging = section.byte() !== 0;
  const number = constantOf(section);
  return isChanging ? undefined : number;
}

/** `(i32.const n) end`, in a function without variables of its own. */
function functionOf(section: WasmReader): number | undefined {
  const body = section.part(section.number());
  if (body.number() !== 0) return undefined;
  const number = constantOf(body);
  return body.isAtEnd ? number : undefined;
}

const ACTIVE = 0;
const ACTIVE_OF = 2;

function segmentOf(section: WasmReader): Segment | undefined {
  const kind = section.number();
  const memory = kind === ACTIVE_OF ? section.number() : 0;
  const at = kind === ACTIVE || kind === ACTIVE_OF ? constantOf(section) : undefined;
  const bytes = section.bytes(section.number());
  return at === undefined || memory !== 0 ? undefined : { at: at >>> 0, bytes };
}

/** The number that an expression gives, where that is written in it; what is read then is behind its end. */
function constantOf(section: WasmReader): number | undefined {
  let number: number | undefined;
  let isOnly = true;
  for (let code = section.byte(); code !== END; code = section.byte()) {
    if (section.isAtEnd) return undefined;
    isOnly &&= number === undefined && code === I32_CONST;
    const operand = operandOf(section, code);
    if (operand === undefined) return undefined;
    number = operand;
  }
  return isOnly ? number : undefined;
}

function operandOf(section: WasmReader, code: number): number | undefined {
  if (code === I32_CONST || code === I64_CONST) return section.signed();
  if (code === F32_CONST || code === F64_CONST) return section.bytes(code === F32_CONST ? 4 : 8).length;
  return code === GLOBAL_GET ? section.number() : undefined;
}

/** One part for texts that lie side by side: compilers leave gaps between them, of less than a line. */
const MAX_GAP = 64;

function memoryOf(found: readonly (Segment | undefined)[]): Pick<WasmContents, 'memory' | 'ranges'> {
  const segments = found
    .flatMap((one) => (one !== undefined && one.at + one.bytes.length < MAX_MEMORY ? one : []))
    .sort((one, other) => one.at - other.at);
  // A text ends with a zero, also the last one.
  const memory = new Uint8Array(segments.reduce((most, one) => Math.max(most, endOf(one)), 0) + 1);
  const ranges: { start: number; end: number }[] = [];
  for (const segment of segments) {
    memory.set(segment.bytes, segment.at);
    const last = ranges.at(-1);
    const end = endOf(segment) + 1;
    if (last !== undefined && segment.at - last.end < MAX_GAP) last.end = Math.max(last.end, end);
    else ranges.push({ start: segment.at, end });
  }
  return { memory, ranges };
}

function endOf({ at, bytes }: Segment): number {
  return at + bytes.length;
}
