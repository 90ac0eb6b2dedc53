/** What editors and assistants put in the place of the folder that is open. */
const ROOT =
  /["']?\$(?:\{(?:workspaceFolder|workspaceRoot|localWorkspaceFolder|containerWorkspaceFolder|CLAUDE_PROJECT_DIR|CURSOR_PROJECT_DIR|GEMINI_PROJECT_DIR)(?::[^}]*)?\}|(?:CLAUDE|CURSOR|GEMINI)_PROJECT_DIR\b)["']?[\\/]/g;

/** A command with paths from the root of the repository in the place of those with a variable. */
export function fromRoot(command: string): string {
  return command.replace(ROOT, '');
}

/** Characters that mean something to a shell. */
const SPECIAL = /[\s"'|&;<>()$`\\*?#!]/;

/** Words as one command, so that a shell would take them for these words. The first stands as it is: it may be a whole command. */
export function commandLine([command = '', ...args]: readonly string[]): string {
  return fromRoot([command, ...args.map(quoted)].join(' '));
}

function quoted(word: string): string {
  return word === '' || SPECIAL.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : word;
}
