import assert from 'node:assert/strict';
import { absent, failed, type Popularity, type SimilarName } from '../../server/src/model/index.js';
import { confusableName } from '../../server/src/rules/confusable-name.js';
import { packageNotFound } from '../../server/src/rules/package-not-found.js';
import { typosquat } from '../../server/src/rules/typosquat.js';
import { createNameSimilarity } from '../../server/src/sources/support/names/name-similarity.js';
import {
  DAY,
  NOW,
  manifestLine,
  packument,
  subject,
  type PackumentGiven,
  type SubjectGiven,
} from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const similarity = createNameSimilarity(['lodash', 'moment', 'react', 'winston', 'express']);

function popularityOf(name: string, alias?: string): Popularity {
  const standing = (one: string): { readonly rank?: number; readonly similar: readonly SimilarName[] } => {
    const rank = similarity.rankOf(one);
    return { ...(rank !== undefined && { rank }), similar: similarity.similarTo(one) };
  };
  return { ...standing(name), listSize: similarity.size, ...(alias !== undefined && { alias: standing(alias) }) };
}

const YOUNG: PackumentGiven = { createdAt: NOW - 3 * DAY, versions: { '1.0.0': { publishedAt: NOW - 3 * DAY } } };

function about(name: string, document: PackumentGiven | null = YOUNG, given: SubjectGiven = {}) {
  const found = document === null ? absent(NOW) : packument({ name, ...document });
  return [subject({ name, ...given }), { popularity: popularityOf(name), packument: found }] as const;
}

describe('confusable-name', () => {
  describe('is sure of characters that no name on npm has', () => {
    const deceptive: readonly (readonly [name: string, characters: string, meant: string | undefined])[] = [
      ['lоdash', '"о" (U+043E)', 'lodash'],
      ['ехрress', '"е" (U+0435), "х" (U+0445) and "р" (U+0440)', 'express'],
      ['lod\u200bash', 'U+200B', 'lodash'],
      ['\u202ereact', 'U+202E', 'react'],
      ['асme-tools', '"а" (U+0430) and "с" (U+0441)', undefined],
      ['ｒeact', '"ｒ" (U+FF52)', 'react'],
    ];
    for (const [name, characters, meant] of deceptive) {
      it(`in ${JSON.stringify(name)}`, () => {
        const draft = onlyDraft(draftsOf(confusableName, ...about(name, null)));
        assert.equal(draft.level, 'high');
        assert.ok(draft.message.includes(` holds ${characters}, which no name on npm does`), draft.message);
        assert.deepEqual(draft.hints?.replaceWith, meant === undefined ? [] : [meant]);
      });
    }

    it('whoever can be asked, and wherever the package comes from', () => {
      const unknown = { popularity: failed('network', ''), packument: failed('network', '') };
      assert.equal(draftsOf(confusableName, subject({ name: 'lоdash' }), unknown).length, 1);
      const local = subject({ name: 'lоdash', declared: { kind: 'file', path: '../x' } });
      assert.equal(draftsOf(confusableName, local).length, 1);
    });

    it('also in the alias before the package', () => {
      const dependency = manifestLine({ name: 'lоdash', raw: 'npm:left-pad@1.3.0' });
      const given = { popularity: popularityOf('left-pad', 'lоdash'), packument: packument({ name: 'left-pad' }) };
      const draft = onlyDraft(draftsOf(confusableName, subject({ name: 'left-pad', dependency }), given));
      assert.match(draft.message, /^lоdash holds "о" \(U\+043E\)/);
      assert.deepEqual(draft.hints?.replaceWith, ['lodash']);
    });

    it('and speaks alone', () => {
      for (const rule of [packageNotFound, typosquat]) assert.deepEqual(draftsOf(rule, ...about('lоdash', null)), []);
    });
  });

  it('leaves names of one foreign alphabet alone', () => {
    for (const name of ['выпуск', '日本', 'ελλάδα']) {
      assert.deepEqual(draftsOf(confusableName, ...about(name, null)), [], name);
    }
  });

  describe('weighs what reads like a much-used name in ASCII', () => {
    it('high where it is young, and typosquat is silent then', () => {
      const draft = onlyDraft(draftsOf(confusableName, ...about('rnoment')));
      assert.equal(
        draft.message,
        'rnoment is easily read as the much-used moment (has characters that look alike) and is 3 days old, with 1 version; did you mean moment?',
      );
      assert.equal(draft.level, 'high');
      assert.deepEqual(draft.hints, { replaceWith: ['moment'] });
      assert.deepEqual(draftsOf(typosquat, ...about('rnoment')), []);
    });

    it('nothing where it is established, or does not exist', () => {
      assert.deepEqual(draftsOf(confusableName, ...about('vvinston', {})), []);
      assert.deepEqual(draftsOf(confusableName, ...about('vvinston', null)), []);
    });

    it('low for capitals alone, however old it is', () => {
      const draft = onlyDraft(draftsOf(confusableName, ...about('React', {})));
      assert.equal(draft.level, 'low');
      assert.match(draft.message, /differs only in capital letters/);
    });

    it('low where nobody could be asked', () => {
      const given = { popularity: popularityOf('rnoment'), packument: failed('offline', '') };
      assert.equal(onlyDraft(draftsOf(confusableName, subject({ name: 'rnoment' }), given)).level, 'low');
    });

    it('leaves a slip of one character to typosquat', () => {
      assert.deepEqual(draftsOf(confusableName, ...about('l0dash')), []);
      assert.equal(draftsOf(typosquat, ...about('l0dash')).length, 1);
    });
  });

  describe('asks who stands behind an alias that is a much-used name', () => {
    const aliased = (name: string, document: PackumentGiven, extra: Partial<Popularity> = {}) => {
      const dependency = manifestLine({ name: 'lodash', raw: `npm:${name}@1.0.0` });
      const popularity = { ...popularityOf(name, 'lodash'), ...extra };
      return draftsOf(confusableName, subject({ name, dependency }), {
        popularity,
        packument: packument({ name, ...document }),
      });
    };

    it('medium for a young package that is in no list', () => {
      const draft = onlyDraft(aliased('array-kit-core', YOUNG));
      assert.equal(draft.level, 'medium');
      assert.equal(
        draft.message,
        "lodash is here another package than everybody's: code that imports it gets array-kit-core, which is 3 days old, with 1 version",
      );
      assert.deepEqual(draft.hints, { replaceWith: ['lodash'] });
    });

    it('also of a package that only the lockfile names', () => {
      const locked = { id: 'lodash', version: '1.0.0', alias: 'lodash' };
      const given = { popularity: popularityOf('array-kit-core', 'lodash'), packument: packument(YOUNG) };
      const entry = subject({ name: 'array-kit-core', dependency: null, locked });
      assert.equal(draftsOf(confusableName, entry, given).length, 1);
    });

    it('nothing for an established or a much-used package', () => {
      assert.deepEqual(aliased('lodash-es', {}), []);
      assert.deepEqual(aliased('preact-compat', YOUNG, { rank: 7 }), []);
      assert.deepEqual(aliased('preact-compat', YOUNG, { established: true }), []);
    });
  });

  it('has nothing to say of ordinary names', () => {
    for (const name of ['lodash', 'billing-client', '@acme/ui']) {
      assert.deepEqual(draftsOf(confusableName, ...about(name)), [], name);
    }
  });
});
