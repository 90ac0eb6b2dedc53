import { judgedVersion, packageId, type Finding, type Subject } from '../../model/index.js';
import type { FindingPointer } from '../../protocol/messages.js';

/** `name@version`, or the bare name where no version is judged. */
export function subjectTitle(subject: Subject): string {
  const version = judgedVersion(subject);
  return version === undefined ? subject.name : packageId({ name: subject.name, version });
}

export function findingPointer(uri: string, subject: Subject, finding: Finding): FindingPointer {
  const { broughtInBy } = subject;
  return {
    ...{ uri, package: subjectTitle(subject), rule: finding.rule, fingerprint: finding.fingerprint },
    ...(broughtInBy === undefined ? {} : { broughtInBy }),
  };
}
