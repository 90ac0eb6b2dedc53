import assert from 'node:assert/strict';
import {
  failed,
  skipped,
  type KnownRegistries,
  type LockedWords,
  type MalwareRecord,
  type Outcome,
  type Packument,
  type Popularity,
} from '../../server/src/model/index.js';
import { dependencyConfusion } from '../../server/src/rules/dependency-confusion.js';
import { hallucinatedName } from '../../server/src/rules/hallucinated-name.js';
import { lockfileForeignRegistry } from '../../server/src/rules/lockfile-foreign-registry.js';
import { DAY, NOW, packument, subject, type PackumentGiven, type SubjectGiven } from '../support/subjects.js';
import { COOLDOWN_HOURS, draftsOf, onlyDraft } from './support/drafts-of.js';

const NAMES: Popularity = { listSize: 8000, similar: [] };
const REGISTRIES: KnownRegistries = {
  hosts: new Set(['registry.npm.example', 'npm.corp.example']),
  unused: new Set(),
};

function taken(version: string, given: PackumentGiven = {}): PackumentGiven {
  return {
    createdAt: NOW - 5 * DAY,
    versions: { [version]: { publishedAt: NOW - 5 * DAY } },
    license: 'ISC',
    ...given,
  };
}

function about(document: PackumentGiven, given: SubjectGiven = {}, popularity: Popularity = NAMES) {
  const name = given.name ?? 'corp-utils';
  const known = { popularity, packument: packument({ name, ...document }) };
  return draftsOf(dependencyConfusion, subject({ name, ...given }), known, COOLDOWN_HOURS, REGISTRIES);
}

