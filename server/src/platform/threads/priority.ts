import { readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * How much "nicer" what can wait is than whom it waits for. On a machine whose processors are all busy, it gets about a third of what
 * others do: with the least that there is, an analysis would miss its deadline while something is built.
 */
const STEP = 5;
/** There is nothing below. */
const LOWEST = 19;

/** Windows knows classes only. */
function lowerThan(priority: number): number {
  if (process.platform === 'win32') return Math.max(priority, constants.priority.PRIORITY_BELOW_NORMAL);
  return Math.min(LOWEST, priority + STEP);
}

/** Has a process that was just started give way to others, with the threads that it will start. */
export function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, lowerThan(getPriority(pid)));
  } catch {
    // It has ended already, or may not be told: then it is as any other.
  }
}

/** Has the calling thread give way to the others of its process. Only Linux gives threads priorities of their own. */
export function giveWayInThread(): void {
  if (process.platform !== 'linux') return;
  try {
    giveWay(Number(path.basename(readlinkSync('/proc/thread-self'))));
  } catch {
    // Without `/proc`, it is as any other.
  }
}
