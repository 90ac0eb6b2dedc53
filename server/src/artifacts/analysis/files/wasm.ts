import { WasmReader } from './wasm-reader.js';

/** What a module of WebAssembly asks its host for, and what it offers. */
export interface WasmInterface {
  /** `module.name`. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

/** Enough to see what it is for; programs made from C++ have thousands. */
const MAX_NAMES = 100;

const HEADER_BYTES = 8;
const CUSTOM = 0;
const IMPORTS = 2;
const EXPORTS = 7;

/** Reads the two lists of names in a module. What is cut off or wrong ends the reading; it never throws. */
export function interfaceOf(bytes: Uint8Array): WasmInterface {
  const found: { imports: readonly string[]; exports: readonly string[] } = { imports: [], exports: [] };
  const reader = new WasmReader(bytes, HEADER_BYTES);
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const section = reader.part(reader.number());
    if (id === IMPORTS) found.imports = importsIn(section);
    if (id === EXPORTS) found.exports = exportsIn(section);
  }
  return found;
}

/** The sections of a module that have a name and mean nothing to WebAssembly itself, by that name. */
export function customSections(bytes: Uint8Array, name: string): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  const reader = new WasmReader(bytes, HEADER_BYTES);
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const section = reader.part(reader.number());
    if (id === CUSTOM && section.name() === name) found.push(section.rest());
  }
  return found;
}

function importsIn(section: WasmReader): readonly string[] {
  return names(section, () => {
    const name = `${section.name()}.${section.name()}`;
    skipType(section);
    return name;
  });
}

function exportsIn(section: WasmReader): readonly string[] {
  return names(section, () => {
    const name = section.name();
    section.byte();
    section.number();
    return name;
  });
}

function names(section: WasmReader, next: () => string): readonly string[] {
  const count = Math.min(section.number(), MAX_NAMES);
  const found: string[] = [];
  while (found.length < count && !section.isAtEnd) found.push(next());
  return found;
}

const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;
const TAG = 4;

/** What an import is: the type of a function, the limits of a table or memory, the type of a global. @returns the kind */
export function skipType(section: WasmReader): number {
  const kind = section.byte();
  if (kind === TABLE) section.byte();
  if (kind === GLOBAL || kind === TAG) section.byte();
  if (kind === GLOBAL) section.byte();
  else if (kind === TABLE || kind === MEMORY) skipLimits(section);
  else section.number();
  return kind;
}

function skipLimits(section: WasmReader): void {
  const hasMaximum = (section.byte() & 1) === 1;
  section.number();
  if (hasMaximum) section.number();
}
