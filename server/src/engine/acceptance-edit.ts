import path from 'node:path';
import type { Acceptance } from '../model/index.js';
import type { AcceptanceEdit } from './engine.js';
import type { EngineParts } from './parts.js';

/** The change of the policy file of a folder that accepts a finding. */
export async function acceptanceEdit(
  folder: string,
  acceptance: Acceptance,
  { files, policyFormat, addAcceptance }: Pick<EngineParts, 'files' | 'policyFormat' | 'addAcceptance'>,
): Promise<AcceptanceEdit> {
  const file = path.join(folder, policyFormat.fileName);
  const text = await files.read(file);
  if (text.status === 'failed' || text.status === 'skipped') return { problem: text.message };
  const before = text.status === 'ok' ? text.value : undefined;
  const added = addAcceptance(before, acceptance);
  return 'problem' in added ? added : { path: file, before, after: added.text };
}
