import assert from 'node:assert/strict';
import { lockfileProjects } from '../formats/support/lockfile-projects.js';
import { lockfileFindings, publishedIn } from './support/locked-project.js';

const EXOTIC = ['is-number remote-source medium', 'tiny-git-dep remote-source medium'];
const BUNDLES = ['is-number remote-source medium', 'renamed remote-source medium'];

/** What the manifests of these projects ask for by an address. Nothing else is said of any real lockfile. */
const EXPECTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['exotic-a', EXOTIC],
  ['bundles-and-folders', BUNDLES],
]);

/** A machine that has never heard of the registry that the lockfiles were made with. */
const ELSEWHERE = { hosts: new Set(['registry.elsewhere.example']), unused: new Set<string>() };

describe('what is said of the lockfiles of real projects', () => {
  const projects = lockfileProjects();

  it('is told of dozens of them', () => assert.ok(projects.length > 45, String(projects.length)));

  for (const project of projects) {
    const expected = EXPECTED.get(project.name.replace(/\/.*/, '')) ?? [];
    it(`is what their manifests ask for, and nothing else: ${project.name}`, () => {
      assert.deepEqual(lockfileFindings(project), expected);
      assert.deepEqual(lockfileFindings(project, publishedIn(project)), expected);
    });

    it(`is no more on a machine with another registry that has the same bytes: ${project.name}`, () => {
      assert.deepEqual(lockfileFindings(project, publishedIn(project), ELSEWHERE), expected);
    });
  }
});
