import type { SourceFiles } from '../code/package/source-files.js';

/** The source that a file's map holds, all files one behind the other; undefined where it does not hold all of it. */
export function sourcesOf(path: string, files: SourceFiles): string | undefined {
  const text = files.text(`${path}.map`);
  if (text === undefined) return undefined;
  try {
    const { sourcesContent, sources } = JSON.parse(text) as { sourcesContent?: unknown; sources?: unknown };
    if (!Array.isArray(sourcesContent) || !Array.isArray(sources) || sources.length !== sourcesContent.length)
      return undefined;
    const whole = sourcesContent.length > 0 && sourcesContent.every((one) => typeof one === 'string');
    return whole ? sourcesContent.join('\n') : undefined;
  } catch {
    return undefined;
  }
}
