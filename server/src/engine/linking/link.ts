import { isTelling, type ArtifactFacts, type Flow, type SinkKind } from '../../model/index.js';
import { Closing, type ClosedCrossing } from './closed-crossings.js';
import type { LinkedPackage } from './linked-package.js';

/** What more of them would say is said. */
const MAX_JOINT_FLOWS = 60;

/** Where a constant that was decoded ends as code. */
const RUNS: ReadonlySet<SinkKind> = new Set([
  ...(['evaluated', 'loaded-as-module', 'run-as-command', 'written-and-run'] as const),
]);

/** The facts of a package with the flows that it has a part in together with those it uses. The same object where there are none. */
export function linkedFacts(linked: LinkedPackage, closing = new Closing()): ArtifactFacts {
  const { facts } = linked;
  const flows = new Map<string, Flow>();
  for (const crossing of closing.of(linked)) {
    const flow = crossing.isJoint ? flowOf(crossing) : undefined;
    if (flow !== undefined && flows.size < MAX_JOINT_FLOWS) flows.set(JSON.stringify(flow), flow);
  }
  return flows.size === 0 ? facts : { ...facts, flows: [...facts.flows, ...flows.values()] };
}

function flowOf({ from, to, via, moment, when }: ClosedCrossing): Flow | undefined {
  if (to.kind !== 'sink') return undefined;
  const rest = {
    sink: to.sink,
    ...whereTo(to),
    to: to.at,
    via,
    moment: when === undefined ? moment : ('call' as const),
  };
  if (from.kind === 'data') {
    const detail = from.detail === undefined ? {} : { detail: from.detail };
    return isTelling(from.source, to.sink) ? { source: from.source, ...detail, from: from.at, ...rest } : undefined;
  }
  // A text that is handed to a decoder, and what that gives to something that runs code.
  const isDecoded = from.kind === 'constant' && via.length > 0 && RUNS.has(to.sink);
  return isDecoded ? { source: 'decoded', from: from.at, ...rest } : undefined;
}

function whereTo({ host, address }: Pick<Flow, 'host' | 'address'>): Pick<Flow, 'host' | 'address'> {
  return { ...(host !== undefined && { host }), ...(address !== undefined && { address }) };
}
