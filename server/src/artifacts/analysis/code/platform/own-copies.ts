import { readable, PACKAGE_ROOT, textsOf } from '../values/text.js';
import { taintsOfAll } from '../values/taints.js';
import type { Machine, Value } from '../values/types.js';

const COPIERS = /(?:^|[\\/\s"'])(?:scp|sftp|rsync)(?:\.exe)?(?=$|[\s"'])/;

/** The package is copied to machines that somebody has logged in to before, as what ssh keeps of them says. */
export function noteOwnCopy(machine: Machine, words: readonly Value[]): void {
  const [program = ''] = textsOf(words[0]);
  if (!COPIERS.test(program) || !taintsOfAll(words).some(({ kind }) => kind === 'ssh-key')) return;
  const own = words.flatMap(textsOf).find((text) => text.includes(PACKAGE_ROOT));
  if (own !== undefined) machine.behave('copies-itself', readable(own));
}
