import { parse } from 'jsonc-parser';
import { NO_ALIASES, type ImportAliases } from '../../model/index.js';
import type { AliasFormat } from '../format.js';
import { isDeep } from './support/json-depth.js';

const FILE_NAME = /^(?:ts|js)config(?:\.[\w.-]+)?\.json$/;

/** The compiler's settings: `paths`, `baseUrl`, and the files that they extend. */
export const tsconfig: AliasFormat = Object.freeze({
  id: 'tsconfig',
  matches: (fileName) => FILE_NAME.test(fileName),
  read: (text) => (isDeep(text) ? NO_ALIASES : aliasesOf(objectOf(parse(text, [], { allowTrailingComma: true })))),
} satisfies AliasFormat);

function aliasesOf(settings: Readonly<Record<string, unknown>>): ImportAliases {
  const { baseUrl, paths } = objectOf(settings.compilerOptions);
  const entries = Object.entries(objectOf(paths));
  // `*` maps every name: to what lies in a folder, where it lies there.
  const anywhere = entries.filter(([pattern]) => pattern === '*').flatMap(([, targets]) => textsOf(targets));
  return {
    patterns: entries.map(([pattern]) => pattern).filter((pattern) => pattern !== '*'),
    roots: [...textsOf(baseUrl), ...anywhere.map(folderOf)],
    // A package that is extended says nothing about the project's own files.
    extended: textsOf(settings.extends).filter((file) => /^\.{0,2}\//.test(file)),
  };
}

/** `${configDir}/src/*` → `src` */
function folderOf(target: string): string {
  return target.replace(/^\$\{configDir\}\/?/, './').replace(/\/?\*.*$/, '');
}

function textsOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
