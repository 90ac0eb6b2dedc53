import { transformSync } from 'esbuild';
import ts from 'typescript';
import { mapScripts } from '../package-tree.js';
import { isModuleSyntax, parseScript } from './support/source-edits.js';
import type { Variation } from './variation.js';

/** As esbuild writes it for engines that know no more than classes: `async` is generators, private members are collections. */
export const inEs2015: Variation = {
  name: 'compiled to ES2015',
  vary: (tree) =>
    mapScripts(tree, (text) => {
      const parsed = parseScript(text);
      if (parsed === undefined) return undefined;
      try {
        return transformSync(text, { target: 'es2015', logLevel: 'silent' }).code;
      } catch {
        // It waits outside of functions, which cannot be said in ES2015.
        return undefined;
      }
    }),
};

/** As TypeScript writes it for engines that know not even those: functions that wait are split up. */
export const inEs5: Variation = {
  name: 'compiled to ES5',
  vary: (tree) =>
    mapScripts(tree, (text) => {
      const parsed = parseScript(text);
      if (parsed === undefined) return undefined;
      const { options } = ts.convertCompilerOptionsFromJson(
        { target: 'ES5', module: isModuleSyntax(parsed) ? 'ESNext' : 'CommonJS', downlevelIteration: true },
        '.',
      );
      return ts.transpileModule(text, { compilerOptions: options }).outputText;
    }),
};
