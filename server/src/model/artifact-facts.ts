import type { ArchiveOddityKind } from './archive-oddity.js';
import type { ArtifactManifest } from './artifact-manifest.js';
import type { Capability } from './capability.js';
import type { Exchange } from './exchange.js';
import type { FileBehaviourKind } from './file-behaviours.js';
import type { Flow, Moment, Place } from './flow.js';
import type { Phrase, Words } from './phrase.js';

/** One thing that a file or its code does. */
export type BehaviourKind =
  | FileBehaviourKind
  /** Code points that nobody sees, enough of them to hold a text. */
  | 'invisible-text'
  /** The same in a file in which nothing can run a text. */
  | 'invisible-data'
  /** Controls that show code in another order than it runs in. */
  | 'bidi-controls'
  /** Code behind more blanks than an editor is wide. */
  | 'padded-code'
  /** The same, where it neither runs, loads, asks nor changes anything by itself. */
  | 'padded-text'
  /** A module of Node.js, or the host of a request, that stands in the code in an encoding. */
  | 'decoded-module'
  | 'decoded-address'
  /** Layers of code in code, more than anybody needs. */
  | 'nested-code'
  /** A source file that is no JavaScript or TypeScript of any kind. */
  | 'unreadable-code'
  /** A condition by which code decides whether it is watched. It only adds to what the same file does. */
  | 'evasion'
  | 'deletes-user-files'
  | 'deletes-itself'
  | 'destructive-command'
  /** Either of the two, for whoever sends a server the right request. */
  | 'destroys-on-request'
  | 'endless-loop'
  /** The page that uses it is made unusable, or plays something, for readers of a language or a country. */
  | 'page-protest'
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
  /** A program that is installed on the machine is no longer what its maker delivered. */
  | 'application-changed'
  /** The same of a program that holds money. */
  | 'wallet-changed'
  /** A wallet in the browser is asked to sign or to send something, as programs that are made for that do, too. */
  | 'asks-wallet'
  /** Code that a plugin puts into what somebody builds loads a script: from a host that is hidden, or from one that stands in the code. */
  | 'build-loads-hidden'
  | 'build-loads'
  | 'internal-binding'
  | 'reverse-shell'
  | 'download-and-run'
  /** What was downloaded is held against a sum that the package has. It only takes away from what is said of that. */
  | 'download-checked'
  | 'encoded-command'
  | 'hidden-window'
  | 'miner'
  | 'publishes-packages'
  /** Its own files go to machines that somebody has logged in to before. */
  | 'copies-itself'
  | 'installs-globally'
  /** Package managers or git are told to fetch from somewhere else. */
  | 'downloads-redirected'
  /** A container is started that has the whole machine in its hands. */
  | 'container-escape'
  /** Who may do what on the machine, whom it trusts or what watches over it becomes something else. */
  | 'protection-weakened'
  | 'hooks-wallet'
  /** A host says what the wallet is asked for. */
  | 'wallet-obeys-host'
  /** A server, where it is made; `detail` is the file at which only programs of the same machine reach it. */
  | 'server-listens'
  /** All that somebody has is sent to an address that stands in the code. */
  | 'drains-wallet'
  | 'hooks-requests'
  /** A method that all code calls does by chance what it did before, or something else. */
  | 'spoils-builtins'
  | 'hooks-modules'
  /** Who knows one text that stands in the code, or that has a digest which does, is let in without being asked anything else. */
  | 'master-key';

export interface Behaviour {
  readonly kind: BehaviourKind;
  readonly place: Place;
  readonly moment: Moment;
  /** What exactly, in a few words; may hold hostile text. */
  readonly detail?: string;
  /** The same, for whoever says it in another language; absent where it is somebody else's text. */
  readonly wording?: Phrase;
}

/** A file or package that was not analysed to its end. */
export interface Incomplete {
  readonly file?: string;
  /** The end of a sentence about it: `is nested too deeply`. */
  readonly reason: Words;
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
  /** What the code can do, each kind once: context for a reader, and no finding. */
  readonly capabilities: readonly Capability[];
  /** Names of what its code calls of the platform that is worth a permission: `fs.readFileSync`, `fetch`, `Worker`. Sorted. */
  readonly powers?: readonly string[];
  /** What is odd about the archive itself. */
  readonly oddities: readonly { readonly kind: ArchiveOddityKind; readonly path: string; readonly target?: string }[];
  /** Dependencies of the manifest whose names stand in no other file. */
  readonly unusedDependencies: readonly string[];
  /** Absent where its code neither uses other packages nor gives them anything that is worth telling. */
  readonly exchange?: Exchange;
  readonly binaries: readonly BinaryFile[];
  /** Gaps of the analysis by what the package is, where `incomplete` are those by accident. */
  readonly notAnalysed: readonly NotAnalysed[];
  readonly incomplete: readonly Incomplete[];
}
