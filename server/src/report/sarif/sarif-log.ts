import { inEnglish, QUESTION_TITLES, type RuleDescription } from '../../model/index.js';
import type { Report } from '../report.js';
import type { SourceRoot } from '../support/source-root.js';
import { count } from '../support/wording.js';
import { toldFindings, type ToldFinding } from '../told-findings.js';
import { sarifResult } from './sarif-result.js';
import { SarifRules } from './sarif-rules.js';
import { sarifText } from './sarif-text.js';

/** Of a run, GitHub stores this many results and says nothing of the rest; it refuses a run of 25,000. */
export const MAX_RESULTS = 5000;
const MAX_NOTIFICATIONS = 100;

const SCHEMA_URL = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const INFORMATION_URL = 'https://github.com/package-risk/package-risk';

export interface SarifOptions {
  readonly rules: readonly RuleDescription[];
  /** Of the program. */
  readonly version: string;
  readonly root: SourceRoot;
}

interface Notification {
  readonly level: 'error' | 'warning' | 'note';
  readonly message: { readonly text: string };
}

/** A report as a log of SARIF 2.1.0 with one run, as plain data. Texts from outside are escaped. */
export function sarifLog(report: Report, { rules: described, version, root }: SarifOptions): object {
  const all = toldFindings(report, root);
  // What still stands comes first: what was decided is not worth a place.
  const isOpen = ({ accepted, known }: ToldFinding): boolean => accepted === undefined && known === undefined;
  const kept = [...all.filter(isOpen), ...all.filter((told) => !isOpen(told))].slice(0, MAX_RESULTS);
  const rules = new SarifRules(described);
  const saysSuppressed = kept.some(({ accepted }) => accepted !== undefined);
  const saysKnown = report.baseline !== undefined || all.some(({ known }) => known !== undefined);
  const results = kept.map((told) => ({
    ...sarifResult(told, { root, rules }),
    ...(saysKnown && { baselineState: told.known === undefined ? 'new' : 'unchanged' }),
    ...(saysSuppressed && { suppressions: suppressionsOf(told) }),
  }));
  const notifications = notificationsOf(report, all.length - kept.length);
  return {
    $schema: SCHEMA_URL,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Package Risk',
            ...{ version, semanticVersion: version, informationUri: INFORMATION_URL, rules: rules.all() },
          },
        },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

function suppressionsOf({ accepted }: ToldFinding): readonly object[] {
  if (accepted === undefined) return [];
  const { reason, expires } = accepted;
  const until = expires === undefined ? '' : ` (until ${expires})`;
  return [{ kind: 'external', status: 'accepted', justification: sarifText(inEnglish(reason) + until) }];
}

/** What the log does not say: what could not be asked, could not be read, or had no place. */
function notificationsOf({ projects, summary }: Report, cut: number): readonly Notification[] {
  const told = [
    ...(cut > 0
      ? [notification('warning', `${count(cut, 'finding')} of the mildest are left out: a forge keeps no more.`)]
      : []),
    ...summary.openQuestions.flatMap(({ question, reasons }) =>
      reasons.map(({ reason, packages }) =>
        notification(
          'warning',
          `${QUESTION_TITLES[question]}: not answered for ${count(packages, 'package')}. ${reason}`,
        ),
      ),
    ),
    ...projects.flatMap(({ problems }) => problems.map((problem) => notification('error', inEnglish(problem)))),
    ...projects.flatMap(({ notes }) => notes.map((note) => notification('note', inEnglish(note)))),
  ];
  return told.slice(0, MAX_NOTIFICATIONS);
}

function notification(level: Notification['level'], text: string): Notification {
  return { level, message: { text: sarifText(text) } };
}