describe('dependency-confusion', () => {
  describe('tells versions that are there to be higher than any other', () => {
    it('high where the name is young', () => {
      const draft = onlyDraft(about(taken('99.9.9'), { version: '99.9.9' }));
      assert.equal(
        draft.message,
        'corp-utils 99.9.9 has a version number that is there to be higher than that of an internal package of this name; it is 5 days old, with 1 version',
      );
      assert.equal(draft.level, 'high');
      assert.equal(draft.target, 'name');
    });

    for (const version of [
      '99.0.0',
      '99.99.99',
      '100.0.0',
      '100.100.100',
      '999.9.9',
      '1000.0.1',
      '9.9.9',
      '9999.0.0',
    ]) {
      it(`such as ${version}`, () => assert.equal(about(taken(version), { version }).length, 1));
    }

    for (const version of [
      '9.9.1',
      '10.0.0',
      '89.0.0',
      '98.1.0',
      '120.0.6099',
      '2024.1.0',
      '2000.0.0',
      '20240101.0.0',
    ]) {
      it(`not such as ${version}`, () => assert.deepEqual(about(taken(version), { version }), []));
    }

    it('medium where it is older, or nobody knows how old', () => {
      const version = '99.9.9';
      assert.equal(about(taken(version, { createdAt: NOW - 91 * DAY }), { version })[0]?.level, 'medium');
      const undated = { createdAt: undefined, versions: { [version]: { publishedAt: undefined } } };
      assert.equal(about(undated, { version })[0]?.level, 'medium');
    });

    it('leaves established, much-used and scoped names alone, and those with many versions', () => {
      const version = '1000.0.0';
      assert.deepEqual(about(taken(version, { createdAt: NOW - 800 * DAY }), { version }), []);
      assert.deepEqual(about(taken(version), { version }, { ...NAMES, rank: 7 }), []);
      assert.deepEqual(about(taken(version), { version }, { ...NAMES, established: true }), []);
      assert.deepEqual(about(taken(version), { version, name: '@pnpm/new-part' }), []);
      const versions = Object.fromEntries(['995', '996', '997', '998', '999', '1000'].map((one) => [`${one}.0.0`, {}]));
      assert.deepEqual(about({ createdAt: NOW - DAY, versions }, { version }), []);
    });

    it('alone: neither a name that typosquat speaks of nor one that sounds made up gets two findings', () => {
      const version = '99.9.9';
      const slip = { ...NAMES, similar: [{ name: 'corp-util', rank: 9, how: 'adds "s"', kind: 'slip' as const }] };
      assert.deepEqual(about(taken(version), { version }, slip), []);
      const popularity = { ...NAMES, compound: { how: 'joins corp and utils', meant: ['corp'] } };
      const known = { popularity, packument: packument({ name: 'corp-utils', ...taken(version) }) };
      assert.deepEqual(draftsOf(hallucinatedName, subject({ name: 'corp-utils', version }), known), []);
    });
  });

  describe('tells what the public registry has under a name of another one', () => {
    const OWN = packument({ name: 'corp-utils', versions: { '1.4.0': { integrity: 'sha512-AAAA' } } });
    function beside(
      stranger: PackumentGiven | Outcome<Packument>,
      given: { own?: Packument | Outcome<Packument>; popularity?: Popularity; line?: SubjectGiven } = {},
    ) {
      const { own = OWN, popularity = NAMES, line = { version: '1.4.0' } } = given;
      const publicName =
        'status' in stranger
          ? stranger
          : packument({ name: 'corp-utils', registryHost: 'registry.npmjs.org', ...stranger });
      const known = { popularity, packument: own, publicName };
      return draftsOf(dependencyConfusion, subject({ name: 'corp-utils', ...line }), known);
    }

    it('high where a stranger took it with a number that is there to be higher', () => {
      const draft = onlyDraft(beside(taken('99.9.9')));
      assert.equal(
        draft.message,
        'registry.npmjs.org has another package of the name corp-utils, 99.9.9, which is 5 days old, with 1 version: whatever asks there first gets it in the place of yours',
      );
      assert.equal(draft.level, 'high');
      assert.equal(draft.target, 'name');
    });

    it('medium where it is only higher, and nothing where it is lower or established', () => {
      assert.equal(beside(taken('1.5.0'))[0]?.level, 'medium');
      assert.deepEqual(beside(taken('1.3.0')), []);
      assert.deepEqual(beside({ versions: ['99.9.9'] }), []);
    });

    it('also where the own registry does not answer, or must not be asked yet', () => {
      for (const own of [failed('unauthorized', 'no'), skipped('untrusted-configuration', 'no')]) {
        assert.equal(beside(taken('99.9.9'), { own })[0]?.level, 'high');
      }
      assert.deepEqual(beside(taken('99.9.9'), { own: failed('network', 'no') }), []);
    });

    it('nothing of a registry that passes on what the public one has, or where nobody can tell', () => {
      const same = { '1.4.0': { integrity: 'sha512-AAAA' }, '99.9.9': {} };
      assert.deepEqual(beside(taken('99.9.9', { versions: same })), []);
      assert.deepEqual(beside(taken('99.9.9', { versions: { '1.4.0': {}, '99.9.9': {} } })), []);
      const other = { '1.4.0': { integrity: 'sha512-BBBB' }, '99.9.9': {} };
      assert.equal(beside(taken('99.9.9', { versions: other })).length, 1);
      const locked = { id: 'corp-utils', version: '1.4.0', integrity: 'sha512-AAAA' };
      const line: SubjectGiven = { locked, resolution: { from: 'lockfile', version: '1.4.0' } };
      assert.deepEqual(beside(taken('99.9.9', { versions: same }), { own: failed('unauthorized', 'no'), line }), []);
    });

    it('nothing of names that many use, of the public registry itself, and where it was not asked', () => {
      assert.deepEqual(beside(taken('99.9.9'), { popularity: { ...NAMES, rank: 7 } }), []);
      assert.deepEqual(beside(taken('99.9.9'), { own: { ...OWN, publicRegistry: true } }), []);
      assert.deepEqual(beside(skipped('switched-off', 'not asked')), []);
    });
  });

  describe('tells by the offline data, which asks nobody, what was there', () => {
    function known(affects: MalwareRecord['affects'], own = packument({ name: 'corp-utils', versions: ['1.4.0'] })) {
      const malware = [{ id: 'MAL-2026-77', affects, sources: ['a-list'] }];
      const intelligence = { malware, advisories: [], origin: 'offline data' };
      const line = subject({ name: 'corp-utils', version: '1.4.0' });
      return draftsOf(dependencyConfusion, line, { popularity: NAMES, packument: own, intelligence });
    }

    it('medium where malware had the name with a number that is there to be higher', () => {
      const draft = onlyDraft(known(['1.0.0', '99.9.9']));
      assert.equal(
        draft.message,
        'malware was published to npm under the name corp-utils as 99.9.9 (MAL-2026-77), a number that is there to be higher than that of an internal package',
      );
      assert.equal(draft.level, 'medium');
    });

    it('nothing of other numbers, of every version, of what is judged itself, and of the public registry', () => {
      assert.deepEqual(known(['1.4.1']), []);
      assert.deepEqual(known('*'), []);
      assert.deepEqual(known(['1.4.0', '99.9.9']), []);
      const npms = packument({ name: 'corp-utils', versions: ['1.4.0'], publicRegistry: true });
      assert.deepEqual(known(['99.9.9'], npms), []);
    });
  });

  describe('tells what a configured registry gave, and another one has of a stranger', () => {
    const integrity = 'sha512-AAAA';
    const locked: LockedWords = {
      id: 'corp-utils',
      version: '1.4.0',
      resolved: 'https://npm.corp.example/corp-utils/-/corp-utils-1.4.0.tgz',
      integrity,
    };
    const line: SubjectGiven = { locked, resolution: { from: 'lockfile', version: '1.4.0' } };

    it('high where nobody knows that one', () => {
      const draft = onlyDraft(about(taken('2.0.0'), line));
      assert.equal(
        draft.message,
        'the lockfile has corp-utils 1.4.0 from npm.corp.example, and registry.npm.example, which is asked without a lockfile, has another package of this name, which is 5 days old, with 1 version',
      );
      assert.equal(draft.level, 'high');
      assert.equal(about(taken('1.4.0', { versions: { '1.4.0': { integrity: 'sha512-BBBB' } } }), line).length, 1);
    });

    it('medium where it is established', () => {
      assert.equal(about({ versions: ['2.0.0'] }, line)[0]?.level, 'medium');
    });

    it('nothing where the bytes are the same, or nobody can tell, or it is the registry that is asked', () => {
      assert.deepEqual(about(taken('1.4.0', { versions: { '1.4.0': { integrity } } }), line), []);
      assert.deepEqual(about(taken('1.4.0', { versions: { '1.4.0': {} } }), line), []);
      assert.deepEqual(about(taken('2.0.0', { registryHost: 'npm.corp.example' }), line), []);
    });

    it("nothing of npm's own hosts, and nothing where the host is none of the configured ones", () => {
      const from = (host: string): SubjectGiven => ({
        ...line,
        locked: { ...locked, resolved: `https://${host}/corp-utils/-/corp-utils-1.4.0.tgz` },
      });
      assert.deepEqual(about(taken('2.0.0'), from('registry.npmjs.org')), []);
      assert.deepEqual(about(taken('2.0.0'), from('npm.other.example')), []);
      const known = { packument: packument({ name: 'corp-utils', ...taken('2.0.0') }) };
      const foreign = subject({ name: 'corp-utils', ...from('npm.other.example') });
      assert.equal(draftsOf(lockfileForeignRegistry, foreign, known, COOLDOWN_HOURS, REGISTRIES).length, 1);
    });
  });
});
