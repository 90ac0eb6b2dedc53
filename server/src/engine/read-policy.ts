import path from 'node:path';
import { EMPTY_POLICY, type Policy } from '../model/index.js';
import type { EngineParts } from './parts.js';

export interface ReadPolicy {
  readonly policy: Policy;
  /** Where the file lies; absent where there is none. */
  readonly policyFolder?: string;
}

/** What the team has decided, from the first of some folders that has it; told in `notes` where it is left unused. */
export async function readPolicy(
  folders: Iterable<string>,
  trusted: boolean,
  { files, policyFormat }: Pick<EngineParts, 'files' | 'policyFormat'>,
  notes: string[],
): Promise<ReadPolicy> {
  const { fileName } = policyFormat;
  for (const candidate of folders) {
    const text = await files.read(path.join(candidate, fileName));
    if (text.status === 'absent') continue;
    if (!trusted) {
      notes.push(`${fileName} is not used, because this project is not trusted.`);
      return { policy: EMPTY_POLICY };
    }
    if (text.status === 'ok') return { policy: policyFormat.read(text.value), policyFolder: candidate };
    notes.push(`${fileName} could not be read: ${text.message}`);
  }
  return { policy: EMPTY_POLICY };
}
