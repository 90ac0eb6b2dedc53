import type { ArtifactFacts, Coverage, Facts, NotAnalysed, Outcome, Question } from '../model/index.js';

/** How each question that was put came out, in the order in which questions are declared. */
export function coverageOf(facts: Facts): readonly Coverage[] {
  return (Object.entries(facts) as [Question, Outcome<unknown>][]).map(([question, outcome]) => {
    switch (outcome.status) {
      case 'ok':
      case 'absent':
        return {
          question,
          status: 'answered' as const,
          asOf: outcome.asOf,
          ...(question === 'artifact' ? leftOut(facts.artifact) : {}),
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

/** What the analysis of a package's files did not look into. */
function leftOut(artifact: Facts['artifact']): Pick<Coverage, 'partial' | 'reason'> {
  const reason = artifact?.status === 'ok' ? notAnalysedText(artifact.value) : '';
  return reason === '' ? {} : { partial: true, reason };
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
