import {
  inEnglish,
  type ArtifactFacts,
  type Behaviour,
  type Incomplete,
  type Moment,
  type NotAnalysed,
} from '../../model/index.js';
import type { PackageFile, PackageFiles } from '../package-files.js';
import { analyseCode, type CodeFacts } from './code/package/analyse-code.js';
import { entriesOf, type Entry } from './code/package/entries.js';
import { gate } from './code/package/gate.js';
import { importGraphOf, type ImportGraph } from './code/package/import-graph.js';
import { readManifest } from './code/package/manifest.js';
import { ModulePaths } from './code/package/module-paths.js';
import { masterKeysIn, mayHoldMasterKey } from './code/package/master-keys.js';
import { hasPower } from './code/package/power-in-text.js';
import { mayProtest, pageProtestsIn } from './code/package/page-protests.js';
import { parseSource, type Parsed } from './code/package/parse.js';
import { ParsedFiles } from './code/package/parsed-files.js';
import { coverageGaps } from './files/coverage-gaps.js';
import type { SourceFiles } from './code/package/source-files.js';
import { fileBehaviours } from './files/analyse-files.js';
import { installHooks, type InstallHooks } from './files/install-hooks.js';
import { rootManifest } from './files/manifest.js';
import { unusedDependencies } from './files/unused-dependencies.js';
import { isComponent, isMarkup } from './markup/markup-code.js';
import { nestedFiles } from './nested/nested-files.js';
import { capabilitiesOf, withNative } from './package-capabilities.js';
import { sourceFilesOf } from './source-files.js';
import { decodeText, isAscii } from './text/decode.js';
import { findEvasion } from './text/evasion.js';
import { findHiddenText, findPaddedCode } from './text/hidden-text.js';
import { findObfuscation } from './text/obfuscation.js';
import { placeAt } from './text/places.js';
import { differingEntries } from './twins/differing-entries.js';

/** Enough for the reader; an archive can hold as many as it has entries. */
const MAX_ODDITIES = 50;

const SOURCE = /\.(?:js|cjs|mjs|jsx|ts|cts|mts|tsx)$/i;
const DECLARATIONS = /\.d\.[cm]?ts$/i;

export interface AnalysisOptions {
  /** Whether files that can only compute are left unparsed; they are unless told otherwise. Verdicts are the same. */
  readonly gate?: boolean;
  /** False: commands, texts and names are read, and no code is interpreted. */
  readonly code?: boolean;
  /** What runs, where it is not a package that is installed. */
  readonly starts?: Starts;
}

/** What is started: the commands, and the code that they come to. */
export interface Starts {
  readonly hooks: InstallHooks;
  readonly entries: readonly Entry[];
}

/** What the bytes of a package say. Pure; never throws: a file that breaks the analysis becomes a reason why it is incomplete. */
export function analysePackage(given: PackageFiles, options: AnalysisOptions = {}): ArtifactFacts {
  const nested = nestedFiles(given.files);
  const packageFiles = { ...given, files: [...given.files, ...nested.files] };
  const incomplete: Incomplete[] = given.skipped.map(({ path, reason }) => ({ file: path, reason }));
  const hidden = [
    ...hiddenTextsIn(given.files, 'import', incomplete),
    ...hiddenTextsIn(nested.files, 'call', incomplete),
  ];
  const manifest = rootManifest(given.files);
  const inFiles: Behaviour[] = [];
  try {
    const hooks = options.starts?.hooks ?? installHooks(packageFiles.files);
    inFiles.push(...fileBehaviours(packageFiles, hooks, manifest));
  } catch (error) {
    incomplete.push({ reason: messageOf(error) });
  }
  const sources = sourceFilesOf(packageFiles);
  const code = codeFactsOf(
    sources,
    options,
    hidden.some(({ kind }) => kind === 'obfuscated'),
  );
  const { binaries, notAnalysed } = coverageGaps(packageFiles.files);
  return {
    manifest,
    files: given.fileCount,
    bytes: given.unpackedBytes,
    flows: code.flows,
    behaviours: [
      ...hidden,
      ...inFiles,
      ...code.behaviours,
      ...evasionIn(sources, code),
      ...(options.code === false ? [] : writtenOut(sources)),
      ...differencesIn(sources, code.flows, incomplete),
    ],
    capabilities: withNative(code.capabilities, binaries),
    ...(code.powers.length > 0 && { powers: code.powers }),
    oddities: given.oddities.slice(0, MAX_ODDITIES),
    binaries,
    notAnalysed: [...notAnalysed, ...nested.notAnalysed, ...unreadIn(code)],
    ...(code.exchange !== undefined && { exchange: code.exchange }),
    unusedDependencies: manifest === undefined ? [] : unusedDependencies(given.files, manifest),
    incomplete: [...incomplete, ...code.incomplete],
  };
}

function hiddenTextsIn(files: readonly PackageFile[], moment: Moment, incomplete: Incomplete[]): readonly Behaviour[] {
  return files.flatMap((file) => {
    try {
      return hiddenTextIn(file, moment);
    } catch (error) {
      incomplete.push({ file: file.path, reason: messageOf(error) });
      return [];
    }
  });
}

/** Templates and tests of parsers, mostly. Those that run by themselves make the analysis incomplete. */
function unreadIn({ behaviours, incomplete }: CodeFacts): readonly NotAnalysed[] {
  const told = new Set(incomplete.map(({ file }) => file));
  return behaviours
    .filter(({ kind, place: { file } }) => kind === 'unreadable-code' && isOwnSource(file) && !told.has(file))
    .map(({ place, detail = '' }) => ({ kind: 'code-not-analysed', file: place.file, detail }));
}

