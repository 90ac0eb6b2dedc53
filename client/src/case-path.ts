import type { CaseParams } from '../../server/src/protocol/messages.js';

const PATH = /^\/(case|file)\/([0-9a-f]{1,64})\//;

/** What a document of a case's scheme holds: the case itself, or a file of a package that evidence in it leads to. */
export function readCasePath(path: string): { readonly kind: 'case' | 'file'; readonly id: string } | undefined {
  const [, kind, id] = PATH.exec(path) ?? [];
  return (kind === 'case' || kind === 'file') && id !== undefined ? { kind, id } : undefined;
}

/** What a link may hand over: an id. Whatever else somebody makes a link of is nothing. */
export function readCaseParams(argument: unknown): CaseParams | undefined {
  const { id } = (argument ?? {}) as Partial<Readonly<Record<keyof CaseParams, unknown>>>;
  return typeof id === 'string' && /^[0-9a-f]{1,64}$/.test(id) ? { id } : undefined;
}
