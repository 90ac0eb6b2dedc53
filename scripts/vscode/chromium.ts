import { findOnPath } from './machine.js';
import { runCommand } from './run-command.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** `CHROMIUM`, else the first known name on the PATH, else Debian's, which takes root or a sudo without a password. */
export async function ensureChromium(say: (message: string) => void): Promise<string> {
  const there = findChromium();
  if (there !== undefined) return there;
  say('installing Chromium with apt-get');
  await apt(['update']);
  await apt(['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
  const installed = findChromium();
  if (installed === undefined) throw new Error('apt-get installed chromium, and it is not on the PATH');
  return installed;
}

function findChromium(): string | undefined {
  return process.env.CHROMIUM || findOnPath(NAMES);
}

async function apt(args: readonly string[]): Promise<void> {
  const command = process.getuid?.() === 0 ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
  const [program = 'apt-get', ...rest] = command;
  try {
    await runCommand(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  } catch (cause) {
    throw new Error('There is no Chromium on the PATH and none could be installed: set CHROMIUM to one.', { cause });
  }
}
