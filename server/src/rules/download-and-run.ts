import {
  phrase,
  type Behaviour,
  type BehaviourKind,
  type DataKind,
  type Flow,
  type Level,
  type Moment,
  type Place,
  type SinkKind,
} from '../model/index.js';
import {
  aboutCode,
  asStarted,
  behavioursOf,
  evidenceOfBehaviours,
  evidenceOfFlows,
  firstLevel,
  flowsTo,
  runsUnasked,
} from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';

const RUNS = [
  'evaluated',
  'loaded-as-module',
  'run-as-command',
  'written-and-run',
  'native-loaded',
  'page-script',
] as const;
const COMMANDS = ['download-and-run', 'miner'] as const;

/** Somebody else decides what runs, at the moment it runs. */
export const downloadAndRun = defineCodeRule({
  id: 'download-and-run',
  title: 'Code that runs what it downloads',
  find({ flows, behaviours }, subject) {
    const run = flowsTo(flows, RUNS, ['downloaded'])
      .filter(isForeign)
      .filter((flow) => !isVouchedFor(flow, behaviours) && !isConversation(flow, flows));
    const commands = behavioursOf(behaviours, COMMANDS).map(asStarted(behaviours));
    const level = levelOf({ run, commands, behaviours, all: flows });
    if (level === undefined) return [];
    return [
      {
        message: phrase(
          '{package} downloads something and runs it {moment}',
          aboutCode([...run, ...commands], subject),
        ),
        evidence: [...evidenceOfBehaviours(commands), ...evidenceOfFlows(run)].slice(0, 4),
        target: 'specifier',
        level,
      },
    ];
  },
});

/** `fetch('/worker.mjs')`, `fetch('./app.data')`: only a page can ask so, and it asks where it comes from. */
const OF_OWN_SERVER = /^\.{0,2}\/(?!\/)/;

/** A page that fills itself from its own server runs what that sends; from a host in the code, it is somebody else's. */
function isForeign({ sink, detail = '' }: Flow): boolean {
  if (OF_OWN_SERVER.test(detail)) return false;
  return sink !== 'page-script' || /^[\w-]+(?:\.[\w-]+)+$/.test(detail);
}

/** The package says by a sum which program it fetches, into a folder of its own: as if it had brought it along. */
function isVouchedFor(flow: Flow, behaviours: readonly Behaviour[]): boolean {
  const { detail = '', address = '' } = flow;
  if (!isProgram(flow) || isNoName(detail) || isOutOfTheWay(address)) return false;
  return behaviours.some((one) => one.kind === 'download-checked' && (one.detail ?? '') === detail.slice(0, 300));
}

/** What a command said goes to a host: whoever sent the command reads it. */
function isAnswer({ source, sink, host }: Flow): boolean {
  return source === 'command-output' && sink === 'network' && host !== undefined;
}

const RUNS_TEXT: readonly SinkKind[] = ['evaluated', 'run-as-command'];

const NAMES: readonly DataKind[] = ['host-identity', 'environment'];

/** Who somebody is goes to a host: what that gives back is made for them. */
function isIntroduction({ source, sink, host }: Flow): boolean {
  return NAMES.includes(source) && sink === 'network' && host !== undefined;
}

/** The code itself says where what it runs comes from: whoever uses it has no say in that. */
function isFromOwnHost({ sink, moment, via, host, detail = '' }: Flow): boolean {
  // Loaders of plugins load what their callers want; a command loads what it wants itself.
  const isHidden = sink === 'page-script' && host !== undefined && via.length > 0;
  const isRun = RUNS_TEXT.includes(sink) || (sink === 'loaded-as-module' && moment === 'command') || isHidden;
  return isRun && /^[\w-]+(?:\.[\w-]+)+$/.test(detail) && !(isAsked(moment) && MODELS.test(detail));
}

/** Code from a host in the code, run as soon as that is imported. */
function isBroughtAlong(flow: Flow): boolean {
  const { moment, sink, detail = '' } = flow;
  return moment === 'import' && RUNS_TEXT.includes(sink) && isFromOwnHost(flow) && !MODELS.test(detail);
}

/** An assistant's command: what was said goes to the service as a conversation, and what that proposes comes back. */
function isConversation({ moment, detail = '' }: Flow, all: readonly Flow[]): boolean {
  return moment === 'command' && all.some(({ host, address = '' }) => host === detail && CONVERSES.test(address));
}

