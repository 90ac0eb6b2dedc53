import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deprecationSuccessors } from '../../../server/src/rules/support/deprecation-successor.js';
import { isPackageName } from '../../../server/src/rules/support/package-name.js';

/** Notices as the public registry gives them (some shortened behind the part that matters). */
const NAMED: readonly (readonly [string, string, readonly string[]])[] = [
  ['node-uuid', 'Use uuid module instead', ['uuid']],
  ['guid', 'Please use node-uuid instead. It is much better.', ['node-uuid']],
  ['gulp-minify-css', 'Please use gulp-clean-css', ['gulp-clean-css']],
  ['jade', 'Jade has been renamed to pug, please install the latest version of pug instead of jade', ['pug']],
  ['opn', 'The package has been renamed to `open`', ['open']],
  [
    'phantomjs',
    "Package renamed to phantomjs-prebuilt. Please update 'phantomjs' package references to 'phantomjs-prebuilt'",
    ['phantomjs-prebuilt'],
  ],
  ['coffee-script', 'CoffeeScript on NPM has moved to "coffeescript" (no hyphen)', ['coffeescript']],
  ['circular-json', 'CircularJSON is in maintenance only, flatted is its successor.', ['flatted']],
  ['uglify-es', 'support for ECMAScript is superseded by `uglify-js` as of v3.13.0', ['uglify-js']],
  [
    'node-sass',
    'Node Sass is no longer supported. Please use `sass` or `sass-embedded` instead.',
    ['sass', 'sass-embedded'],
  ],
  [
    'istanbul',
    'This module is no longer maintained, try this instead:\n  npm i nyc\nVisit https://istanbul.js.org/integrations for other alternatives.',
    ['nyc'],
  ],
  [
    'tslint',
    'TSLint has been deprecated in favor of ESLint. Please see https://github.com/palantir/tslint/issues/4534 for more information.',
    ['eslint'],
  ],
  ['eslint-loader', 'This loader has been deprecated. Please use eslint-webpack-plugin', ['eslint-webpack-plugin']],
  [
    'babel-preset-es2015',
    '🙌  Thanks for using Babel: we recommend using babel-preset-env now: please read https://babeljs.io/env to update!',
    ['babel-preset-env'],
  ],
  [
    'babel-eslint',
    'babel-eslint is now @babel/eslint-parser. This package will no longer receive updates.',
    ['@babel/eslint-parser'],
  ],
  [
    '@babel/plugin-proposal-class-properties',
    'This proposal has been merged to the ECMAScript standard and thus this plugin is no longer maintained. Please use @babel/plugin-transform-class-properties instead.',
    ['@babel/plugin-transform-class-properties'],
  ],
  [
    'rollup-plugin-inject',
    'This package has been deprecated and is no longer maintained. Please use @rollup/plugin-inject.',
    ['@rollup/plugin-inject'],
  ],
  ['sourcemap-codec', 'Please use @jridgewell/sourcemap-codec instead', ['@jridgewell/sourcemap-codec']],
  ['@humanwhocodes/config-array', 'Use @eslint/config-array instead', ['@eslint/config-array']],
  ['@npmcli/ci-detect', 'this package has been deprecated, use `ci-info` instead', ['ci-info']],
  ['readdir-scoped-modules', 'This functionality has been moved to @npmcli/fs', ['@npmcli/fs']],
  [
    'hawk',
    'This module moved to @hapi/hawk. Please make sure to switch over as this distribution is no longer supported and may contain bugs and critical security issues.',
    ['@hapi/hawk'],
  ],
  ['@hapi/joi', "Switch to 'npm install joi'", ['joi']],
  ['xterm', 'This package is now deprecated. Move to @xterm/xterm instead.', ['@xterm/xterm']],
  [
    'vm2',
    'The library contains critical security issues and should not be used for production! The maintenance of the project has been discontinued. Consider migrating your code to isolated-vm.',
    ['isolated-vm'],
  ],
  [
    'apollo-server-express',
    "The `apollo-server-express` package is part of Apollo Server v2 and v3, which are now end-of-life. This package's functionality is now found in the `@apollo/server` package.",
    ['@apollo/server'],
  ],
  [
    '@zed-industries/claude-agent-acp',
    'This package has been renamed to @agentclientprotocol/claude-agent-acp. Please migrate to continue receiving updates.',
    ['@agentclientprotocol/claude-agent-acp'],
  ],
  [
    '@microsoft/applicationinsights-common',
    'This package has been merged into @microsoft/applicationinsights-core-js. Please update your imports to use @microsoft/applicationinsights-core-js instead.',
    ['@microsoft/applicationinsights-core-js'],
  ],
];

