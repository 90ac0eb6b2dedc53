declare module 'npm-pick-manifest' {
  /** npm's own choice of a version for a specifier. Throws with `code` ETARGET, ENOVERSIONS or E403 where there is none. */
  export default function pickManifest<V extends { readonly version: string }>(
    packument: {
      readonly name: string;
      readonly 'dist-tags': Readonly<Record<string, string>>;
      readonly versions: Readonly<Record<string, V>>;
      /** Publication dates by version, for `before`. */
      readonly time?: Readonly<Record<string, string>>;
    },
    wanted: string,
    options?: {
      readonly defaultTag?: string;
      readonly nodeVersion?: string | null;
      /** Nothing that was published later, in milliseconds since the epoch. */
      readonly before?: number;
    },
  ): V;
}