const CONVERSES = /\/(?:v\d+\/)?(?:chat|messages|responses|converse|(?:chat\/)?completions|generate\w*)(?:$|[/?#])/i;

/** Services that answer with what a language model proposes: programs for which that is run are asked for by a person. */
const MODELS =
  /^(?:api\.(?:anthropic\.com|openai\.com|mistral\.ai|deepseek\.com|groq\.com|x\.ai|cohere\.(?:com|ai)|together\.(?:xyz|ai)|fireworks\.ai|perplexity\.ai|moonshot\.(?:ai|cn)|cerebras\.ai)|openrouter\.ai|generativelanguage\.googleapis\.com|(?:[\w-]+-)?aiplatform\.googleapis\.com|[\w-]+\.openai\.azure\.com|bedrock-runtime\.[\w-]+\.amazonaws\.com|models\.github\.ai)$/;

function isAsked(moment: Moment): boolean {
  return moment === 'command' || moment === 'call';
}

interface Found {
  readonly run: readonly Flow[];
  readonly commands: readonly Behaviour[];
  readonly behaviours: readonly Behaviour[];
  readonly all: readonly Flow[];
}

function levelOf(found: Found): Level | undefined {
  const { run, commands, all, behaviours } = found;
  const answers = all.filter((flow) => isAnswer(flow) || isIntroduction(flow));
  const unasked = run.filter(runsUnasked);
  const asCode = unasked.filter(({ sink }) => sink !== 'written-and-run' && sink !== 'native-loaded');
  // A loader of plugins gets the address from whoever uses it; an attack brings its own.
  const fromOwnAddress = asCode.filter(({ detail = '' }) => detail !== '');
  return firstLevel([
    ['critical', commands.some(runsUnasked)],
    ['critical', asCode.some(({ moment }) => moment === 'install')],
    // Nobody asked for it, and nobody but the code says where it comes from.
    ['critical', asCode.some(isBroughtAlong)],
    ['critical', asCode.some((flow) => isFromOwnHost(flow) && answers.some(({ host }) => host === flow.detail))],
    // One host gives commands and reads what they say.
    [
      'critical',
      run.some((flow) => isFromOwnHost(flow) && all.some((one) => isAnswer(one) && one.host === flow.detail)),
    ],
    // Installers of honest packages fetch programs too, into their own folder and from a name.
    ['critical', unasked.some((flow) => isProgram(flow) && isNoName(flow.detail ?? ''))],
    ['critical', unasked.some((flow) => isProgram(flow) && isOutOfTheWay(flow.address ?? ''))],
    ['critical', unasked.some((flow) => isProgram(flow) && isFromHiddenHost(flow, behaviours))],
    ['critical', replacesProgram(found)],
    ['high', startedByItself(found)],
    ['high', fromOwnAddress.length > 0],
    ['high', run.some(isFromOwnHost)],
    ['high', commands.some(({ detail = '' }) => namesNobody(detail))],
    ['high', commands.some(({ place }) => all.some((flow) => isHiddenCommand(flow) && isAt(flow, place)))],
    ['high', run.some((flow) => isProgram(flow) && isNoName(flow.detail ?? '') && !PRIVATE.test(flow.detail ?? ''))],
    ['medium', unasked.some(isTelling)],
    ['medium', commands.length > 0],
    ['medium', run.some(({ sink, host }) => sink === 'run-as-command' && host !== undefined)],
  ]);
}

/** Who hides where a program comes from knows why. */
function isFromHiddenHost({ detail }: Flow, behaviours: readonly Behaviour[]): boolean {
  return behaviours.some((one) => one.kind === 'decoded-address' && one.detail === detail);
}

const HIDES: readonly DataKind[] = ['decoded', 'data-file', 'image-data', 'hidden-text'];

/** A command that stands where nobody reads it. */
function isHiddenCommand({ source, sink, via }: Flow): boolean {
  return sink === 'run-as-command' && HIDES.includes(source) && via.length > 0;
}

function isAt({ to }: Flow, { file, line }: Place): boolean {
  return to.file === file && to.line === line;
}

/** A module by an address that the code has from elsewhere, as a page is told by its own server what to load anew, is no code of its own. */
function isTelling({ sink, detail = '' }: Flow): boolean {
  return sink !== 'loaded-as-module' || detail !== '';
}

const STARTS: readonly BehaviourKind[] = ['autostart', 'agent-configuration'];

/** What a system, a shell or an assistant is told to start anew each time, at the very place where it is told so. */
function startedByItself(found: Found): boolean {
  return isAtPlaceOf(found, STARTS);
}

/** A program that is installed on the machine becomes what is downloaded. */
function replacesProgram(found: Found): boolean {
  return isAtPlaceOf(found, ['application-changed', 'wallet-changed']);
}

function isAtPlaceOf({ run, commands, behaviours }: Found, kinds: readonly BehaviourKind[]): boolean {
  const starts = behavioursOf(behaviours, kinds).map(({ place }) => `${place.file}:${String(place.line)}`);
  const places = [...run.filter(isProgram).map(({ to }) => to), ...commands.map(({ place }) => place)];
  return places.some(({ file, line }) => starts.includes(`${file}:${String(line)}`));
}

function isProgram({ sink }: Flow): boolean {
  return sink === 'written-and-run' || sink === 'native-loaded';
}

/** Of networks at home and at work nobody else's machine has one of these. */
const PRIVATE = /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|0\.0)\./;

function namesNobody(command: string): boolean {
  return [...command.matchAll(/\bhttps?:\/\/(\d+(?:\.\d+){3})(?=[:/\s"']|$)/g)].some(
    ([, host = '']) => !PRIVATE.test(host),
  );
}

/** A bare address: nobody who means to be found sends programs from there. */
function isNoName(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** A program that runs where nobody looks for one: it does not belong to the package any more. */
function isOutOfTheWay(path: string): boolean {
  return /^(?:‹tmp›|\/tmp|\/var\/tmp|\/dev\/shm)[\\/]|^‹home›[\\/](?:\.[^\\/]+[\\/]\.|AppData[\\/])/.test(path);
}
