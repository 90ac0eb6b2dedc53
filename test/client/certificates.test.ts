import assert from 'node:assert/strict';
import { beyondNodesOwn } from '../../client/src/certificates.js';

const pem = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

describe('the certificates that are handed to the server', () => {
  it('are those that Node does not bring', () => {
    assert.deepEqual(beyondNodesOwn([pem('AAAA'), pem('BBBB')], [pem('AAAA')]), [pem('BBBB')]);
  });

  it('are told apart by what they hold, not by how their lines break', () => {
    const wrapped = pem('AA\r\nAA').replaceAll('\n', '\r\n');
    assert.deepEqual(beyondNodesOwn([wrapped], [pem('AAAA')]), []);
  });

  it('are each handed over once', () => {
    assert.deepEqual(beyondNodesOwn([pem('AAAA'), pem('AAAA')], []), [pem('AAAA')]);
  });
});
