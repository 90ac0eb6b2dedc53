import type { Behaviour } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';
import { decodeText } from '../text/decode.js';
import { behaviourAt } from './script-files.js';
import type { ShellSignal } from '../shell/signals.js';

/** All secrets of a repository as one text. */
const ALL_SECRETS = /\btoJSON\(\s*secrets\s*\)/i;
const SENDS = /\b(?:curl|wget|nc|fetch|Invoke-WebRequest|base64)\b|https?:\/\//;
const SENDS_BY_COMMAND = /\b(?:curl|wget|nc|Invoke-WebRequest|Invoke-RestMethod)\s/;

/** What a workflow that lies where a build server finds it hands out. */
export function workflowSignals(text: string): readonly ShellSignal[] {
  return SENDS.test(text) ? secretsIn(text) : [];
}

function secretsIn(text: string): readonly ShellSignal[] {
  const found = ALL_SECRETS.exec(text);
  return found !== null ? [{ kind: 'workflow-secrets', offset: found.index, detail: found[0] }] : [];
}

const YAML = /\.ya?ml$/i;
const IN_PLACE = /(?:^|\/)\.github\/workflows\/[^/]+$/;
const WORKFLOW: readonly RegExp[] = [/^[ \t]*jobs[ \t]*:/m, /\bruns-on[ \t]*:/];
const ACTION = /^runs[ \t]*:[ \t\r]*$[^]{0,200}\busing[ \t]*:/m;
/** An action of the repository itself, which the same package brings along. */
const USES_OWN = /\buses[ \t]*:[ \t]*["']?\.\//;
const MAX_BYTES = 256 * 1024;

/** Workflows of a package, also those that are kept elsewhere to be copied into somebody's repository, together with their actions. */
export function workflowBehaviours(files: readonly PackageFile[]): readonly Behaviour[] {
  const texts = files
    .filter(({ path, bytes }) => YAML.test(path) && bytes.length < MAX_BYTES)
    .map(({ path, bytes }) => ({ path, text: decodeText(bytes) }));
  const hasSendingAction = texts.some(({ text }) => ACTION.test(text) && SENDS_BY_COMMAND.test(text));
  return texts.flatMap(({ path, text }) => {
    const handsOver = USES_OWN.test(text) && hasSendingAction;
    const isOne = WORKFLOW.every((part) => part.test(text)) && (SENDS_BY_COMMAND.test(text) || handsOver);
    if (!IN_PLACE.test(path) && !isOne) return [];
    return (isOne ? secretsIn(text) : workflowSignals(text)).map((signal) => behaviourAt(path, text, signal, 'call'));
  });
}