const UNNAMED: readonly (readonly [string, string])[] = [
  ['request', 'request has been deprecated, see https://github.com/request/request/issues/3142'],
  [
    'core-js',
    'core-js@<3.23.3 is no longer maintained and not recommended for usage due to the number of issues. Because of the V8 engine whims, feature detection in old core-js versions could cause a slowdown up to 100x even if nothing is polyfilled. Some versions have web compatibility issues. Please, upgrade your dependencies to the actual version of core-js.',
  ],
  [
    '@babel/polyfill',
    '🚨 This package has been deprecated in favor of separate inclusion of a polyfill and regenerator-runtime (when needed). See the @babel/polyfill docs (https://babeljs.io/docs/en/babel-polyfill) for more information.',
  ],
  [
    'uuid',
    'Please upgrade  to version 7 or higher.  Older versions may use Math.random() in certain circumstances, which is known to be problematic.  See https://v8.dev/blog/math-random for details.',
  ],
  ['debuglog', 'Package no longer supported. Contact Support at https://www.npmjs.com/support for more info.'],
  ['osenv', 'This package is no longer supported.'],
  ['text-encoding', 'no longer maintained'],
  ['har-validator', 'this library is no longer supported'],
  ['left-pad', 'use String.prototype.padStart()'],
  ['trim', 'Use String.prototype.trim() instead'],
  ['abab', "Use your platform's native atob() and btoa() methods instead"],
  ['node-domexception', "Use your platform's native DOMException instead"],
  ['lodash.get', 'This package is deprecated. Use the optional chaining (?.) operator instead.'],
  ['lodash.isequal', "This package is deprecated. Use require('node:util').isDeepStrictEqual instead."],
  ['querystring', 'The querystring API is considered Legacy. new code should use the URLSearchParams API instead.'],
  ['rimraf', 'Rimraf versions prior to v4 are no longer supported'],
  [
    'superagent',
    'Please upgrade to v9.0.0+ as we have fixed a public vulnerability with formidable dependency. Note that v9.0.0+ requires Node.js v14.18.0+.',
  ],
  ['svgo', 'This SVGO version is no longer supported. Upgrade to v2.x.x.'],
  ['highlight.js', 'Version no longer supported. Upgrade to @latest'],
  [
    'mkdirp',
    'Legacy versions of mkdirp are no longer supported. Please update to mkdirp 1.x. (Note that the API surface has changed to use Promises in 1.x.)',
  ],
  ['fsevents', 'fsevents 1 will break on node v14+ and could be using insecure binaries. Upgrade to fsevents 2.'],
  [
    'natives',
    "This module relies on Node.js's internals and will break at some point. Do not use it, and update to graceful-fs@4.x.",
  ],
  [
    'inflight',
    'This module is not supported, and leaks memory. Do not use it. Check out lru-cache if you want a good and tested way to coalesce async requests by a key value, which is much more comprehensive and powerful.',
  ],
  [
    '@types/chalk',
    'This is a stub types definition. chalk provides its own type definitions, so you do not need this installed.',
  ],
  ['eslint', 'This version is no longer supported. Please see https://eslint.org/version-support for other options.'],
  ['flatten', 'flatten is deprecated in favor of utility frameworks such as lodash.'],
  ['bower', "We don't recommend using Bower for new projects. Please consider Yarn and Webpack or Parcel."],
  ['extract-text-webpack-plugin', 'Deprecated. Please use https://github.com/webpack-contrib/mini-css-extract-plugin'],
  [
    'aws-sdk',
    'The AWS SDK for JavaScript (v2) has reached end-of-support, and no longer receives updates. Please migrate your code to use AWS SDK for JavaScript (v3). More info https://a.co/cUPnyil',
  ],
  [
    'graphql-tools',
    'This package has been deprecated and now it only exports makeExecutableSchema.\nWe recommend you to migrate to scoped packages such as @graphql-tools/schema, @graphql-tools/utils and etc.',
  ],
  ['set-value', 'Critical bug fixed in v3.0.1, please upgrade to the latest version.'],
];

describe('the successor that a deprecation notice names', () => {
  for (const [name, notice, expected] of NAMED) {
    it(`of ${name} is ${expected.join(' or ')}`, () => assert.deepEqual(deprecationSuccessors(name, notice), expected));
  }

  for (const [name, notice] of UNNAMED) {
    it(`is not guessed for ${name}`, () => assert.deepEqual(deprecationSuccessors(name, notice), []));
  }

  const written: readonly (readonly [string, readonly string[]])[] = [
    ['Use [new-name](https://www.npmjs.com/package/new-name) instead', ['new-name']],
    ['Please use https://www.npmjs.com/package/@scope/new-name', ['@scope/new-name']],
    ['Please use new-name@^2 instead', ['new-name']],
    ['Use @scope/new-name@latest.', ['@scope/new-name']],
    ['Moved to the @scope/new-name package', ['@scope/new-name']],
    ['Use the new-name library', ['new-name']],
    ['Do not use new-name', []],
    ["We don't recommend using new-name instead", []],
    ['Use built-in fetch instead', []],
    ['Use `fetch` instead', []],
    ['Use `crypto` instead', []],
    ['Use the built-in', []],
    ['Deprecated in favor of hooks.', []],
    ['Deprecated in favor of Promises.', []],
    ['Use old-name@2 instead', []],
    ['Use `--strict` instead', []],
    ['Use `../../etc/passwd` instead', []],
    ['Use `Evil-Name` instead', []],
    ['', []],
  ];
  for (const [notice, expected] of written) {
    it(`is ${expected[0] ?? 'nothing'} in "${notice}"`, () => {
      assert.deepEqual(deprecationSuccessors('old-name', notice), expected);
    });
  }

  it('is a valid package name other than its own, at most three times, whatever the notice says', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'use ',
        'renamed to ',
        'npm install ',
        ' instead',
        ' or ',
        '`',
        '@',
        '/',
        '-',
        '. ',
        'is its successor',
        '\n',
      ),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('old-name', '@scope/name', 'a-b', 'uuid'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const found = deprecationSuccessors('old-name', pieces.join(''));
        assert.ok(found.length <= 3);
        assert.ok(found.every((name) => isPackageName(name) && name !== 'old-name'));
      }),
    );
  });
});
