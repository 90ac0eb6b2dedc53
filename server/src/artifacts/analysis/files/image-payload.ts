import { inEnglish, phrase } from '../../../model/index.js';
import type { ShellSignal } from '../shell/signals.js';

const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];
/** `IEND` and its checksum. */
const PNG_END = Buffer.from('IEND\u00aeB`\u0082', 'latin1');
const JPEG_END = Buffer.from([0xff, 0xd9]);
/** Editors leave some bytes of their own there. */
const MIN_PAYLOAD = 64;
const CODE =
  /\b(?:require|eval|function|import|process|child_process|const|var|Buffer|atob|exec)\b|[A-Za-z0-9+/]{200}|[0-9a-f]{200}/;

/** Code or encoded text behind the end of a PNG or JPEG, where no viewer shows it. */
export function imageSignals(bytes: Uint8Array): readonly ShellSignal[] {
  const end = endOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (end === undefined || bytes.length - end < MIN_PAYLOAD) return [];
  const behind = Buffer.from(bytes.subarray(end, end + 100_000)).toString('latin1');
  const printable = behind.replace(/[^\t\n\r -~]/g, '').length;
  const isText = printable > behind.length * 0.9 && CODE.test(behind);
  if (!isText) return [];
  const wording = phrase('{amount} bytes behind the image', { amount: bytes.length - end });
  return [{ kind: 'image-payload', offset: 0, detail: inEnglish(wording), wording }];
}

function endOf(bytes: Buffer): number | undefined {
  const startsWith = (magic: readonly number[]): boolean => magic.every((byte, at) => bytes[at] === byte);
  const [mark, at] = startsWith(PNG)
    ? [PNG_END, bytes.indexOf(PNG_END)]
    : startsWith(JPEG)
      ? [JPEG_END, bytes.lastIndexOf(JPEG_END)]
      : [JPEG_END, -1];
  return at < 0 ? undefined : at + mark.length;
}
