/** A number of a process, or what stands for one: `1234`, `*`, `$PID`, `${pid}`, `%s`, `' + pid + '`. */
const PROCESS = String.raw`(?:\d+|\*|\[[^\]\n]{1,10}\]\*?|\$\{?\w+\}?|\$?\{[^{}\n]{1,40}\}|\$\([^()\n]{1,80}\)|%[sd]|\uE000[^\uE001\n]{0,80}\uE001|["'${'`'}]?\s*[+.]\s*[\w.()[\]]{1,40}\s*[+.]\s*["'${'`'}]?)`;
/** In parts: `join('/proc', pid, 'mem')`, `Path('/proc') / pid / 'mem'`. */
const IN_PARTS = String.raw`/proc["']?\)?\s*[,/]\s*[\w.()[\]]{1,40}\s*[,/]\s*["']mem\b`;

/** Programs and calls that copy what another program has in its memory. `/proc/self` and `/proc/meminfo` are none of others. */
const READS = new RegExp(
  String.raw`/proc/(?![^/\n]{0,20}\bgetpid\b)${PROCESS}/mem\b|${IN_PARTS}|\bgcore\s+\S|\bprocess_vm_readv\b|\bgenerate-core-file\b|\bcomsvcs(?:\.dll)?["']?[\s,]+(?:MiniDump|#\+?24)\b`,
  'i',
);
/** The program that runs the jobs of GitHub Actions, and how it keeps their secrets in its memory. */
const RUNNER = /\bRunner\.(?:Worker|Listener)\b|\bisSecret\b/;

/** Whether a text of a shell or of Python reads the memory of other programs. */
export function readsMemory(text: string): boolean {
  return READS.test(text);
}

/** Whether it does that to what runs a CI job, for the job's secrets. Returns where. */
export function readsRunner(text: string): number | undefined {
  return RUNNER.test(text) && READS.test(text) ? text.search(READS) : undefined;
}
