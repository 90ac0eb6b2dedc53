import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wasmContents } from '../../../../server/src/artifacts/analysis/files/wasm-contents.js';
import { HEADER, moduleWith, section } from '../../../support/wasm.js';

describe('the contents of a module of WebAssembly', () => {
  it('are the texts in its memory, and where they are', () => {
    const bytes = moduleWith([
      [16, 'first\0'],
      [2000, 'second'],
    ]);
    assert.ok(WebAssembly.validate(bytes));
    const found = wasmContents(bytes);
    assert.deepEqual(found?.ranges, [
      { start: 16, end: 23 },
      { start: 2000, end: 2007 },
    ]);
    assert.equal(Buffer.from(found.memory.subarray(2000, 2006)).toString(), 'second');
    assert.deepEqual(
      [found.memories, [...found.constants], [...found.functions]],
      [['memory'], [['at', 16]], [['size', 300]]],
    );
  });

  it('are not what stands where only running it tells', () => {
    const segments = [
      // Passive; at an offset that an imported global says; of another memory.
      ...[1, 1, 65],
      ...[0, 0x23, 0, 0x0b, 1, 66],
      ...[2, 1, 0x41, 0, 0x0b, 1, 67],
      ...[0, 0x41, 4, 0x0b, 1, 68],
      ...[0, 0x41, 0x7f, 0x0b, 1, 69],
    ];
    const found = wasmContents(Uint8Array.from([...HEADER, ...section(11, 5, ...segments)]));
    assert.deepEqual([found?.ranges, [...(found?.memory ?? [])]], [[{ start: 4, end: 6 }], [0, 0, 0, 0, 68, 0]]);
  });

  it('are none of what is no module', () => {
    assert.equal(wasmContents(Buffer.from('\0asn', 'latin1')), undefined);
    assert.equal(wasmContents(new Uint8Array()), undefined);
  });

  it('may be anything: reading them ends, in a memory of bounded size', () => {
    const numbers = fc.constantFrom(0, 1, 2, 0x0b, 0x23, 0x41, 0x7f, 0x80, 0xff);
    const content = fc.array(fc.oneof(numbers, fc.nat(255)), { maxLength: 100 });
    const sections = fc.array(fc.tuple(fc.constantFrom(2, 6, 7, 10, 11), content), { maxLength: 6 });
    fc.assert(
      fc.property(sections, (all) => {
        const bytes = Uint8Array.from([...HEADER, ...all.flatMap(([id, one]) => section(id, ...one))]);
        const found = wasmContents(bytes);
        assert.ok(found !== undefined && found.memory.length <= 2 * 1024 * 1024);
        for (const { start, end } of found.ranges) assert.ok(start < end && end <= found.memory.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('are read in no time where the numbers in it are wrong', () => {
    const started = Date.now();
    const count = [0xff, 0xff, 0xff, 0xff, 0x0f];
    for (const id of [2, 6, 7, 10, 11])
      wasmContents(Uint8Array.from([...HEADER, id, ...count, ...count, ...new Array<number>(200_000).fill(0x80)]));
    assert.ok(Date.now() - started < 2000);
  });
});
