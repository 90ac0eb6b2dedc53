import path from 'node:path';
import ts from 'typescript';
import { mainOf, manifestOf, mapScripts, resolveIn, withManifest, type PackageTree } from '../package-tree.js';
import { entriesOf } from './rebuilt.js';
import { behindPrologue } from './re-encoded.js';
import { isModuleSyntax, parseScript, rewrite } from './support/source-edits.js';
import type { Variation } from './variation.js';

const LIFECYCLE = ['preinstall', 'install', 'postinstall'] as const;
const NODE_SCRIPT = /^node\s+([\w./-]+)$/;

/** CommonJS without a thought for where it lies: such a file can be moved. */
function isMovable(text: string): boolean {
  const file = parseScript(text);
  return (
    file !== undefined && !isModuleSyntax(file) && !/require\(['"`]\.|__dirname|__filename|import\.meta/.test(text)
  );
}

/** Each entry's content lies in another file, which the entry only loads. */
export const relocated: Variation = {
  name: 'moved to another file',
  vary(tree) {
    const changed = new Map(tree);
    for (const entry of entriesOf(tree)) {
      const text = tree.get(entry)?.toString('utf8') ?? '';
      if (!isMovable(text)) continue;
      const extension = path.posix.extname(entry);
      if (extension === '.mjs') continue;
      changed.set(`internal/${path.posix.basename(entry, extension)}-impl${extension}`, Buffer.from(text));
      const up = path.posix.relative(path.posix.dirname(entry), 'internal') || '.';
      const target = `${up.startsWith('.') ? up : `./${up}`}/${path.posix.basename(entry, extension)}-impl${extension}`;
      changed.set(entry, Buffer.from(`module.exports = require('${target}');\n`));
    }
    return changed.size === tree.size ? undefined : changed;
  },
};

/** Node's modules come through modules of the package's own. */
export const reExported: Variation = {
  name: 'builtins re-exported',
  vary(tree) {
    const added = new Map<string, string>();
    const changed = mapScripts(tree, (text, file) =>
      rewrite(text, (node) => {
        const name = requiredBuiltin(node);
        if (name === undefined) return undefined;
        const own = `support/${name.replace(/\W/g, '-')}-access.cjs`;
        added.set(own, `module.exports = require('${name}');\n`);
        const relative = path.posix.relative(path.posix.dirname(file), own);
        return `require('${relative.startsWith('.') ? relative : `./${relative}`}')`;
      }),
    );
    if (changed === undefined) return undefined;
    return new Map([...changed, ...[...added].map(([file, text]): [string, Buffer] => [file, Buffer.from(text)])]);
  },
};

function requiredBuiltin(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require') {
    return undefined;
  }
  const [argument] = node.arguments;
  const isName = argument !== undefined && ts.isStringLiteral(argument) && /^(?:node:)?[a-z_/]+$/.test(argument.text);
  return isName ? argument.text : undefined;
}

/** `require` under other names and through other doors. */
export const aliasedRequire: Variation = {
  name: 'require under another name',
  vary: (tree, random) =>
    mapScripts(tree, (text, file) => {
      if (file.endsWith('.mjs')) return undefined;
      const doors = ['load', 'module.require', 'process.mainModule.require', "globalThis['process'].getBuiltinModule"];
      const changed = rewrite(text, (node) => {
        const name = requiredBuiltin(node);
        if (name === undefined) return undefined;
        const door = doors[Math.floor(random() * doors.length)] ?? 'load';
        return `${door}('${name}')`;
      });
      return changed === undefined ? undefined : behindPrologue(changed, 'const load = require;');
    }),
};

/** What ran in a lifecycle script runs when the package is loaded. */
export const atImport: Variation = {
  name: 'install script moved to import',
  vary(tree) {
    const { scripts = {}, type } = manifestOf(tree) ?? {};
    const main = mainOf(tree);
    const files = LIFECYCLE.flatMap((event) => resolveIn(tree, NODE_SCRIPT.exec(scripts[event] ?? '')?.[1]) ?? []);
    if (files.length === 0 || main === undefined || type === 'module' || files.some((file) => file.endsWith('.mjs'))) {
      return undefined;
    }
    const rest = Object.fromEntries(
      Object.entries(scripts).filter(([event]) => !(LIFECYCLE as readonly string[]).includes(event)),
    );
    const loads = files
      .filter((file) => file !== main)
      .map((file) => `require('./${path.posix.relative(path.posix.dirname(main), file)}');\n`);
    const text = `${loads.join('')}${tree.get(main)?.toString('utf8') ?? ''}`;
    return withManifest(new Map(tree).set(main, Buffer.from(text)), { scripts: rest });
  },
};

/** What ran when the package was loaded runs at install. */
export const atInstall: Variation = {
  name: 'import moved to an install script',
  vary(tree, random) {
    const manifest = manifestOf(tree);
    const main = mainOf(tree);
    const taken = LIFECYCLE.some((event) => manifest?.scripts?.[event] !== undefined);
    if (manifest === undefined || main === undefined || taken || tree.has('binding.gyp')) return undefined;
    const event = LIFECYCLE[Math.floor(random() * LIFECYCLE.length)] ?? 'postinstall';
    return withManifest(tree, { scripts: { ...manifest.scripts, [event]: `node ${main}` } });
  },
};

/** Each script's body inside a callback that runs later. */
export const delayed: Variation = {
  name: 'inside a callback',
  vary: (tree, random) =>
    mapScripts(tree, (text) => {
      const file = parseScript(text);
      if (file === undefined || isModuleSyntax(file) || /\bawait\b/.test(text)) return undefined;
      const wrappers = [
        ['setTimeout(function () {', '}, 50);'],
        ['Promise.resolve().then(() => {', '});'],
        ['(async () => {', '})();'],
        ['process.nextTick(() => {', '});'],
        ['class Boot { static { ', ' } }'],
      ] as const;
      const [open, close] = wrappers[Math.floor(random() * wrappers.length)] ?? wrappers[0];
      return text.startsWith('#!') ? undefined : `${open}\n${text}\n${close}\n`;
    }),
};

/** Each script is text that is decoded and evaluated. */
export const evaluated: Variation = {
  name: 'encoded and evaluated',
  vary: (tree, random) =>
    mapScripts(tree, (text) => {
      const file = parseScript(text);
      if (file === undefined || isModuleSyntax(file) || text.startsWith('#!')) return undefined;
      const encoded = Buffer.from(text).toString('base64');
      const decoded = `Buffer.from('${encoded}', 'base64').toString('utf8')`;
      // `atob` gives bytes: letters beyond ASCII would be others then.
      const asBytes = Buffer.from(text, 'latin1').equals(Buffer.from(text)) ? `atob('${encoded}')` : decoded;
      const forms = [
        `eval(${decoded});`,
        `new Function('require', 'module', 'exports', ${decoded})(require, module, exports);`,
        `require('vm').runInThisContext('(function (require, module, exports) {' + ${decoded} + '})')(require, module, exports);`,
        `module._compile(${asBytes}, __filename);`,
      ];
      return `${forms[Math.floor(random() * forms.length)] ?? ''}\n`;
    }),
};

/** All files of the package, the payload among them, as parts of a real one that loads it. */
export function transplanted(hosts: readonly PackageTree[]): Variation {
  return {
    name: 'transplanted into a real package',
    vary(tree, random) {
      const host = hosts[Math.floor(random() * hosts.length)];
      return host === undefined || !fits(tree, host) ? undefined : merged(tree, host);
    },
  };
}

/** Both are CommonJS, and no file of the one takes the place of another's: relative paths of the payload must hold. */
function fits(tree: PackageTree, host: PackageTree): boolean {
  if (!isCommonJs(host) || !isCommonJs(tree)) return false;
  return ![...tree.keys()].some((file) => host.has(file) && file !== 'package.json' && !/^readme/i.test(file));
}

function isCommonJs(tree: PackageTree): boolean {
  const main = mainOf(tree);
  if (main === undefined || main.endsWith('.mjs') || manifestOf(tree)?.type === 'module') return false;
  const parsed = parseScript(tree.get(main)?.toString('utf8') ?? '');
  return parsed !== undefined && !isModuleSyntax(parsed);
}

function merged(tree: PackageTree, host: PackageTree): PackageTree {
  const main = mainOf(host) ?? '';
  const relative = path.posix.relative(path.posix.dirname(main), mainOf(tree) ?? '');
  const load = `require('${relative.startsWith('.') ? relative : `./${relative}`}');\n`;
  const moved = [...tree].filter(([file]) => file !== 'package.json');
  const both = new Map([...moved, ...host]).set(main, Buffer.from(load + (host.get(main)?.toString('utf8') ?? '')));
  const [own, kept] = [manifestOf(tree), manifestOf(host)];
  return withManifest(both, {
    ...own,
    name: kept?.name,
    version: kept?.version,
    main,
    scripts: { ...kept?.scripts, ...own?.scripts },
  });
}
