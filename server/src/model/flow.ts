/** Where something stands in a file of a package. All of it is hostile text. */
export interface Place {
  /** Path below the package's root, with `/`. */
  readonly file: string;
  /** Counted from 1; columns in UTF-16 units, as editors count them. */
  readonly line: number;
  readonly column: number;
  /** The text there, one short line. Of code that was found inside another one, the inner code. */
  readonly snippet: string;
  /** `name@version`, where it is not the package that is looked at but one that it uses. */
  readonly package?: string;
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
  /** A parameter or property named like a password, token or API key, which callers have for somebody else, written another way. */
  | 'login'
  | 'clipboard'
  /** What somebody types, anywhere on the machine or into a page. */
  | 'keystrokes'
  /** All cookies of a page, or all that it has stored in the browser. */
  | 'page-storage'
  /** What other code gives to a function of the platform or of another package that was replaced. */
  | 'intercepted'
  /** What requests hold that somebody else makes, and that pass through: what they log in with, what a form is filled with. */
  | 'others-request'
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

const AWAY: ReadonlySet<SinkKind> = new Set(['network', 'dns', 'command-argument']);
/** Data that is no secret: it may go anywhere, and what matters is whether it is run. */
const CODE: ReadonlySet<DataKind> = new Set([
  ...(['downloaded', 'decoded', 'hidden-text', 'image-data', 'data-file', 'request-input'] as const),
]);

/** Secrets that go away, and code from elsewhere that runs: the other two ways round say nothing. */
export function isTelling(source: DataKind, sink: SinkKind): boolean {
  return AWAY.has(sink) !== CODE.has(source);
}
