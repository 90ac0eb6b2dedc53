import {
  HOOK_MOMENTS,
  listed,
  phrase,
  type Behaviour,
  type BehaviourKind,
  type DataKind,
  type Evidence,
  type Flow,
  type Level,
  type Moment,
  type Phrase,
  type SinkKind,
  type Subject,
  type Words,
} from '../../model/index.js';
import { evidenceAt } from './code-evidence.js';
import { labelOf } from './text.js';

/** Nobody has to ask for it: installing the package, or importing it, is enough. */
export function runsUnasked({ moment }: { readonly moment: Moment }): boolean {
  return moment === 'install' || moment === 'import';
}

/** A command in the place of a common one is run by scripts that mean the other one. */
export function asStarted<T extends Flow | Behaviour>(behaviours: readonly Behaviour[]): (thing: T) => T {
  const isShadowing = behaviours.some(({ kind }) => kind === 'shadowed-command');
  return (thing) => (isShadowing && thing.moment === 'command' ? { ...thing, moment: 'import' } : thing);
}

const MOMENTS: Readonly<Record<Moment, Phrase>> = Object.freeze({
  install: phrase('when it is installed'),
  import: phrase('when it is imported'),
  command: phrase('when its command is run'),
  call: phrase('when it is called'),
});

const ORDER: readonly Moment[] = ['install', 'import', 'command', 'call'];

/** The lower, the earlier it happens. */
export function orderOf({ moment }: { readonly moment: Moment }): number {
  return ORDER.indexOf(moment);
}

/** The earliest moment of several, in words. What waits for a call waits in a repository as well. */
export function momentOf(things: readonly { readonly moment: Moment }[], { hook }: Subject): Phrase {
  const earliest = ORDER.find((moment) => things.some((thing) => thing.moment === moment)) ?? 'call';
  return hook !== undefined && earliest !== 'call' ? HOOK_MOMENTS[hook.trigger] : MOMENTS[earliest];
}

/** Who does something, and when: what a sentence about code begins and ends with. */
export interface AboutCode {
  readonly package: Words;
  readonly moment: Phrase;
}

export function aboutCode(things: readonly { readonly moment: Moment }[], subject: Subject): AboutCode {
  return { package: labelOf(subject), moment: momentOf(things, subject) };
}

const DATA: Readonly<Record<DataKind, Phrase>> = Object.freeze({
  environment: phrase('the whole environment'),
  'secret-variable': phrase('secrets of the environment'),
  'credential-file': phrase('files with credentials'),
  'ssh-key': phrase('SSH keys'),
  'browser-data': phrase('what browsers have stored'),
  wallet: phrase('wallets'),
  'cloud-metadata': phrase('credentials of the cloud machine'),
  'host-identity': phrase('names of the machine and its user'),
  'key-material': phrase('private keys'),
  login: phrase('passwords or keys of services'),
  clipboard: phrase('the clipboard'),
  keystrokes: phrase('keystrokes'),
  'page-storage': phrase('all that a page has stored in the browser'),
  intercepted: phrase('what other code gives to functions that it replaces'),
  'others-request': phrase('what is in requests that others make'),
  screenshot: phrase('screenshots'),
  downloaded: phrase('something downloaded'),
  decoded: phrase('decoded text'),
  'hidden-text': phrase('hidden text'),
  'image-data': phrase('an image'),
  'data-file': phrase('a data file'),
  'request-input': phrase('what others send'),
  'command-output': phrase('the output of commands'),
});

/** `SSH keys, files with credentials`: what the flows carry, each kind once. */
export function dataIn(flows: readonly Flow[]): Words {
  return listed([...new Set(flows.map(({ source }) => DATA[source]))]);
}

/** The most places that one finding shows: more are the same again. */
const MAX_FLOWS_SHOWN = 2;
const MAX_BEHAVIOURS_SHOWN = 3;

/** Both ends of some flows, the earliest moment first. */
export function evidenceOfFlows(flows: readonly Flow[]): readonly Evidence[] {
  const earliest = [...flows].sort((a, b) => orderOf(a) - orderOf(b));
  const places = earliest.slice(0, MAX_FLOWS_SHOWN).flatMap(({ from, to }) => [evidenceAt(from), evidenceAt(to)]);
  const ids = places.map((place) => JSON.stringify(place));
  return places.filter((_, index) => ids.indexOf(ids[index] ?? '') === index);
}

export function evidenceOfBehaviours(behaviours: readonly Behaviour[]): readonly Evidence[] {
  const earliest = [...behaviours].sort((a, b) => orderOf(a) - orderOf(b));
  return earliest.slice(0, MAX_BEHAVIOURS_SHOWN).map(({ place }) => evidenceAt(place));
}

export function flowsTo(
  flows: readonly Flow[],
  sinks: readonly SinkKind[],
  sources: readonly DataKind[],
): readonly Flow[] {
  return flows.filter(({ sink, source }) => sinks.includes(sink) && sources.includes(source));
}

export function behavioursOf(behaviours: readonly Behaviour[], kinds: readonly BehaviourKind[]): readonly Behaviour[] {
  return behaviours.filter(({ kind }) => kinds.includes(kind));
}

/** The first level whose test holds. */
export function firstLevel(tests: readonly (readonly [Level, boolean])[]): Level | undefined {
  return tests.find(([, holds]) => holds)?.[0];
}
