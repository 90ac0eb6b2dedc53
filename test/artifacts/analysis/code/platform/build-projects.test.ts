import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

const lostIn = (code: string) =>
  analysePackage(packageOf({ 'index.js': `const fs = require('fs'), path = require('path');\n${code}` }))
    .behaviours.filter(({ kind }) => kind === 'deletes-user-files')
    .map(({ detail, moment }) => `${detail} ${moment}`);

const drop = (folder: string) => `fs.rmSync(path.join(${folder}, 'src'), { recursive: true, force: true })`;

describe('what tools that build tell their plugins of a project', () => {
  it('is where the project lies: what a plugin removes there is somebody else’s (vite-plugin-vue-extend, 2023)', () => {
    for (const code of [
      `module.exports = () => { let root = process.cwd(); return { name: 'p', enforce: 'pre', configResolved(config) { root = config.root; ${drop('root')}; } }; };`,
      `module.exports = () => ({ name: 'vite-plugin-p', configResolved({ root }) { ${drop('root')}; } });`,
      `module.exports = () => ({ name: 'vite-plugin-p', configureServer(server) { ${drop('server.config.root')}; } });`,
      `module.exports = class { apply(compiler) { compiler.hooks.done.tap('p', () => { ${drop('compiler.context')}; }); } };`,
      `module.exports = class { apply(compiler) { ${drop('compiler.options.context')}; } };`,
      `module.exports = function plugin(options, nuxt) { ${drop('nuxt.options.rootDir')}; };`,
    ])
      assert.deepEqual(lostIn(code), ['‹project›/src call'], code);
  });

  it('leaves alone what a plugin builds, and what is no plugin', () => {
    for (const code of [
      `module.exports = () => ({ name: 'vite-plugin-p', configResolved({ root }) { fs.rmSync(path.join(root, 'dist'), { recursive: true }); } });`,
      `exports.apply = (given) => { ${drop('given.context')}; };`,
    ])
      assert.deepEqual(lostIn(code), [], code);
  });
});