/** Pages are no part of what others import. */
function isOwnSource(file: string): boolean {
  return SOURCE.test(file) || isComponent(file);
}

/** In the files that do something, as elsewhere it means nothing. */
function evasionIn(files: SourceFiles, { flows, behaviours }: CodeFacts): readonly Behaviour[] {
  const able = new Set(
    [...flows.flatMap(({ from, to }) => [from, to]), ...behaviours.map(({ place }) => place)].map(({ file }) => file),
  );
  return [...able].flatMap((file) => {
    const text = files.text(file) ?? '';
    return findEvasion(text).map(({ offset, what }) => ({
      kind: 'evasion',
      ...{ detail: inEnglish(what), wording: what },
      place: placeAt(file, text, offset),
      moment: 'import',
    }));
  });
}

interface Search {
  readonly kind: Behaviour['kind'];
  readonly moment: Moment;
  readonly isWorthwhile: (text: string) => boolean;
  readonly find: (parsed: Parsed) => readonly number[];
}

/** What shows by how code is written, whatever its values are. */
const SEARCHES: readonly Search[] = [
  { kind: 'master-key', moment: 'call', isWorthwhile: mayHoldMasterKey, find: masterKeysIn },
  { kind: 'page-protest', moment: 'import', isWorthwhile: mayProtest, find: pageProtestsIn },
];

function writtenOut(files: SourceFiles): readonly Behaviour[] {
  return files.paths
    .filter((path) => SOURCE.test(path) && !DECLARATIONS.test(path))
    .flatMap((path) => {
      const bytes = latin1(files.bytes(path));
      const searches = SEARCHES.filter(({ isWorthwhile }) => isWorthwhile(bytes));
      return searches.length === 0 ? [] : searched(path, files.text(path) ?? '', searches);
    });
}

function searched(path: string, text: string, searches: readonly Search[]): readonly Behaviour[] {
  try {
    const parsed = parseSource(path, text);
    return searches.flatMap(({ kind, moment, find }) =>
      find(parsed).map((offset) => ({ kind, moment, place: placeAt(path, text, offset) })),
    );
  } catch {
    // It is told elsewhere that it cannot be read.
    return [];
  }
}

function differencesIn(files: SourceFiles, flows: CodeFacts['flows'], incomplete: Incomplete[]): readonly Behaviour[] {
  try {
    return differingEntries(files, flows);
  } catch (error) {
    incomplete.push({ reason: messageOf(error) });
    return [];
  }
}

function codeFactsOf(files: SourceFiles, options: AnalysisOptions, isObfuscated: boolean): CodeFacts {
  if (options.code === false) return NO_CODE_FACTS;
  const sources = files.paths.filter((path) => isMarkup(path) || (SOURCE.test(path) && !DECLARATIONS.test(path)));
  const textOf = (path: string): string => (isMarkup(path) ? markupText(files, path) : latin1(files.bytes(path)));
  try {
    const modulePaths = new ModulePaths(files, readManifest(files.text('package.json')));
    const graph = importGraphOf(sources, textOf, (specifier, from) => modulePaths.resolve(specifier, from));
    const parsed = new ParsedFiles(files);
    const disguised = files.paths.filter((path) => isCodeByUse(path, { graph, textOf, parsed }));
    const wanted =
      options.gate === false ? () => true : gate({ paths: [...sources, ...disguised], textOf, graph, parsed });
    const isWanted = (path: string): boolean => !(SOURCE.test(path) || isMarkup(path)) || wanted(path);
    const entries = options.starts?.entries ?? entriesOf(files);
    const facts = analyseCode(files, { entries, parsed, wanted: isWanted, graph, isObfuscated });
    const unread = sources.filter((path) => !wanted(path));
    return { ...facts, capabilities: capabilitiesOf(facts.capabilities, files, { sources, unread, textOf }) };
  } catch (error) {
    return { flows: [], behaviours: [], capabilities: [], powers: [], incomplete: [{ reason: messageOf(error) }] };
  }
}

/** Also what cannot be read of it: by the names in it that is worth to be told, or is not. */
function markupText(files: SourceFiles, path: string): string {
  const unread = files.unread(path);
  return (files.text(path) ?? '') + (unread === undefined ? '' : `\n${unread.code}`);
}

/** Not called code, but asked for as such: `require('./LICENSE.txt')`. Most of these are style sheets and pictures of bundlers. */
function isCodeByUse(
  path: string,
  { graph, textOf, parsed }: { graph: ImportGraph; textOf: (path: string) => string; parsed: ParsedFiles },
): boolean {
  if (SOURCE.test(path) || isMarkup(path) || DATA.test(path) || graph.usersOf(path).length === 0) return false;
  return hasPower(textOf(path)) && parsed.of(path).parsed !== undefined;
}

const DATA = /\.(?:json|node|wasm)$/i;

const NO_CODE_FACTS: CodeFacts = Object.freeze({
  flows: [],
  behaviours: [],
  capabilities: [],
  powers: [],
  incomplete: [],
});

/** Fast, and as good for finding names: they are ASCII in every encoding but UTF-16, which is decoded. */
function latin1(bytes: Uint8Array = new Uint8Array()): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? decodeText(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function hiddenTextIn({ path, bytes }: PackageFile, moment: Moment): readonly Behaviour[] {
  if (!SOURCE.test(path)) return [];
  const text = decodeText(bytes);
  const hidden = isAscii(bytes) ? findPaddedCode(text) : findHiddenText(text);
  const obfuscation = findObfuscation(text);
  const found = obfuscation === undefined ? hidden : [...hidden, { kind: 'obfuscated' as const, ...obfuscation }];
  return found.map(({ kind, offset, detail }) => ({
    kind,
    detail,
    place: placeAt(path, text, offset),
    moment,
  }));
}
