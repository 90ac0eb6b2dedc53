/** What may still be unpacked of all archives inside one package. */
export interface Room {
  files: number;
  bytes: number;
}

/** A file inside an archive. */
export interface InnerFile {
  /** As it stands in the archive. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Why an archive, or a part of it, was not read: the end of a sentence about it. */
export class Unreadable extends Error {}

/** Takes what one more file needs. Throws where it does not fit. */
export function take(room: Room, bytes: number): void {
  room.files -= 1;
  room.bytes -= bytes;
  if (room.files < 0 || room.bytes < 0) throw new Unreadable('unpacks to more than is looked into');
}
