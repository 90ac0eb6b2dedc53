import { bunLockText, denoLockText, vltLockText } from './json-locks.js';
import type { LockedProject } from './locked-project.js';
import { packageLockText } from './package-lock.js';
import { pnpmLockText } from './pnpm-lock.js';
import { yarnBerryText, yarnClassicText } from './yarn-lock.js';

/** One manager's way of writing a project down. */
export interface LockfileWriter {
  readonly id: string;
  readonly fileName: string;
  write(project: LockedProject): string;
}

export const LOCKFILE_WRITERS: readonly LockfileWriter[] = Object.freeze([
  { id: 'package-lock-1', fileName: 'package-lock.json', write: (project) => packageLockText(project, 1) },
  { id: 'package-lock-2', fileName: 'package-lock.json', write: (project) => packageLockText(project, 2) },
  { id: 'package-lock-3', fileName: 'package-lock.json', write: (project) => packageLockText(project, 3) },
  { id: 'yarn-classic', fileName: 'yarn.lock', write: yarnClassicText },
  { id: 'yarn-berry', fileName: 'yarn.lock', write: yarnBerryText },
  { id: 'pnpm-5.4', fileName: 'pnpm-lock.yaml', write: (project) => pnpmLockText(project, '5.4') },
  { id: 'pnpm-6.0', fileName: 'pnpm-lock.yaml', write: (project) => pnpmLockText(project, '6.0') },
  { id: 'pnpm-9.0', fileName: 'pnpm-lock.yaml', write: (project) => pnpmLockText(project, '9.0') },
  { id: 'bun', fileName: 'bun.lock', write: bunLockText },
  { id: 'vlt', fileName: 'vlt-lock.json', write: vltLockText },
  { id: 'deno', fileName: 'deno.lock', write: denoLockText },
]);
