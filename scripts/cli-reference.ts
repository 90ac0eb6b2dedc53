// Writes `docs/cli.md`: `node out/scripts/cli-reference.js`.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cliReference } from './build/cli-reference.js';
import { PROJECT_ROOT } from './build/project-root.js';

await writeFile(path.join(PROJECT_ROOT, 'docs', 'cli.md'), await cliReference());
