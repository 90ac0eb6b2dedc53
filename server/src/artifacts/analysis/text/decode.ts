const LATIN1_CHUNK = 0x7f;

/** Files that hold text in UTF-16 start with a mark that says which end comes first. */
function utf16Of(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.subarray(2)).toString('utf16le');
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return undefined;
  return Buffer.from(bytes.subarray(2, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}

/** The text of a file: UTF-16 where its mark says so, else UTF-8 without its mark. */
export function decodeText(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return utf16;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Whether there is anything beyond ASCII: only then can there be hidden characters. */
export function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > LATIN1_CHUNK) return false;
  return true;
}
