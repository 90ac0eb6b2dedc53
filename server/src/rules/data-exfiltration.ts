import { allOf, phrase, type DataKind, type Flow, type Level, type Subject, type Words } from '../model/index.js';
import {
  aboutCode,
  asStarted,
  dataIn,
  evidenceOfFlows,
  firstLevel,
  flowsTo,
  runsUnasked,
} from './support/code-flows.js';
import { defineCodeRule } from './support/code-rule.js';
import { goesHome, sharesWord } from './support/destinations.js';
import { isLetterBox } from './support/letter-boxes.js';
import { shorten } from './support/text.js';

const AWAY = ['network', 'dns', 'command-argument'] as const;
const RUNS_TEXT = ['evaluated', 'run-as-command', 'loaded-as-module'] as const;
/** Files that open accounts. Whoever sends one away has no other use for it. */
const STORES: readonly DataKind[] = ['credential-file', 'ssh-key', 'browser-data', 'wallet'];
const SOURCES: readonly DataKind[] = [...STORES, 'environment', 'secret-variable', 'cloud-metadata', 'host-identity'];

/** Names of a machine that telemetry sends one of; who sends several wants to know who somebody is. */
const SEVERAL_NAMES = 2;
/** Secrets for different services together are no request to one of them. */
const SEVERAL_SECRETS = 2;

/** One host has no use for what opens accounts at others, whenever it is given that. */
const SEVERAL_SERVICES = 2;

/** Secrets of the machine leave it. */
export const dataExfiltration = defineCodeRule({
  id: 'data-exfiltration',
  title: 'Code that sends secrets of the machine away',
  find({ flows, behaviours }, subject) {
    const sent = flowsTo(flows, AWAY, SOURCES)
      .filter((flow) => isOfBuildServer(flow) || !goesHome(flow))
      .filter((flow) => !isForOwnBuild(flow))
      .map(asStarted(behaviours));
    const found = levelOf(sent, flowsTo(flows, RUNS_TEXT, ['decoded', 'downloaded']));
    const isAsked = sent.every((flow) => flow.source === 'host-identity' || isForOwnService(flow, subject));
    const level = found === 'medium' && isAsked ? 'low' : found;
    if (level === undefined) return [];
    const told = mostTelling(sent);
    return [
      {
        message: messageOf(told, subject),
        evidence: evidenceOfFlows(told),
        target: 'specifier',
        level,
      },
    ];
  },
});

function messageOf(told: readonly Flow[], subject: Subject): Words {
  const hosts = [...new Set(told.flatMap(({ host }) => (host === undefined ? [] : [shorten(host, MAX_HOST)])))];
  const about = { ...aboutCode(told, subject), data: dataIn(told) };
  return hosts.length === 0
    ? phrase('{package} sends {data} {moment}', about)
    : phrase('{package} sends {data} to {hosts} {moment}', { ...about, hosts: allOf(hosts.slice(0, 2)) });
}

/** No host's name is longer that is to be read. */
const MAX_HOST = 120;

/** @param run what was decoded or downloaded, and runs as code */
function levelOf(sent: readonly Flow[], run: readonly Flow[]): Level | undefined {
  const unasked = sent.filter(runsUnasked);
  const of = (flows: readonly Flow[], ...kinds: readonly DataKind[]) =>
    flows.filter(({ source }) => kinds.includes(source));
  const toSomebody = sent.filter(({ host, sink }) => host !== undefined || sink === 'dns');
  const stores = of(toSomebody, ...STORES, 'cloud-metadata').filter((flow) => !isOfOwnProject(flow));
  return firstLevel([
    ['critical', of(unasked, ...STORES, 'cloud-metadata').length > 0],
    ['critical', distinct(stores.filter(({ source }) => source !== 'cloud-metadata')) > 1],
    // Whoever hides the code that sends it, or has the answer run, means harm with it.
    [
      'critical',
      of(unasked, 'environment').length > 0 && run.some((flow) => flow.source === 'decoded' && runsUnasked(flow)),
    ],
    ['critical', of(toSomebody, 'environment').some((flow) => run.some((one) => isAnswerOf(one, flow)))],
    ['high', stores.length > 0],
    ['high', of(unasked, 'environment').length > 0],
    ['high', distinct(of(unasked, 'secret-variable')) >= SEVERAL_SECRETS],
    ['high', distinct(of(unasked, 'host-identity')) >= SEVERAL_NAMES],
    ['high', servicesOf(of(toSomebody, 'secret-variable')) >= SEVERAL_SERVICES],
    ['high', of(toSomebody, 'secret-variable').some(isOfBuildServer)],
    ['high', of(unasked, 'secret-variable').some(publishes)],
    ['high', of(unasked, 'host-identity').some(({ sink }) => sink === 'dns' || sink === 'command-argument')],
    ['high', of(toSomebody, 'environment').some((flow) => isOfOneCall(flow) || isToLetterBox(flow))],
    ['medium', of(toSomebody, 'environment', ...STORES).length > 0],
    ['medium', of(unasked, 'secret-variable').some(({ host }) => host !== undefined)],
    ['medium', of(toSomebody, 'secret-variable').some(publishes)],
  ]);
}

