import assert from 'node:assert/strict';
import { createTlsOptions } from '../../../server/src/platform/network/tls-options.js';
import { testAuthority } from '../../support/certificates.js';

describe('TLS options', () => {
  it('leave everything to Node.js where nothing is added to what it trusts', () => {
    const identity = { cert: 'c', key: 'k' };
    assert.deepEqual(createTlsOptions(undefined)(identity), identity);
  });

  it('read a list of authorities once, and not for every connection', () => {
    const options = createTlsOptions(testAuthority());
    assert.equal(options({}).secureContext, options({}).secureContext);
    assert.notEqual(options({}).secureContext, undefined);
  });

  it('tell lists apart, so that connections made with one are not used for another', () => {
    const [one, other] = [createTlsOptions(testAuthority()), createTlsOptions(testAuthority().repeat(2))];
    assert.notEqual(one({}).ca, other({}).ca);
  });
});
