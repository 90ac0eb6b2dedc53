import type { IntelligenceAgeParams, UpdateIntelligenceResult } from '../../server/src/protocol/messages.js';
import type { Translate } from '../../server/src/protocol/translate.js';

/** The question whether to renew the offline data. */
export function offerText({ days }: IntelligenceAgeParams, t: Translate): string {
  const question =
    days === 1
      ? t('the list of known malware and advisories on this machine is 1 day old. Update it?')
      : t('the list of known malware and advisories on this machine is {days} days old. Update it?', { days });
  return `Package Risk: ${question}`;
}

/** What an update has come to. */
export function doneText({ changed = 0, day = '?' }: UpdateIntelligenceResult, t: Translate): string {
  return `Package Risk: ${done(changed, day, t)}`;
}

function done(changed: number, day: string, t: Translate): string {
  if (changed === 0) return t('nothing has changed; the offline data is of {day} now.', { day });
  if (changed === 1) return t('1 record read; the offline data is of {day} now.', { day });
  return t('{changed} records read; the offline data is of {day} now.', { changed, day });
}
