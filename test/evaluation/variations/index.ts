import type { PackageTree } from '../package-tree.js';
import { inEs2015, inEs5 } from './compiled.js';
import { asModules, asTypeScript } from './modules.js';
import {
  aliasedRequire,
  atImport,
  atInstall,
  delayed,
  evaluated,
  reExported,
  relocated,
  transplanted,
} from './moved.js';
import {
  base64Strings,
  charCodes,
  computedMembers,
  escapedStrings,
  hexStrings,
  reversedStrings,
  splitStrings,
  stringTable,
  xorStrings,
} from './re-encoded.js';
import {
  bundled,
  bundledMinified,
  flattened,
  guarded,
  minified,
  mostObfuscated,
  renamed,
  stringArray,
  wrapped,
} from './rebuilt.js';
import type { Variation } from './variation.js';

/** Every way in which an attack is written again. @param hosts real packages to hide one in */
export function rewritesWith(hosts: readonly PackageTree[]): readonly Variation[] {
  return [
    renamed,
    minified,
    bundled,
    bundledMinified,
    base64Strings,
    hexStrings,
    charCodes,
    reversedStrings,
    splitStrings,
    escapedStrings,
    xorStrings,
    stringTable,
    computedMembers,
    stringArray,
    flattened,
    wrapped,
    guarded,
    mostObfuscated,
    evaluated,
    relocated,
    reExported,
    aliasedRequire,
    delayed,
    atImport,
    atInstall,
    asModules,
    asTypeScript,
    inEs2015,
    inEs5,
    ...(hosts.length === 0 ? [] : [transplanted(hosts)]),
  ];
}
