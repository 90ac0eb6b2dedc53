import { inEnglish, type Aftermath } from '../../model/index.js';
import { labelledLines, type Typesetting } from './finding-lines.js';
import { terminalText } from './terminal.js';
import { dateText } from './wording.js';

/** More places than these tell nothing more. */
const MAX_PLACES = 3;

/** What is known of malware that may be installed already, and what to do. */
export function aftermathLines(aftermath: Aftermath | undefined, typesetting: Typesetting): readonly string[] {
  if (aftermath === undefined) return [];
  const { scripts, imports, steps } = aftermath;
  const said = [installedText(aftermath), scripts, imports].flatMap((one) =>
    labelledLines('now', terminalText(inEnglish(one)), typesetting),
  );
  return [...said, ...steps.flatMap((step) => labelledLines('do', terminalText(inEnglish(step)), typesetting))];
}

function installedText({ installed }: Aftermath): string {
  const shown = installed
    .slice(0, MAX_PLACES)
    .map(({ place, since }) => (since === undefined ? place : `${place} since ${dateText(since)}`));
  const more = installed.length - shown.length;
  if (shown.length === 0) return 'This version is not installed here now; it may have been, here or on other machines.';
  return `It is installed in ${shown.join(', ')}${more > 0 ? ` and in ${more} more places` : ''}.`;
}
