import { complain, startFolder, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';

const HIGHEST_PORT = 65_535;

/** Serves the registry proxy until it is interrupted. */
export async function guardProxy(context: CommandContext): Promise<number> {
  const { io, options, operands } = context;
  const port = Number(options.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT || operands.length > 0) {
    complain(io, operands.length > 0 ? 'guard --proxy takes no command.' : '--port takes a number up to 65535.');
    return EXIT_CODES.unusable;
  }
  const tell = (sentence: string): void => complain(io, sentence);
  const place = { folder: startFolder(io), trusted: options['trust-project-config'] === true };
  const proxy = await context.createGuardProxy({ ...place, port, tell });
  io.stdout.write(`${proxy.url}\n`);
  tell(`npm config set registry ${proxy.url} --location=user makes npm ask it; Ctrl+C ends it.`);
  await ended(io.signal);
  await proxy.close();
  return EXIT_CODES.ok;
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
