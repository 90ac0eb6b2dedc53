import { inEnglish, phrase, type Behaviour, type Flow, type Phrase, type SinkKind } from '../../../model/index.js';
import { readManifest } from '../code/package/manifest.js';
import type { SourceFiles } from '../code/package/source-files.js';
import { placeAt } from '../text/places.js';
import { externalsOf, wordsOf, type Build } from './builds.js';
import type { Capability } from './capabilities.js';
import { pairsOf } from './pairs.js';

/** So many of the one build's words stand in the other where both come from one source. */
const MIN_SHARED = 0.7;
/** With fewer, two files can be alike by chance. */
const MIN_WORDS = 4;

/** What a build can do that another build of the same source cannot: the second is what its readers look at. */
export function differingEntries(files: SourceFiles, flows: readonly Flow[]): readonly Behaviour[] {
  const { data } = readManifest(files.text('package.json'));
  const found = pairsOf(data, files).flatMap(({ build, twin, isSource }) => [
    ...excessOf(build, twin, files, flows),
    ...(isSource ? [] : excessOf(twin, build, files, flows)),
  ]);
  const ids = found.map(({ detail }) => detail);
  return found.filter(({ detail }, index) => ids.indexOf(detail) === index);
}

interface Twins {
  readonly build: string;
  readonly twin: string;
}

const DIFFERENCES: Readonly<Record<Capability, (twins: Twins) => Phrase>> = Object.freeze({
  network: (twins) => phrase('uses the network in {build} and not in {twin}', twins),
  process: (twins) => phrase('starts programs in {build} and not in {twin}', twins),
  evaluation: (twins) => phrase('runs text as code in {build} and not in {twin}', twins),
  environment: (twins) => phrase('reads the whole environment in {build} and not in {twin}', twins),
});

/** What `build` can do and `twin` cannot, where they are twins. */
function excessOf(build: Build, twin: Build, files: SourceFiles, flows: readonly Flow[]): readonly Behaviour[] {
  const own = capabilitiesOf(build, flows);
  if (own.size === 0) return [];
  const known = capabilitiesOf(twin, flows);
  const extra = [...own].filter(([capability]) => !known.has(capability));
  if (extra.length === 0 || !areTwins(build, twin)) return [];
  return extra.map(([capability, { path, offset }]) => {
    const wording = DIFFERENCES[capability]({ build: path, twin: twin.name });
    return {
      kind: 'entries-differ',
      place: placeAt(path, files.text(path) ?? '', offset),
      moment: 'import',
      ...{ detail: inEnglish(wording), wording },
    };
  });
}

/** A build that brings along what the other one leaves to be installed cannot be compared with it. */
function areTwins(build: Build, twin: Build): boolean {
  const own = externalsOf(build);
  if ([...externalsOf(twin)].some((name) => !own.has(name))) return false;
  const words = wordsOf(build);
  const twins = [...wordsOf(twin)];
  return twins.length >= MIN_WORDS && twins.filter((word) => words.has(word)).length >= MIN_SHARED * twins.length;
}

interface Found {
  readonly path: string;
  readonly offset: number;
}

function capabilitiesOf({ files }: Build, flows: readonly Flow[]): ReadonlyMap<Capability, Found> {
  const found = new Map<Capability, Found>();
  for (const { path, capabilities } of files) {
    for (const [capability, offset] of capabilities)
      if (!found.has(capability)) found.set(capability, { path, offset });
    // What obfuscators hide from the text, the interpreter has seen.
    for (const flow of flows.filter(({ to }) => to.file === path)) {
      const capability = isToldOf(flow) ? BY_SINK[flow.sink] : undefined;
      if (capability !== undefined && !found.has(capability)) found.set(capability, { path, offset: 0 });
    }
  }
  return found;
}

/** Where a caller says who is told what a machine is called, one build may have been followed to the end and the other one not. */
function isToldOf({ source, host, address }: Flow): boolean {
  return address !== LOG && (source !== 'host-identity' || host !== undefined);
}

/** What a build server's log is given is seen by others, and is no use of the network. */
const LOG = 'console';

const BY_SINK: Readonly<Partial<Record<SinkKind, Capability>>> = Object.freeze({
  network: 'network',
  dns: 'network',
  evaluated: 'evaluation',
  'run-as-command': 'process',
  'command-argument': 'process',
});
