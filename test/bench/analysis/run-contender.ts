// One contender over package files, in a process of its own: `node run-contender.js NAME FILE…`. Prints a line of JSON for each.
import process from 'node:process';
import { optimiseLate } from '../../../server/src/platform/threads/late-optimising.js';
import { verdictOf } from '../../evaluation/verdict.js';
import { CONTENDERS, filesIn, isSource, type Contender, type ContenderName } from './contenders.js';

/** Of one package: bytes of source, and processor time, unpacking included. */
export interface ContenderResult {
  readonly file: string;
  readonly bytes: number;
  readonly ms: number;
  /** Of ours: rule and level of each finding. */
  readonly verdict?: readonly string[];
}

const [name = 'ours', ...tarballs] = process.argv.slice(2);
const contender: Contender = CONTENDERS[name as ContenderName];
// As its own threads do; the others are used as anybody uses them.
if (name === 'ours' || name === 'ungated') optimiseLate();

for (const file of tarballs) {
  const before = process.cpuUsage();
  const files = await filesIn(file);
  const found = contender(files);
  const { user, system } = process.cpuUsage(before);
  const bytes = files.files.filter(isSource).reduce((sum, one) => sum + one.bytes.length, 0);
  const result: ContenderResult = {
    file,
    bytes,
    ms: (user + system) / 1000,
    ...(found && { verdict: verdictOf(found) }),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
