import type { PackageChange } from '../../../server/src/report/changes/package-change.js';
import { failed, type Evidence, type Finding } from '../../../server/src/model/index.js';
import { reportOf, type Report } from '../../../server/src/report/report.js';
import { assessment, direct, finding, judged, NOW, remedy, transitive } from '../../report/samples.js';
import { hookSubject } from '../../support/subjects.js';

export { NOW };

/** Whether a text that others have written may be an address in it as well. */
export function hostileEvidence(text: string): readonly Evidence[] {
  const foreign = { file: text, field: text, snippet: text, package: text };
  return [
    { kind: 'file', line: 3, column: 4, ...foreign, url: `https://host.invalid/${text}` },
    { kind: 'advisory', value: text, field: text, url: text, isOld: true },
    { kind: 'metadata', value: text, url: `https://${text}` },
  ];
}

const change = (text: string, findings: readonly Finding[]): PackageChange => ({
  ...{ kind: 'changed', name: text, direct: false, path: ['.', text, text], introduced: findings, resolved: findings },
  ...{ before: [{ version: text, level: 'none' }], after: [{ version: text, level: 'high' }] },
  ...{ project: text, incomplete: false },
});

/** A report in which every text from outside is this one. */
export function hostileReport(text: string): Report {
  const found = (rule: string) =>
    finding(rule, 'high', text, { evidence: hostileEvidence(text), hints: { advisories: [text] }, fingerprint: text });
  const fix = remedy(text, { caveat: text, outlook: text, packageName: text, version: text });
  const facts = { osv: failed('network', text) };
  const findings = [found('known-vulnerability'), found('deprecated')];
  const accepted = [{ finding: found('new-package'), reason: text, expires: text }];
  const hook = assessment({
    subject: hookSubject({ file: text, name: text, label: text, commands: [text] }),
    findings: [found('install-command')],
  });
  const report = reportOf([
    {
      path: text,
      judged: [
        judged({ subject: direct(text, text, text), findings, accepted, facts }, fix),
        judged({ subject: transitive(text, text, ['.', `${text}@1.0.0`, text]), findings }, fix),
        judged({ subject: direct('plain', '1.0.0'), findings: [finding('deprecated', 'low', text)] }),
      ],
      hooks: [hook],
      problems: [text],
      notes: [text],
    },
  ]);
  return {
    ...report,
    baseline: { entries: 1, stale: [{ fingerprint: text, rule: text, package: text }] },
    changes: { revision: text, packages: [change(text, findings)] },
  };
}
