import type { IntelligenceAgeParams, UpdateIntelligenceResult } from '../../server/src/protocol/messages.js';

/** The question whether to renew the offline data. */
export function offerText({ days }: IntelligenceAgeParams): string {
  return `Package Risk: the list of known malware and advisories on this machine is ${counted(days, 'day')} old. Update it?`;
}

/** What an update has come to. */
export function doneText({ changed = 0, day }: UpdateIntelligenceResult): string {
  const what = changed === 0 ? 'nothing has changed' : `${counted(changed, 'record')} read`;
  return `Package Risk: ${what}; the offline data is of ${day ?? 'an unknown day'} now.`;
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
