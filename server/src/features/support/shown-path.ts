/** Paths inside a package or project stay; one that leads out of it or starts at a root loses its folders. */
export function shownPath(file: string): string {
  const steps = file.split(/[/\\]/);
  const local = steps[0] === '' || steps[0] === '~' || /^[a-z]:$/i.test(steps[0] ?? '') || steps.includes('..');
  return local ? (steps.at(-1) ?? '') : file;
}
