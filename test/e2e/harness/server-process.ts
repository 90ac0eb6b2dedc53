import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

interface ProcessLine {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Process ids of the language servers that this extension host has started. */
export async function serverPids(): Promise<readonly number[]> {
  return (await servers()).map(({ pid }) => pid);
}

/** Where the servers that run have been told to keep what V8 compiles of them. */
export async function compiledFolders(): Promise<readonly string[]> {
  const found = (await servers()).map(({ command }) => /--compiled-code=(.*?)(?:\0| --|$)/.exec(command));
  return found.flatMap((match) => match?.[1] ?? []);
}

async function servers(): Promise<readonly ProcessLine[]> {
  const all = process.platform === 'linux' ? await fromProc() : await fromPs();
  return all.filter(({ parent, command }) => parent === process.pid && command.includes('server.cjs'));
}

/** Not every Linux has `ps`, and every one has /proc. */
async function fromProc(): Promise<readonly ProcessLine[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map(procLine));
  return lines.filter((line) => line !== undefined);
}

async function procLine(pid: string): Promise<ProcessLine | undefined> {
  try {
    // `pid (name) state parent …`, where the name may hold anything, brackets too.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    return { pid: Number(pid), parent: Number(parent), command: await readFile(`/proc/${pid}/cmdline`, 'utf8') };
  } catch {
    // It has ended since the folder was listed.
    return undefined;
  }
}

async function fromPs(): Promise<readonly ProcessLine[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,ppid=,command=']);
  return stdout.split('\n').map((line) => {
    const [pid, parent, ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}
