import path from 'node:path';
import { messageIn } from '../../features/support/own-words.js';
import type { CommandParams, CommandResult } from '../../protocol/messages.js';
import type { Session } from '../session.js';
import { uriOfPath } from '../uri.js';

/** Nobody types longer ones, and each package in them is looked up. */
const MAX_LENGTH = 4_000;
const MAX_PACKAGES = 50;
const MALWARE_RULE = 'known-malware';

/** What of a command that was started in a terminal is known malware, from the data on this machine: nobody waits for a network then. */
export async function startedCommand(
  { engines, configuration, surroundings, trusted, escapes }: Session,
  { command, folder }: CommandParams,
  signal: AbortSignal,
): Promise<CommandResult> {
  const file = path.join(folder, 'terminal.sh');
  const settings = await configuration.settingsFor(uriOfPath(file));
  if (!settings.enable || !settings['imports.enable'] || command.length > MAX_LENGTH) return { malware: [] };
  const projects = await surroundings.around(file);
  const engine = projects[0]?.engine ?? engines.for(settings).engine;
  const named = await engine.namedIn(
    file,
    command,
    projects.map(({ project }) => project),
  );
  const ref = { manifestPath: path.join(projects[0]?.project.folder ?? folder, 'package.json'), trusted };
  const verdicts = await Promise.all(
    named
      .slice(0, MAX_PACKAGES)
      .map(({ name, range, locked }) => engine.explain(name, range ?? locked, ref, signal, 'nobody')),
  );
  const found = verdicts.flatMap(({ findings }) => findings.filter(({ rule }) => rule === MALWARE_RULE).slice(0, 1));
  return { malware: [...new Set(found.map((finding) => escapes.plain(messageIn(finding, escapes.t))))] };
}
