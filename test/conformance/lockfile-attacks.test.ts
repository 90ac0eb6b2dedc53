import assert from 'node:assert/strict';
import { lockfileProjects } from '../formats/support/lockfile-projects.js';
import { lockfileFindings, publishedIn, type LockedProject } from './support/locked-project.js';

/** A real project's lockfile, changed as a pull request could change it. */
interface Attack {
  readonly what: string;
  readonly change: (lockfile: string) => string;
  readonly expected: readonly string[];
}

const EVIL = 'https://packages.invalid';
const REAL = 'https://registry.npm.example';
const EVIL_HASH = `sha512-${'E'.repeat(86)}==`;

interface NpmEntry {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  inBundle?: boolean;
  hasInstallScript?: boolean;
}
type NpmPackages = Record<string, NpmEntry>;

/** Changes the `packages` of an npm lockfile. */
function inPackages(change: (packages: NpmPackages) => void): (lockfile: string) => string {
  return (lockfile) => {
    const content = JSON.parse(lockfile) as { packages: NpmPackages };
    change(content.packages);
    return JSON.stringify(content, undefined, 2);
  };
}

/** Changes one entry of an npm lockfile. */
function entry(words: NpmEntry, id = 'node_modules/accepts'): (lockfile: string) => string {
  return inPackages((packages) => {
    assert.ok(packages[id]?.integrity !== undefined, `the project has no ${id}`);
    Object.assign(packages[id], words);
  });
}

/** The same in any text: what is replaced has to be there. */
function text(from: string, to: string): (lockfile: string) => string {
  return (lockfile) => {
    assert.ok(lockfile.includes(from), `the lockfile has no ${from}`);
    return lockfile.replace(from, to);
  };
}

