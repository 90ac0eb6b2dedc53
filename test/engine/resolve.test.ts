import assert from 'node:assert/strict';
import { resolveDependency, type Locked } from '../../server/src/engine/resolve.js';
import { absent, failed, ok, type Dependency, type Resolution, type Specifier } from '../../server/src/model/index.js';
import { DAY, manifestLine, NOW, packument } from '../support/subjects.js';

const document = packument({
  name: 'some-package',
  versions: { '1.0.0': {}, '1.2.0': { deprecated: 'no' }, '1.1.0': {}, '2.0.0': {}, '3.0.0-beta.1': {} },
  distTags: { latest: '2.0.0', next: '3.0.0-beta.1' },
});
const known = ok(document, 0);

function line(raw: string, specifier?: Specifier): Dependency {
  return manifestLine({ name: 'some-package', raw, specifier });
}

function locked(version: string | null, name = 'some-package'): Locked {
  return { id: 'node_modules/some-package', name, version, span: { start: 0, end: 0 }, dependsOn: [] };
}

/** The same, of which two versions are days old. */
const dated = ok(
  packument({
    name: 'some-package',
    versions: { '1.0.0': {}, '1.1.0': { publishedAt: NOW - DAY }, '2.0.0': { publishedAt: NOW - DAY } },
  }),
  0,
);
const WEEK_AGO = NOW - 7 * DAY;

const CASES: readonly (readonly [what: string, resolution: Resolution, expected: Resolution])[] = [
  [
    'the locked version while it satisfies',
    resolveDependency(line('^1.0.0'), locked('1.0.0'), known),
    { from: 'lockfile', version: '1.0.0' },
  ],
  [
    'the locked version also where the registry is silent',
    resolveDependency(line('^1.0.0'), locked('1.0.0'), failed('network', '')),
    { from: 'lockfile', version: '1.0.0' },
  ],
  [
    'any locked version for a dist-tag, like npm',
    resolveDependency(line('next'), locked('1.0.0'), known),
    { from: 'lockfile', version: '1.0.0' },
  ],
  [
    'what the range resolves to where the lockfile does not satisfy',
    resolveDependency(line('^2.0.0'), locked('1.0.0'), known),
    { from: 'registry', version: '2.0.0', lockedVersion: '1.0.0' },
  ],
  [
    'what the range resolves to where the lockfile has no entry',
    resolveDependency(line('^2.0.0'), null, known),
    { from: 'registry', version: '2.0.0', lockedVersion: null },
  ],
  [
    'what the range resolves to without a lockfile',
    resolveDependency(line('^2.0.0'), undefined, known),
    { from: 'registry', version: '2.0.0' },
  ],
  [
    'a version that is not deprecated rather than a higher one that is',
    resolveDependency(line('^1.0.0'), undefined, known),
    { from: 'registry', version: '1.1.0' },
  ],
  [
    'the newest version that the package manager is allowed to take',
    resolveDependency(line('^1.0.0'), undefined, dated, WEEK_AGO),
    { from: 'registry', version: '1.0.0' },
  ],
  [
    'the newest below the dist-tag that the package manager is allowed to take',
    resolveDependency(line('latest'), undefined, dated, WEEK_AGO),
    { from: 'registry', version: '1.0.0' },
  ],
  [
    'what is too young for the package manager where there is nothing else',
    resolveDependency(line('^2.0.0'), undefined, dated, WEEK_AGO),
    { from: 'registry', version: '2.0.0' },
  ],
  [
    'the locked version, however young',
    resolveDependency(line('^1.0.0'), locked('1.1.0'), dated, WEEK_AGO),
    { from: 'lockfile', version: '1.1.0' },
  ],
  ['the dist-tag', resolveDependency(line('next'), undefined, known), { from: 'registry', version: '3.0.0-beta.1' }],
  ['latest for everything', resolveDependency(line('*'), undefined, known), { from: 'registry', version: '2.0.0' }],
  [
    'nothing where the entry is another package',
    resolveDependency(line('^1.0.0'), locked('1.0.0', 'other'), absent(0)),
    { from: 'nowhere', because: 'name-not-found', lockedVersion: '1.0.0' },
  ],
  [
    'nothing for a version that does not exist',
    resolveDependency(line('9.9.9'), undefined, known),
    { from: 'nowhere', because: 'no-such-version' },
  ],
  [
    'nothing for a dist-tag that does not exist',
    resolveDependency(line('nope'), undefined, known),
    { from: 'nowhere', because: 'no-such-version' },
  ],
  [
    'the declared version where the registry is silent',
    resolveDependency(line('1.0.0'), undefined, failed('network', '')),
    { from: 'declared', version: '1.0.0' },
  ],
  [
    'nothing for a range where the registry is silent',
    resolveDependency(line('^1.0.0'), undefined, undefined),
    { from: 'nowhere', because: 'registry-unknown' },
  ],
  [
    'nothing for a git dependency',
    resolveDependency(
      line('x', { kind: 'git', url: 'https://git.invalid/x.git', pinned: false, insecure: false }),
      undefined,
      undefined,
    ),
    { from: 'nowhere', because: 'not-from-registry' },
  ],
  [
    'nothing for a reference in overrides',
    resolveDependency(line('$x', { kind: 'other', protocol: '$' }), undefined, undefined),
    { from: 'nowhere', because: 'not-a-version' },
  ],
  [
    'nothing for what is no specifier',
    resolveDependency(line('?', { kind: 'invalid', reason: 'odd' }), undefined, undefined),
    { from: 'nowhere', because: 'invalid-specifier' },
  ],
];

describe('which version is judged', () => {
  for (const [what, resolution, expected] of CASES) {
    it(what, () => assert.deepEqual(resolution, expected));
  }
});
