import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** package.json as an editor in English has it: with the texts of package.nls.json in the places of their keys. */
export function englishManifest(): unknown {
  const texts = readTexts('package.nls.json');
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'), (_, value: unknown) => {
    const key = typeof value === 'string' ? /^%([^%]+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : texts[key];
  });
}

/** By key; of a file in the root of the checkout. */
export function readTexts(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, string>;
}
