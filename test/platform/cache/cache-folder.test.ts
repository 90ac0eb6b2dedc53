import assert from 'node:assert/strict';
import { defaultCacheFolder } from '../../../server/src/platform/cache/cache-folder.js';

describe("the operating system's place for caches", () => {
  const table: readonly (readonly [NodeJS.Platform, Readonly<Record<string, string>>, string | undefined])[] = [
    ['linux', { HOME: '/home/me' }, '/home/me/.cache/package-risk'],
    ['linux', { HOME: '/home/me', XDG_CACHE_HOME: '/var/me' }, '/var/me/package-risk'],
    ['linux', { HOME: '/home/me', XDG_CACHE_HOME: 'relative' }, '/home/me/.cache/package-risk'],
    ['freebsd', { HOME: '/home/me' }, '/home/me/.cache/package-risk'],
    ['darwin', { HOME: '/Users/me', XDG_CACHE_HOME: '/x' }, '/Users/me/Library/Caches/package-risk'],
    ['win32', { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' }, 'C:\\Users\\me\\AppData\\Local\\package-risk'],
    ['win32', { USERPROFILE: 'C:\\Users\\me' }, 'C:\\Users\\me\\AppData\\Local\\package-risk'],
    ['linux', {}, undefined],
    ['darwin', {}, undefined],
    ['win32', {}, undefined],
  ];
  for (const [platform, variables, expected] of table) {
    it(`is ${expected ?? 'nowhere'} on ${platform} with ${JSON.stringify(variables)}`, () => {
      assert.equal(defaultCacheFolder(variables, platform), expected);
    });
  }
});
