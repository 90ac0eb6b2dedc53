/** What the `package.json` inside a package says. Texts are cut to what a reader can use; names are as they stand there. */
export interface ArtifactManifest {
  readonly name?: string;
  readonly version?: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** A `binding.gyp` at the root: npm runs `node-gyp rebuild` where no install script stands. */
  readonly hasBindingGyp: boolean;
  /** By the command's name: the file that is run. */
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  /** It names the systems it is for (`os`, `cpu`): a package that carries a program for one of them. */
  readonly forPlatform: boolean;
  /** Names of dependencies that the package brings along in its own `node_modules`. */
  readonly bundled: readonly string[];
}
