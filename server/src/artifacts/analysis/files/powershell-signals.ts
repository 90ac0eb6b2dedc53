import { POWERSHELL } from './scripts/powershell-language.js';
import { scriptFlows } from './scripts/script-flows.js';
import { shellSignals, type ShellSignal } from '../shell/signals.js';

/** What a file of PowerShell does to the machine: its commands, and by which names things go through it. Never throws. */
export function powershellSignals(text: string): readonly ShellSignal[] {
  return [...shellSignals(text), ...scriptFlows(POWERSHELL, text)];
}
