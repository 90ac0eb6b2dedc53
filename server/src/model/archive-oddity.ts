/** What an archive can hold that no honest packer writes. */
export type ArchiveOddityKind =
  /** Would be written outside the package's folder. */
  | 'path-traversal'
  /** Begins with a root or a drive. */
  | 'absolute-path'
  | 'symbolic-link'
  | 'hard-link'
  /** A device or a pipe. */
  | 'device'
  /** Two files of one name that differ; installers take one of them. */
  | 'duplicate-name'
  /** Two names that are one on systems without capitals in file names. */
  | 'case-collision';
