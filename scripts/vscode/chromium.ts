import { ensureProgram } from '../machine/ensure-program.js';

/** `CHROMIUM`, else what is on the PATH, else Debian's. */
export function ensureChromium(say: (message: string) => void): Promise<string> {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return ensureProgram({ names, packages: ['chromium', 'fonts-dejavu-core'], variable: 'CHROMIUM' }, say);
}
