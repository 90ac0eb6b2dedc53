import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildIntelligence } from '../build-intelligence.js';
import { bundlePrograms } from './bundles.js';
import { thirdPartyNotices } from './notices.js';
import { PROJECT_ROOT } from './project-root.js';

/** Fills `dist/`: the programs, the licences of what is in them, and the offline data. */
export async function buildDistribution({ sourceMaps }: { readonly sourceMaps: boolean }): Promise<void> {
  const target = path.join(PROJECT_ROOT, 'dist');
  const files = await bundlePrograms({ root: PROJECT_ROOT, target, sourceMaps });
  await writeFile(path.join(target, 'THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(PROJECT_ROOT, files));
  await buildIntelligence(PROJECT_ROOT);
}
