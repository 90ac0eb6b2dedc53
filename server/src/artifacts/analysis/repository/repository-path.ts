/** A path that is written in a file of some folder, from the root; undefined for what leads out or stands on a machine. */
export function pathFrom(folder: string, written: string): string | undefined {
  const path = written.replaceAll('\\', '/');
  if (path === '' || /^(?:[/~$%]|\w:|\w+:\/\/)/.test(path)) return undefined;
  const steps: string[] = folder === '' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
