import type { PageMessage } from '../../../server/src/protocol/report.js';

/** Generous: ten thousand packages with their findings. */
const MAX_TEXT_LENGTH = 50_000_000;
const MAX_NAME_LENGTH = 1000;

/** What the page of a report has sent; undefined for anything that it does not send. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, name, text, manifest, line } = message as Readonly<Record<string, unknown>>;
  if (kind === 'save' && isText(name, MAX_NAME_LENGTH) && isText(text, MAX_TEXT_LENGTH)) return { kind, name, text };
  if (kind === 'reveal' && isText(manifest, MAX_NAME_LENGTH) && isText(line, MAX_NAME_LENGTH)) {
    return { kind, manifest, line };
  }
  return undefined;
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxLength;
}
