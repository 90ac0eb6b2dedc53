import {
  judgedVersion,
  valueOf,
  type ArtifactFacts,
  type Coverage,
  type Facts,
  type NotAnalysed,
  type Outcome,
  type Question,
  type Subject,
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
            ? { stale: true, reason: 'An older answer is used, as nothing newer could be had.' }
            : {}),
        };
      case 'failed':
        return { question, status: 'unknown' as const, reason: outcome.message };
      case 'skipped':
        return { question, status: 'skipped' as const, reason: outcome.message };
    }
  });
}

/** What an answer leaves open. */
function partOf(question: Question, facts: Facts, subject: Subject): Pick<Coverage, 'partial' | 'reason'> {
  const reason =
    question === 'artifact'
      ? notAnalysedIn(facts.artifact)
      : question === 'packument'
        ? notToldText(facts.packument, subject)
        : '';
  return reason === '' ? {} : { partial: true, reason };
}

/** What the analysis of a package's files did not look into. */
function notAnalysedIn(artifact: Facts['artifact']): string {
  return artifact?.status === 'ok' ? notAnalysedText(artifact.value) : '';
}

/** Several rules ask how a version came to be published; mirrors leave out the fields that tell. */
function notToldText(packument: Facts['packument'], subject: Subject): string {
  const document = valueOf(packument);
  const version = document?.versions[judgedVersion(subject) ?? ''];
  if (document === undefined || version === undefined) return '';
  const missing = [
    ...(version.publisher === undefined ? ['who published it'] : []),
    ...(document.createdAt === undefined || version.publishedAt === undefined ? ['when its versions came'] : []),
  ];
  return missing.length === 0
    ? ''
    : `The registry does not tell ${missing.join(', nor ')}, so its publish history was not judged.`;
}

const WHAT: Readonly<Record<NotAnalysed['kind'], string>> = Object.freeze({
  'native-not-analysed': 'native programs',
  'archive-not-analysed': 'archives',
  'code-not-analysed': 'files that cannot be read as JavaScript',
});

/** `Not analysed: native programs (bin/tool and 2 more); lib/a.js, which cannot be read.`; empty where all was. */
export function notAnalysedText({ notAnalysed, incomplete }: ArtifactFacts): string {
  const kinds = [...new Set(notAnalysed.map(({ kind }) => kind))];
  const parts = kinds.map((kind) => {
    const [first, ...others] = notAnalysed.filter((one) => one.kind === kind);
    return `${WHAT[kind]} (${shown(first?.file ?? '')}${others.length === 0 ? '' : ` and ${others.length} more`})`;
  });
  const [first, ...others] = incomplete;
  if (first !== undefined) {
    const what = [first.file ?? '', first.reason].filter((part) => part !== '').join(': ');
    parts.push(`${shown(what)}${others.length === 0 ? '' : `; and ${others.length} more`}`);
  }
  return parts.length === 0 ? '' : `Not analysed: ${parts.join('; ')}.`;
}

const LONGEST = 200;

/** A path of the package, or what went wrong in it: hostile text, on one line. */
function shown(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, LONGEST);
}