const NPM: readonly Attack[] = [
  {
    what: 'the host is another one, with a hash of its own',
    change: entry({ resolved: `${EVIL}/accepts/-/accepts-1.3.8.tgz`, integrity: EVIL_HASH }),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high', 'accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
  {
    what: 'the address is of no shape that a registry has',
    change: entry({ resolved: `${EVIL}/x.tgz`, integrity: EVIL_HASH }),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high', 'accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
  {
    what: 'the host is another one, and the hash is gone',
    change: entry({ resolved: `${EVIL}/accepts/-/accepts-1.3.8.tgz`, integrity: undefined }),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high', 'accepts@1.3.8 lockfile-missing-integrity medium'],
  },
  {
    what: 'only the hash is another one',
    change: entry({ integrity: EVIL_HASH }),
    expected: ['accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
  {
    what: 'a second hash stands beside the real one',
    change: inPackages((packages) => {
      const accepts = packages['node_modules/accepts'];
      assert.ok(accepts?.integrity !== undefined);
      accepts.integrity = `${accepts.integrity} ${EVIL_HASH}`;
    }),
    expected: ['accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
  {
    what: 'only the hash is gone',
    change: entry({ integrity: undefined }),
    expected: ['accepts@1.3.8 lockfile-missing-integrity medium'],
  },
  {
    what: 'the address is of another package',
    change: entry({ resolved: `${REAL}/acceptz/-/acceptz-1.3.8.tgz`, integrity: EVIL_HASH }),
    expected: ['accepts@1.3.8 lockfile-integrity-mismatch high', 'accepts@1.3.8 lockfile-name-mismatch high'],
  },
  {
    what: 'the address is of an older version',
    change: entry({ resolved: `${REAL}/accepts/-/accepts-1.0.0.tgz`, integrity: undefined }),
    expected: ['accepts@1.3.8 lockfile-name-mismatch high', 'accepts@1.3.8 lockfile-missing-integrity medium'],
  },
  {
    what: 'the address is not encrypted and has no hash',
    change: entry({ resolved: 'http://registry.npm.example/accepts/-/accepts-1.3.8.tgz', integrity: undefined }),
    expected: ['accepts@1.3.8 lockfile-insecure-url high', 'accepts@1.3.8 lockfile-missing-integrity medium'],
  },
  {
    what: 'a git repository takes the place of a version',
    change: entry({ resolved: `git+ssh://git@git.invalid/o/accepts.git#${'0'.repeat(40)}`, integrity: undefined }),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high'],
  },
  {
    what: 'it is said to be bundled, and is not',
    change: entry({ resolved: `${EVIL}/accepts/-/accepts-1.3.8.tgz`, integrity: undefined, inBundle: true }),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high'],
  },
  {
    what: 'an alias that nobody asks for hides another package',
    change: entry({ name: 'acceptz', resolved: `${REAL}/acceptz/-/acceptz-1.3.8.tgz`, integrity: EVIL_HASH }),
    expected: ['acceptz@1.3.8 lockfile-name-mismatch high'],
  },
  {
    what: 'an alias that nobody asks for hides another package behind a line of the manifest',
    change: entry(
      { name: 'expresz', resolved: `${REAL}/expresz/-/expresz-4.18.2.tgz`, integrity: EVIL_HASH },
      'node_modules/express',
    ),
    expected: ['express@4.17.1 lockfile-name-mismatch high'],
  },
  {
    what: 'an entry is added that nothing depends on',
    change: inPackages((packages) => {
      packages['node_modules/acceptz'] = {
        version: '1.0.0',
        resolved: `${REAL}/acceptz/-/acceptz-1.0.0.tgz`,
        integrity: EVIL_HASH,
      };
    }),
    expected: ['acceptz@1.0.0 lockfile-injected low'],
  },
  {
    what: 'the added entry runs a script when it is installed',
    change: inPackages((packages) => {
      packages['node_modules/acceptz'] = { version: '1.0.0', integrity: EVIL_HASH, hasInstallScript: true };
    }),
    expected: ['acceptz@1.0.0 lockfile-injected medium'],
  },
  {
    what: 'a copy is put where only one package finds it',
    change: inPackages((packages) => {
      packages['node_modules/express/node_modules/accepts'] = {
        ...packages['node_modules/accepts'],
        resolved: `${EVIL}/accepts.tgz`,
        integrity: EVIL_HASH,
      };
    }),
    // The honest one is left with nobody who asks for it.
    expected: [
      'accepts@1.3.8 lockfile-foreign-registry high',
      'accepts@1.3.8 lockfile-integrity-mismatch high',
      'accepts@1.3.8 lockfile-injected low',
    ],
  },
];

const YARN: readonly Attack[] = [
  {
    what: 'the host is another one',
    change: text(`${REAL}/accepts/-/accepts-1.3.8.tgz#`, `${EVIL}/accepts/-/accepts-1.3.8.tgz#`),
    expected: [],
  },
  {
    what: 'the address is of another package',
    change: text(`${REAL}/accepts/-/accepts-1.3.8.tgz#`, `${REAL}/acceptz/-/acceptz-1.3.8.tgz#`),
    expected: ['accepts@1.3.8 lockfile-name-mismatch high'],
  },
  {
    what: 'host and hash are others',
    change: (lockfile) =>
      lockfile.replace(
        /"?https:\/\/registry\.npm\.example\/accepts\/-\/accepts-1\.3\.8\.tgz#.*\n {2}integrity .*/,
        `"${EVIL}/x.tgz"\n  integrity ${EVIL_HASH}`,
      ),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high', 'accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
];

const PNPM: readonly Attack[] = [
  {
    what: 'an address is added, with a hash of its own',
    change: (lockfile) =>
      lockfile.replace(
        /( {2}accepts@1\.3\.8:\n {4}resolution: ).*/,
        `$1{integrity: ${EVIL_HASH}, tarball: ${EVIL}/x.tgz}`,
      ),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high', 'accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
];

const BUN: readonly Attack[] = [
  {
    what: 'an address is added, with a hash of its own',
    change: (lockfile) =>
      lockfile.replace(
        /("accepts": \["accepts@1\.3\.8", )""(, .*, )"sha512-[^"]*"/,
        `$1"${EVIL}/x.tgz"$2"${EVIL_HASH}"`,
      ),
    expected: ['accepts@1.3.8 lockfile-foreign-registry high', 'accepts@1.3.8 lockfile-integrity-mismatch high'],
  },
  {
    what: 'an alias that nobody asks for hides another package',
    change: text('"accepts": ["accepts@1.3.8"', '"accepts": ["acceptz@1.3.8"'),
    expected: ['acceptz@1.3.8 lockfile-name-mismatch high'],
  },
];

const BERRY: readonly Attack[] = [
  {
    what: 'the archive lies elsewhere',
    change: text(
      'resolution: "accepts@npm:1.3.8"',
      `resolution: "accepts@npm:1.3.8::__archiveUrl=${encodeURIComponent(`${EVIL}/x.tgz`)}"`,
    ),
    expected: ['accepts@1.3.8 lockfile-foreign-registry medium'],
  },
];

const ATTACKS: Readonly<Record<string, readonly Attack[]>> = {
  'express-api/npm10': NPM,
  'express-api/npm8': NPM,
  'express-api/yarn1': YARN,
  'express-api/pnpm10': PNPM,
  'express-api/bun': BUN,
  'express-api/berry': BERRY,
};

describe('a real lockfile that somebody has tampered with', () => {
  const npm = lockfileProjects().find(({ name }) => name === 'express-api/npm10');
  for (const [name, attacks] of Object.entries(ATTACKS)) {
    const real = lockfileProjects().find((project) => project.name === name);
    assert.ok(real !== undefined && npm !== undefined, name);
    // Yarn's checksums are no hashes of a registry's: what the registry has, npm's lockfile tells.
    const published = publishedIn(npm);
    for (const { what, change, expected } of attacks) {
      it(`is seen through where ${what} (${name})`, () => {
        const tampered: LockedProject = { ...real, lockfile: change(real.lockfile) };
        assert.notEqual(tampered.lockfile, real.lockfile);
        assert.deepEqual(lockfileFindings(tampered, published), expected);
      });
    }
  }
});
