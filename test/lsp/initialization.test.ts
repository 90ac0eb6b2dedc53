import assert from 'node:assert/strict';
import { readInitialization, readNetwork } from '../../server/src/lsp/initialization.js';

const CAREFUL = {
  trusted: false,
  network: { noProxy: [], strictSsl: true, certificates: [] },
  sourceDocuments: false,
  themeIcons: false,
  translations: {},
};

describe('what a client says of itself', () => {
  for (const options of [
    undefined,
    null,
    'x',
    [],
    {},
    { trusted: 'true', network: 4 },
    { trusted: 1, network: null },
  ]) {
    it(`counts as the careful choice where it is ${options === undefined ? 'missing' : JSON.stringify(options)}`, () => {
      assert.deepEqual(readInitialization(options), CAREFUL);
    });
  }

  it('is taken where it is well-formed', () => {
    const network = {
      proxy: 'http://proxy.invalid',
      noProxy: ['host.invalid'],
      strictSsl: false,
      certificates: ['PEM'],
    };
    const translations = { Critical: 'Kritisch' };
    const given = { trusted: true, network, sourceDocuments: true, themeIcons: true, translations };
    assert.deepEqual(readInitialization(given), given);
  });

  it('loses translations that are no texts', () => {
    const { translations } = readInitialization({ translations: { High: 'Hoch', Low: 4, Medium: null } });
    assert.deepEqual(translations, { High: 'Hoch' });
  });

  it('loses what is not', () => {
    const given = { proxy: '', noProxy: ['host.invalid', 4], strictSsl: 'no', certificates: 'PEM' };
    assert.deepEqual(readNetwork(given), { noProxy: ['host.invalid'], strictSsl: true, certificates: [] });
  });
});
