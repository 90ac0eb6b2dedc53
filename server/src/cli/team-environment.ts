import type { Settings } from '../model/index.js';
import type { CliIo } from './io.js';

const STORE = 'PACKAGE_RISK_TEAM_CACHE';
const PUBLIC_KEYS = 'PACKAGE_RISK_TEAM_PUBLIC_KEYS';
/** Lines of PEM hold spaces; keys in base64 hold neither of these. */
const BETWEEN_KEYS = /[\s,]+/;

/**
 * Where the team shares what it found, for the command line: as the editor's settings `packageRisk.teamCache.*`. It is the machine's
 * or the pipeline's to say, never a project's.
 */
export function teamSettings({ env }: Pick<CliIo, 'env'>): Partial<Settings> {
  const { [STORE]: url = '', [PUBLIC_KEYS]: keys = '' } = env;
  if (url === '') return {};
  return {
    'teamCache.url': url,
    'teamCache.publicKeys': keys.includes('-----BEGIN')
      ? pemsIn(keys)
      : keys.split(BETWEEN_KEYS).filter((key) => key !== ''),
  };
}

function pemsIn(text: string): readonly string[] {
  return text.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [];
}
