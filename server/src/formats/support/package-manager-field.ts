import type { JsonReader } from './json-reader.js';
import { TOKEN } from './json-tokens.js';

/** `"pnpm@9.1.0+sha512.…"`: the manager that this project is for, and which version of it. */
export function readPackageManager(reader: JsonReader): { readonly name?: string; readonly version?: string } {
  const text = reader.string();
  return { name: nameOf(text), version: /^[a-z]+@(\d+\.\d+\.\d+)/.exec(text ?? '')?.[1] };
}

/** `{"packageManager": {"name": "pnpm", …}}`, or a list of such, of which the first counts. */
export function readDevelopmentManager(reader: JsonReader): string | undefined {
  let manager: string | undefined;
  if (reader.valueToken !== TOKEN.openBrace) return undefined;
  reader.readObject((key) => {
    if (key !== 'packageManager') return;
    if (reader.valueToken === TOKEN.openBrace) manager = readName(reader);
    else if (reader.valueToken === TOKEN.openBracket) {
      reader.readItems(() => {
        if (reader.valueToken === TOKEN.openBrace) manager ??= readName(reader);
      });
    }
  });
  return manager;
}

function readName(reader: JsonReader): string | undefined {
  let name: string | undefined;
  reader.readObject((key) => {
    if (key === 'name') name = nameOf(reader.string());
  });
  return name;
}

function nameOf(text: string | undefined): string | undefined {
  return /^[a-z]+/.exec(text ?? '')?.[0];
}
