/** What files that are not JavaScript do, or what is in them. */
export const FILE_BEHAVIOURS = [
  /** A command fetches something from a bare IP address, or without encryption. */
  'unvouched-download',
  /** Secrets, the environment or facts about the machine go to another machine. */
  'command-sends-data',
  /** The memory of the program that runs a CI job is read, where the job's secrets are. */
  'runner-memory',
  /** The build description runs a command that is none of the usual look-ups. */
  'gyp-command',
  /** `node-gyp` is started although there is nothing to compile. */
  'gyp-without-sources',
  /** A package inside the package has scripts that are run at install. */
  'nested-install-script',
  /** An assistant's or editor's configuration that runs a command by itself. */
  'agent-hook',
  /** Instructions for assistants that make them run something harmful or hand out secrets. */
  'agent-instruction',
  /** Text that tells an assistant or a scanner what to think of the package. */
  'prompt-injection',
  /** Node.js is given a file to run that is a picture, a font or a text by its name. */
  'disguised-code',
  /** Settings by which a program from elsewhere on the machine runs in the place of the package manager. */
  'manager-replaced',
  /** npm settings that make npm run something, or take packages from elsewhere. */
  'npmrc-runs',
  'npmrc-registry',
  /** A CI workflow that hands out all secrets. */
  'workflow-secrets',
  /** A credential that its owner has left in the package. */
  'credential',
  /** A native program: what it does is not analysed. */
  'native-binary',
  /** Text or code behind the end of an image. */
  'image-payload',
  /** A build can do what another build of the same source, or that source, cannot. */
  'entries-differ',
  /** A page that asks for passwords, or leads to one that does. */
  'phishing-page',
  /** A command that is called like one that everybody uses. */
  'shadowed-command',
] as const;
export type FileBehaviourKind = (typeof FILE_BEHAVIOURS)[number];
