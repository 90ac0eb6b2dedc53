import { phrase, type Phrase } from '../../../model/index.js';

/** What code asks of a machine to find out whether somebody looks at it. */
export interface Evasion {
  readonly offset: number;
  /** What is asked: `the number of processors`. */
  readonly what: Phrase;
}

const COMPARED = String.raw`[^;\n]{0,60}?(?:[<>]|[!=]==?|\.\s*(?:includes|startsWith|endsWith|match|test|indexOf)\s*\()`;
const BEFORE_COMPARED = String.raw`\b\d{1,12}\s*[<>]=?\s*[\w$.()'"]{0,30}`;

/** Analysts' machines are small, freshly started, named and set up alike; debuggers leave their mark on the process. */
const PROBES: readonly (readonly [what: Phrase, pattern: RegExp])[] = [
  [
    phrase('the number of processors'),
    new RegExp(String.raw`\bcpus\(\)\s*\.\s*length${COMPARED}|${BEFORE_COMPARED}\bcpus\(\)\s*\.\s*length`),
  ],
  [
    phrase('the size of the memory'),
    new RegExp(String.raw`\btotalmem\(\)${COMPARED}|${BEFORE_COMPARED}\btotalmem\(\)`),
  ],
  [phrase('how long the machine has been running'), new RegExp(String.raw`\bos\w{0,20}\.uptime\(\)${COMPARED}`)],
  [
    phrase('the name of the machine or its user'),
    new RegExp(String.raw`\bhostname\(\)${COMPARED}|\buserInfo\(\)\s*\.\s*username${COMPARED}`),
  ],
  [
    phrase('the time zone'),
    new RegExp(String.raw`(?:\bgetTimezoneOffset\(\)|\bresolvedOptions\(\)\s*\.\s*(?:timeZone|locale))${COMPARED}`),
  ],
  [phrase('the language'), new RegExp(String.raw`\benv\s*\.\s*(?:LANG|LC_ALL|LANGUAGE)\b${COMPARED}`)],
  [
    phrase('a debugger'),
    /\binspector\b[^;\n]{0,40}\.\s*url\(\)|\bexecArgv\b[^;\n]{0,80}(?:inspect|debug)|\bNODE_OPTIONS\b[^;\n]{0,60}inspect/,
  ],
  [
    phrase('a virtual machine'),
    /['"`/|](?:vmware|virtualbox|vbox|qemu)\b[^;\n]{0,80}(?:['"`/|](?:vmware|virtualbox|vbox|qemu|xen|parallels)\b)/i,
  ],
];

/** Many ask for build servers, for quieter output as well. */
const BUILD_SERVER =
  /\benv\s*(?:\.\s*|\[\s*['"])(?:CI|CONTINUOUS_INTEGRATION|GITHUB_ACTIONS|GITLAB_CI|TRAVIS|JENKINS_URL|CIRCLECI|BUILDKITE)\b/;

/**
 * Conditions by which code decides whether it is watched. Alone they mean nothing: telemetry, spinners and test runners
 * ask such things too. That a build server is asked for counts beside another condition only.
 */
export function findEvasion(text: string): readonly Evasion[] {
  const found = PROBES.flatMap(([what, pattern]): readonly Evasion[] => {
    const offset = pattern.exec(text)?.index;
    return offset === undefined ? [] : [{ offset, what }];
  });
  const onServer = found.length === 0 ? undefined : BUILD_SERVER.exec(text)?.index;
  return onServer === undefined ? found : [...found, { offset: onServer, what: phrase('a build server') }];
}
