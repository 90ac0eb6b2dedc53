import {
  inEnglish,
  judgedVersion,
  phrase,
  valueOf,
  type Advisory,
  type ArtifactFacts,
  type Coverage,
  type Facts,
  type Incomplete,
  type NotAnalysed,
  type Outcome,
  type Packument,
  type Phrase,
  type Question,
  type Subject,
  type VersionFacts,
  type Words,
} from '../model/index.js';

/** How each question that was put came out, in the order in which questions are declared. */
export function coverageOf(facts: Facts, subject: Subject): readonly Coverage[] {
  return (Object.entries(facts) as [Question, Outcome<unknown>][]).map(([question, outcome]) => {
    switch (outcome.status) {
      case 'ok':
      case 'absent':
        return {
          question,
          status: 'answered' as const,
          asOf: outcome.asOf,
          ...partOf(question, facts, subject),
          ...(outcome.stale === true
            ? { stale: true, ...reasonOf(phrase('An older answer is used, as nothing newer could be had.')) }
            : {}),
        };
      case 'failed':
        return { question, status: 'unknown' as const, ...reasonOf(outcome.wording ?? outcome.message) };
      case 'skipped':
        return { question, status: 'skipped' as const, ...reasonOf(outcome.wording ?? outcome.message) };
    }
  });
}

function reasonOf(words: Words): Pick<Coverage, 'reason' | 'wording'> {
  return typeof words === 'string' ? { reason: words } : { reason: inEnglish(words), wording: words };
}

/** What an answer leaves open. */
function partOf(question: Question, facts: Facts, subject: Subject): Pick<Coverage, 'partial' | 'reason' | 'wording'> {
  const reason = openIn(question, facts, subject);
  return reason === undefined ? {} : { partial: true, ...reasonOf(reason) };
}

function openIn(question: Question, facts: Facts, subject: Subject): Words | undefined {
  switch (question) {
    case 'artifact':
      return notAnalysedIn(facts.artifact);
    case 'packument':
      return notToldText(facts.packument, subject);
    case 'osv':
    case 'registryAdvisories':
      return valueOf<readonly Advisory[]>(facts[question])?.some(({ partial }) => partial === true) === true
        ? NOT_READ_IN_FULL
        : undefined;
    // Asked only where the document has signatures.
    case 'signature':
      return notVerified(facts.signature);
    default:
      return undefined;
  }
}

function notVerified(signature: Facts['signature']): Words | undefined {
  if (signature?.status === 'absent') return NO_KEYS;
  return valueOf(signature)?.verdict === 'unknown-key' ? UNKNOWN_KEY : undefined;
}

const UNKNOWN_KEY = phrase(
  'It is signed with a key that the registry does not name, so its signature was not verified.',
);

const NO_KEYS = phrase('The registry publishes no keys, so its signatures were not verified.');

const NOT_READ_IN_FULL = phrase(
  'Not all of the advisories could be read in full, so there may be more to them than is shown.',
);

/** What the analysis of a package's files did not look into. */
function notAnalysedIn(artifact: Facts['artifact']): Words | undefined {
  return artifact?.status === 'ok' ? notAnalysedWords(artifact.value) : undefined;
}

const MISTYPED = phrase('Not all that the registry says of it could be read, so it may be worse than it looks.');

function notToldText(packument: Facts['packument'], subject: Subject): Words | undefined {
  const document = valueOf(packument);
  if (document === undefined) return undefined;
  const version = document.versions[judgedVersion(subject) ?? ''];
  if (document.partial === true || version?.partial === true) return MISTYPED;
  return version && historyNotTold(document, version);
}

/** Several rules ask how a version came to be published; mirrors leave out the fields that tell. */
function historyNotTold({ createdAt }: Packument, { publisher, publishedAt }: VersionFacts): Words | undefined {
  const lacksPublisher = publisher === undefined;
  if (createdAt !== undefined && publishedAt !== undefined) {
    return lacksPublisher
      ? phrase('The registry does not tell who published it, so its publish history was not judged.')
      : undefined;
  }
  return lacksPublisher
    ? phrase(
        'The registry does not tell who published it, nor when its versions came, so its publish history was not judged.',
      )
    : phrase('The registry does not tell when its versions came, so its publish history was not judged.');
}

const WHAT: Readonly<Record<NotAnalysed['kind'], Phrase>> = Object.freeze({
  'native-not-analysed': phrase('native programs'),
  'archive-not-analysed': phrase('archives'),
  'code-not-analysed': phrase('files that cannot be read as JavaScript'),
});

/** `Not analysed: native programs (bin/tool and 2 more); lib/a.js, which cannot be read.`; empty where all was. */
export function notAnalysedText(facts: ArtifactFacts): string {
  return inEnglish(notAnalysedWords(facts) ?? '');
}

function notAnalysedWords({ notAnalysed, incomplete }: ArtifactFacts): Words | undefined {
  const kinds = [...new Set(notAnalysed.map(({ kind }) => kind))];
  const parts = kinds.map((kind): Words => {
    const [first, ...others] = notAnalysed.filter((one) => one.kind === kind);
    const files = shown(first?.file ?? '');
    return others.length === 0
      ? phrase('{what} ({files})', { what: WHAT[kind], files })
      : phrase('{what} ({files} and {more} more)', { what: WHAT[kind], files, more: others.length });
  });
  const [first, ...others] = incomplete;
  if (first !== undefined) {
    const named = incompleteWords(first);
    parts.push(others.length === 0 ? named : phrase('{named}; and {more} more', { named, more: others.length }));
  }
  const [one, ...further] = parts;
  if (one === undefined) return undefined;
  const all = further.reduce<Words>((before, next) => phrase('{before}; {next}', { before, next }), one);
  return phrase('Not analysed: {parts}.', { parts: all });
}

function incompleteWords({ file = '', reason }: Incomplete): Words {
  const why = typeof reason === 'string' ? shown(reason) : reason;
  return file === '' ? why : phrase('{file}: {problem}', { file: shown(file), problem: why });
}

const LONGEST = 200;

/** A path of the package, or what went wrong in it: hostile text, on one line. */
function shown(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, LONGEST);
}