/** What the host gives back to whom it was sent to is run. */
function isAnswerOf({ source, detail }: Flow, { host }: Flow): boolean {
  return source === 'downloaded' && detail === host;
}

/** With it somebody can publish packages or change code in another's name; no host but a registry or a forge has a use for it. */
function publishes({ detail = '', host = '' }: Flow): boolean {
  const isOfPublisher =
    /^(?:NPM_(?:(?:AUTH|ACCESS|PUBLISH)_)?TOKEN|NODE_AUTH_TOKEN|GH_TOKEN|GITHUB_(?:TOKEN|PAT)|GITLAB_TOKEN)$/;
  return isOfPublisher.test(detail) && host !== '' && !/git|npm|registry|pkg|package/.test(host);
}

/** What GitHub gives a job for its own services: with it somebody is the job. Each of them is asked at an address that a variable tells. */
function isOfBuildServer({ detail = '', host }: Flow): boolean {
  if (host === undefined || /(?:^|\.)github(?:usercontent)?\.com$/.test(host)) return false;
  return /^ACTIONS_(?:RUNTIME|ID_TOKEN_REQUEST)_TOKEN$/.test(detail);
}

/** What a build needs is put among the secrets of its repository, where nobody can read it again. In a repository that the code names it is somebody else's. */
function isForOwnBuild({ source, moment, address = '' }: Flow): boolean {
  const isSecret = source === 'secret-variable' || source === 'credential-file' || source === 'ssh-key';
  return isSecret && moment === 'command' && SECRETS_OF_REPOSITORY.test(address);
}

const SECRETS_OF_REPOSITORY =
  /^https:\/\/(?:api\.github\.com\/repos\/\W[^/]*(?:\/\W[^/]*)?\/(?:actions|environments\/[^/]+|codespaces|dependabot)\/secrets\/|gitlab\.com\/api\/v4\/projects\/\W[^/]*\/variables\b)/;

/** A command that deploys a project takes along what the project is configured with. */
function isOfOwnProject({ moment, detail = '' }: Flow): boolean {
  return moment === 'command' && /^(?:‹(?:cwd|project|\?)›[\\/])?(?:\.[\\/])?\.env[\w.]*$/.test(detail);
}

/** A command that is called like the host: `shipyard env push` sends it to `api.shipyard.example`. */
function isForOwnService(flow: Flow, { name }: Subject): boolean {
  return isOfOwnProject(flow) && flow.host !== undefined && sharesWord(name, flow.host);
}

/**
 * A function that sends all variables whenever it is called. What another package has made of them is not all: settings are found by
 * their prefix, which only the caller knows (rc).
 */
function isOfOneCall({ moment, from, to }: Flow): boolean {
  return moment === 'call' && from.package === undefined && to.package === undefined;
}

/** Places where anybody can leave something for somebody who need not be known. */
const LETTER_BOXES =
  /^(?:[\w-]+\.)*(?:discord(?:app)?\.com|api\.telegram\.org|hooks\.slack\.com|webhook\.site|pipedream\.net|requestbin\.\w+|pastebin\.com|api\.github\.com|oastify\.com|interact\.sh|oast\.\w+)$/;

/** No program for which it waits for a call has to send all variables there. */
function isToLetterBox({ host = '', address = '' }: Flow): boolean {
  return LETTER_BOXES.test(host) || isLetterBox(address);
}

/** Services whose secrets go to a host together, by the first word of their names; the host's own is given what is for it. */
function servicesOf(flows: readonly Flow[]): number {
  const hosts = new Map<string, Set<string>>();
  for (const { detail = '', host = '' } of flows) {
    const word = detail.toLowerCase().split('_')[0] ?? '';
    hosts.set(host, (hosts.get(host) ?? new Set()).add(word));
  }
  return Math.max(0, ...[...hosts.values()].map((words) => words.size));
}

function distinct(flows: readonly Flow[]): number {
  return new Set(flows.map(({ source, detail }) => `${source} ${detail ?? ''}`)).size;
}

/** Without the names of the machine, where there is worse. */
function mostTelling(sent: readonly Flow[]): readonly Flow[] {
  const secrets = sent.filter(({ source }) => source !== 'host-identity');
  const unasked = (secrets.length > 0 ? secrets : sent).filter(runsUnasked);
  return unasked.length > 0 ? unasked : secrets.length > 0 ? secrets : sent;
}
