import path from 'node:path';
import { EMPTY_POLICY, phrase, type Policy, type Words } from '../model/index.js';
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
  notes: Words[],
): Promise<ReadPolicy> {
  const { fileName } = policyFormat;
  for (const candidate of folders) {
    const text = await files.read(path.join(candidate, fileName));
    if (text.status === 'absent') continue;
    if (!trusted) {
      notes.push(phrase('{file} is not used, because this project is not trusted.', { file: fileName }));
      return { policy: EMPTY_POLICY };
    }
    if (text.status === 'ok') return { policy: policyFormat.read(text.value), policyFolder: candidate };
    notes.push(
      phrase('{file} could not be read: {problem}', { file: fileName, problem: text.wording ?? text.message }),
    );
  }
  return { policy: EMPTY_POLICY };
}
