// What is used of pacote 21. The published types are ten majors behind.

declare module 'pacote' {
  interface ByteStream extends AsyncIterable<Uint8Array> {
    on(event: 'error', listener: (error: unknown) => void): unknown;
  }

  interface Pacote {
    readonly tarball: {
      /**
       * Calls `handler` with the bytes of the package file, and again with fresh ones where it rejects with a code that means
       * damaged data. The stream ends with an `EINTEGRITY` error where the bytes do not match.
       */
      stream<T>(
        spec: object,
        handler: (stream: ByteStream) => Promise<T>,
        options: Readonly<Record<string, unknown>>,
      ): Promise<T>;
    };
  }
  const pacote: Pacote;
  export default pacote;
}
