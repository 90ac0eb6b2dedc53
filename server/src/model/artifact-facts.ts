import type { ArchiveOddityKind } from './archive-oddity.js';
import type { ArtifactManifest } from './artifact-manifest.js';
import type { FileBehaviourKind } from './file-behaviours.js';

/** Where something stands in a file of a package. All of it is hostile text. */
export interface Place {
  /** Path below the package's root, with `/`. */
  readonly file: string;
  /** Counted from 1; columns in UTF-16 units, as editors count them. */
  readonly line: number;
  readonly column: number;
  /** The text there, one short line. Of code that was found inside another one, the inner code. */
  readonly snippet: string;
}

/**
 * The earliest moment at which code runs: when the package is installed (lifecycle scripts, the implicit node-gyp build),
 * when it is imported, when somebody runs its command, or only when something calls it.
 */
export type Moment = 'install' | 'import' | 'command' | 'call';

/** What a value holds. */
export type DataKind =
  /** All variables of the environment, or all that fit a pattern. */
  | 'environment'
  /** One variable that is named like a secret. */
  | 'secret-variable'
  | 'credential-file'
  | 'ssh-key'
  | 'browser-data'
  | 'wallet'
  /** What a cloud tells its machines of their own credentials. */
  | 'cloud-metadata'
  /** What tells one machine, or its user, from another. */
  | 'host-identity'
  /** A parameter or property named like a private key, seed or mnemonic. */
  | 'key-material'
  | 'clipboard'
  | 'keystrokes'
  | 'screenshot'
  | 'downloaded'
  /** A constant of the code that had to be decoded. */
  | 'decoded'
  | 'hidden-text'
  | 'image-data'
  /** A file of the package that is no code by its name. */
  | 'data-file'
  /** What others send to a server of the package. */
  | 'request-input'
  | 'command-output';

/** What is done with a value. */
export type SinkKind =
  | 'network'
  | 'dns'
  /** It is put into a command that sends. */
  | 'command-argument'
  | 'evaluated'
  | 'loaded-as-module'
  | 'run-as-command'
  /** It is put into a file that is run then. */
  | 'written-and-run'
  | 'native-loaded'
  | 'page-script';

/** Data on its way from where it comes from to where something is done with it. */
export interface Flow {
  readonly source: DataKind;
  /** Which one: a variable's name, a path, a host; may hold hostile text. */
  readonly detail?: string;
  readonly sink: SinkKind;
  readonly from: Place;
  readonly to: Place;
  /** The encodings it went through, in order: `base64`, `hex`, `cipher`. */
  readonly via: readonly string[];
  readonly moment: Moment;
  /** The host it goes to, where the code itself says so. */
  readonly host?: string;
  /** The address as far as it is known. */
  readonly address?: string;
}

/** One thing that a file or its code does. */
export type BehaviourKind =
  | FileBehaviourKind
  /** Code points that nobody sees, enough of them to hold a text. */
  | 'invisible-text'
  /** Controls that show code in another order than it runs in. */
  | 'bidi-controls'
  /** Code behind more blanks than an editor is wide. */
  | 'padded-code'
  /** Layers of code in code, more than anybody needs. */
  | 'nested-code'
  /** A source file that is no JavaScript or TypeScript of any kind. */
  | 'unreadable-code'
  /** A condition by which code decides whether it is watched. It only adds to what the same file does. */
  | 'evasion'
  | 'deletes-user-files'
  | 'deletes-itself'
  | 'destructive-command'
  | 'endless-loop'
  /** A key of somebody's is let in: one that stands in the code, or one that a caller gives. */
  | 'ssh-key-planted'
  | 'ssh-access'
  /** Every mail goes to an address that stands in the code, too. */
  | 'hidden-recipient'
  | 'replaces-addresses'
  /** Output of an obfuscator: a shuffled table of strings, JSFuck, a packer. */
  | 'obfuscated'
  | 'autostart'
  | 'agent-configuration'
  | 'agent-without-permissions'
  | 'workflow-written'
  | 'other-package-changed'
  | 'internal-binding'
  | 'reverse-shell'
  | 'download-and-run'
  | 'encoded-command'
  | 'hidden-window'
  | 'miner'
  | 'publishes-packages'
  | 'installs-globally'
  | 'hooks-wallet'
  | 'hooks-requests'
  | 'hooks-modules';

export interface Behaviour {
  readonly kind: BehaviourKind;
  readonly place: Place;
  readonly moment: Moment;
  /** What exactly, in a few words; may hold hostile text. */
  readonly detail?: string;
}

/** A file or package that was not analysed to its end. */
export interface Incomplete {
  readonly file?: string;
  readonly reason: string;
}

/** A native program or a module of WebAssembly in a package. What it does is not analysed. */
export interface BinaryFile {
  readonly file: string;
  /** `ELF`, `PE`, `Mach-O`, `WebAssembly`. */
  readonly format: string;
  readonly bytes: number;
  /** What a module of WebAssembly asks its host for, as `module.name`, and what it offers; cut to what a reader can use. */
  readonly imports?: readonly string[];
  readonly exports?: readonly string[];
}

/** A file that the analysis does not look into. That says nothing against the package, and nothing for it. */
export interface NotAnalysed {
  readonly kind: 'native-not-analysed' | 'archive-not-analysed' | 'code-not-analysed';
  readonly file: string;
  /** What it is, as `ELF`, or why it cannot be read. */
  readonly detail: string;
}

/** What the bytes of one package say. Plain JSON: it is cached by content hash and version of the analyser. */
export interface ArtifactFacts {
  /** Absent where the package holds no `package.json` that can be read. */
  readonly manifest?: ArtifactManifest;
  readonly files: number;
  readonly bytes: number;
  readonly flows: readonly Flow[];
  readonly behaviours: readonly Behaviour[];
  /** What is odd about the archive itself. */
  readonly oddities: readonly { readonly kind: ArchiveOddityKind; readonly path: string; readonly target?: string }[];
  /** Dependencies of the manifest whose names stand in no other file. */
  readonly unusedDependencies: readonly string[];
  readonly binaries: readonly BinaryFile[];
  /** Gaps of the analysis by what the package is, where `incomplete` are those by accident. */
  readonly notAnalysed: readonly NotAnalysed[];
  readonly incomplete: readonly Incomplete[];
}
