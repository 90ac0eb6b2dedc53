import { execFile } from 'node:child_process';
import os from 'node:os';
import process from 'node:process';
import { promisify } from 'node:util';

/** The largest lockfiles in the wild have some 50 MB. */
const MAX_BYTES = 256 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** A repository's own configuration can name programs for these. None of the commands that are used here needs one. */
const NOTHING_IS_RUN: readonly string[] = Object.freeze([
  '--no-pager',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.sshCommand=false', 'protocol.allow=never'].flatMap(
    (setting) => ['-c', setting],
  ),
]);

/** Only what git needs to be found and to know its user; nothing that leads it elsewhere, such as `GIT_DIR`. */
const KEPT: readonly string[] = Object.freeze(['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'XDG_CONFIG_HOME']);

/** Objects that are not there are not fetched, as a remote can be a program; none is replaced by another one. */
const GIT_VARIABLES = Object.freeze({
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
});

/**
 * Asks git's plumbing about a repository. Nothing that the repository names is run, and no file of it is written.
 *
 * @param args the command first; whatever comes from outside stands behind `--end-of-options`
 * @returns undefined where git answers with a failure, or is not there
 */
export async function runGit(folder: string, args: readonly string[]): Promise<Buffer | undefined> {
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  try {
    const { stdout } = await promisify(execFile)('git', [...NOTHING_IS_RUN, '-C', folder, ...args], {
      // Windows looks for programs in the current folder first.
      cwd: os.tmpdir(),
      env: { ...Object.fromEntries(kept), ...GIT_VARIABLES },
      encoding: 'buffer',
      maxBuffer: MAX_BYTES,
      timeout: TIMEOUT_MS,
      windowsHide: true,
    });
    return stdout;
  } catch {
    return undefined;
  }
}
