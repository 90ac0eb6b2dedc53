import {
  CAPABILITY_WORDS,
  isTelling,
  judgedVersion,
  newCapabilities,
  valueOf,
  type Assessment,
  type Evidence,
  type Place,
} from '../model/index.js';
import type { DossierFact } from './dossier-item.js';

const MAX_SCRIPTS = 5;
const MAX_ADDED = 5;
const MAX_PLACES = 12;

/** What the registry tells of the release. */
export function releaseFacts({ subject, facts }: Assessment): readonly DossierFact[] {
  const packument = valueOf(facts.packument);
  const released = packument?.versions[judgedVersion(subject) ?? ''];
  return [
    ...date('The version was published on this day.', 'time', released?.publishedAt),
    ...date('The name was first published on this day.', 'time.created', packument?.createdAt),
    ...text('What the package says of itself.', 'description', released?.description),
    ...scripts(valueOf(facts.tarballManifest)?.scripts ?? released?.installScripts),
    ...(valueOf(facts.addedDependencies) ?? [])
      .slice(0, MAX_ADDED)
      .flatMap(({ name, raw }) => text('It is a new dependency.', 'dependencies', `${name}@${raw}`)),
  ];
}

function scripts(known: Readonly<Record<string, string>> = {}): readonly DossierFact[] {
  return Object.entries(known)
    .slice(0, MAX_SCRIPTS)
    .flatMap(([event, command]) => text('It runs at install.', `scripts.${event}`, command));
}

/** What its code does, by the analysis: what is new against the version before goes first. */
export function codeFacts({ facts }: Assessment): readonly DossierFact[] {
  const artifact = valueOf(facts.artifact);
  if (artifact === undefined) return [];
  const { behaviours, capabilities, binaries, flows } = artifact;
  const fresh = newCapabilities(capabilities, valueOf(facts.previousArtifact)?.capabilities) ?? [];
  return [
    ...flows
      .filter(({ source, sink, from, to }) => isTelling(source, sink) && isOwn(from) && isOwn(to))
      .slice(0, MAX_PLACES)
      .map(({ source, sink, moment, to }) => at(to, `Data of the kind "${source}" goes to "${sink}", at ${moment}.`)),
    ...behaviours
      .filter(({ place }) => isOwn(place))
      .slice(0, MAX_PLACES)
      .map(({ kind, moment, place }) => at(place, `Behaviour of the kind "${kind}", at ${moment}.`)),
    ...capabilities
      .filter(({ place }) => isOwn(place))
      .map((one) => {
        const since = fresh.includes(one) ? ' The version before could not.' : '';
        return at(one.place, `Its code can ${CAPABILITY_WORDS[one.kind]}.${since}`);
      }),
    ...binaries.slice(0, MAX_PLACES).flatMap(({ file, format }) => text('It holds a native program.', file, format)),
  ];
}

/** What another package of the project has a part in says which others there are. */
function isOwn({ package: holder }: Place): boolean {
  return holder === undefined;
}

function at({ file, line, column, snippet }: Place, said: string): DossierFact {
  return { said, evidence: { kind: 'file', file, line, column, snippet } };
}

function text(said: string, field: string, value: string | undefined): readonly DossierFact[] {
  const evidence: Evidence = { kind: 'metadata', field, value };
  return value === undefined || value === '' ? [] : [{ said, evidence }];
}

/** The day, not the age: what is remembered of an answer holds as long as the facts do. */
function date(said: string, field: string, time: number | undefined): readonly DossierFact[] {
  if (time === undefined || Number.isNaN(new Date(time).getTime())) return [];
  return text(said, field, new Date(time).toISOString().slice(0, 10));
}
