import assert from 'node:assert/strict';
import { zipFiles } from '../../server/src/platform/zip-file.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';
import { zipOf, type ZipOddity } from '../support/zip-writer.js';

const LIMITS = { maxFileBytes: 4_000_000, maxFiles: 100 };
const FILES: readonly (readonly [string, string])[] = [
  ['a.json', '{"a":1}'],
  ['folder/b.json', 'x'.repeat(3_000_000)],
  ['c.txt', 'no'],
  ['empty.json', ''],
  ['ü.json', 'ü'],
];

describe('zipFiles', () => {
  let folder: TemporaryFolder;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  async function read(bytes: Buffer, limits = LIMITS): Promise<readonly (readonly [string, string])[]> {
    const file = await folder.write('a.zip', bytes);
    const found: (readonly [string, string])[] = [];
    for await (const { name, bytes: content } of zipFiles(file, (path) => path.endsWith('.json'), limits))
      found.push([name, content.toString('utf8')]);
    return found;
  }

  const wanted = FILES.filter(([name]) => name.endsWith('.json'));
  const forms: readonly (readonly [string, ZipOddity])[] = [
    ['as most are', {}],
    ['without compression', { stored: true }],
    ['with a table of contents for very many files', { zip64: true }],
  ];
  for (const [name, odd] of forms) {
    it(`reads the wanted files of an archive ${name}`, async () => {
      assert.deepEqual(await read(zipOf(FILES, odd)), wanted);
    });
  }

  it('reads archives of more files than the old table of contents can count', async () => {
    const many = Array.from({ length: 70_000 }, (_, index) => [`${index}.json`, String(index)] as const);
    const found = await read(zipOf(many), { maxFileBytes: 100, maxFiles: 70_000 });
    assert.equal(found.length, 70_000);
    assert.deepEqual(found.at(-1), ['69999.json', '69999']);
  });

  const broken: readonly (readonly [string, Buffer, RegExp])[] = [
    ['a wrong checksum', zipOf(FILES, { wrongChecksum: true }), /^a\.json in it is damaged\.$/],
    ['more than it says', zipOf(FILES, { claimedSize: 3 }), /^a\.json in it is damaged\.$/],
    ['encryption', zipOf(FILES, { encrypted: true }), /^a\.json in it is packed in a way that cannot be read\.$/],
    ['a bomb', zipOf([['bomb.json', ' '.repeat(10_000_000)]]), /^bomb\.json in it is too large\.$/],
    ['a name that leads out of it', zipOf([['../../a.json', '{}']]), /invalid relative path/],
    ['no end', zipOf(FILES).subarray(0, 2000), /End of central directory/i],
    ['nothing', Buffer.alloc(0), /End of central directory/i],
    ['another kind of file', Buffer.from('{"not": "a zip"}'.repeat(100)), /End of central directory/i],
  ];
  for (const [name, bytes, message] of broken) {
    it(`ends with a sentence at ${name}`, async () => {
      await assert.rejects(read(bytes), ({ message: said }: Error) => message.test(said));
    });
  }

  it('reads no more files than allowed', async () => {
    await assert.rejects(read(zipOf(FILES), { ...LIMITS, maxFiles: 2 }), /holds more than 2 files/);
  });

  it('never ends otherwise, whichever byte is another', async () => {
    const whole = zipOf([
      ['a.json', '{"a":1}'],
      ['b.json', '[]'],
    ]);
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      await read(bytes).catch((error: unknown) => assert.ok(error instanceof Error && error.message !== ''));
    }
  });
});
