import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interfaceOf } from '../../../../server/src/artifacts/analysis/files/wasm.js';
import { HEADER, name, section } from '../../../support/wasm.js';

describe('a module of WebAssembly', () => {
  it('names what it asks its host for, whatever kind that is, and what it offers', () => {
    const imports = [
      ...[...name('env'), ...name('table'), 1, 0x70, 0, 1],
      ...[...name('env'), ...name('memory'), 2, 1, 0x80, 2, 0x80, 0x80, 4],
      ...[...name('env'), ...name('global'), 3, 0x7f, 0],
      ...[...name('wasi'), ...name('fd_write'), 0, 0],
    ];
    const exports = [...name('run'), 0, 0x80, 1, ...name('memory'), 2, 0];
    const bytes = [...HEADER, ...section(1, 0), ...section(2, 4, ...imports), ...section(7, 2, ...exports)];
    assert.deepEqual(interfaceOf(Uint8Array.from(bytes)), {
      imports: ['env.table', 'env.memory', 'env.global', 'wasi.fd_write'],
      exports: ['run', 'memory'],
    });
  });

  it('is what a compiler makes of it', () => {
    const base64 = 'AGFzbQEAAAABBAFgAAACBwEBYQFiAAADAgEABwUBAWMAAQoEAQIACw==';
    const bytes = Buffer.from(base64, 'base64');
    assert.ok(WebAssembly.validate(bytes));
    assert.deepEqual(interfaceOf(bytes), { imports: ['a.b'], exports: ['c'] });
  });

  it('may be anything: reading it ends, with short lists', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { imports, exports } = interfaceOf(Uint8Array.from([...HEADER, ...bytes]));
        assert.ok(imports.length <= 100 && exports.length <= 100);
      }),
    );
  });
});
