import type { PackageManager } from '../manager.js';
import { bun } from './bun.js';
import { npm } from './npm.js';
import { pnpm } from './pnpm.js';
import { yarnBerry } from './yarn-berry.js';
import { yarnClassic } from './yarn-classic.js';

/** By the name that a program is called by. Of several, the version of the program says which. */
export const MANAGERS: Readonly<Record<string, readonly PackageManager[]>> = Object.freeze({
  npm: [npm],
  npx: [npm],
  pnpm: [pnpm],
  pnpx: [pnpm],
  yarn: [yarnClassic, yarnBerry],
  yarnpkg: [yarnClassic, yarnBerry],
  bun: [bun],
  bunx: [bun],
});
