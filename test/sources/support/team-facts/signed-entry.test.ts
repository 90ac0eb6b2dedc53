import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { readEntry, writeEntry } from '../../../../server/src/sources/support/team-facts/signed-entry.js';
import { readPrivateKey, readPublicKey } from '../../../../server/src/sources/support/team-facts/team-keys.js';
import { artifactFacts } from '../../../support/artifacts.js';
import { NOW } from '../../../support/subjects.js';

const KEY = 'package-risk:facts:v1:sha512-aaaa';
const FACTS = artifactFacts({ files: 7 });

function pair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const der = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const known = readPublicKey(publicKey.export({ format: 'pem', type: 'spki' }).toString());
  return { writer: readPrivateKey(der), known };
}

describe('an entry of the team’s store', () => {
  const { writer, known } = pair();
  const trusted = new Map([[known.id, known.key]]);
  const written = (): Promise<string> => writeEntry(KEY, { facts: FACTS, asOf: NOW }, writer);

  it('is read back whole, with when and by whom it was written', async () => {
    assert.deepEqual(await readEntry(KEY, await written(), trusted), { facts: FACTS, asOf: NOW, writer: known.id });
  });

  it('is nobody’s where another wrote it, even in the name of one who is trusted', async () => {
    const stranger = pair().writer;
    const own = await writeEntry(KEY, { facts: FACTS, asOf: NOW }, stranger);
    const inTheName = await writeEntry(KEY, { facts: FACTS, asOf: NOW }, { ...stranger, id: writer.id });
    assert.equal(await readEntry(KEY, own, trusted), 'foreign');
    assert.equal(await readEntry(KEY, inTheName, trusted), 'foreign');
  });

  it('is nobody’s in the place of another one', async () => {
    assert.equal(await readEntry(KEY.replace('aaaa', 'bbbb'), await written(), trusted), 'foreign');
    assert.equal(await readEntry(KEY.replace('v1', 'v2'), await written(), trusted), 'foreign');
  });

  it('is nobody’s once any field of it was changed', async () => {
    const whole = JSON.parse(await written()) as Record<string, unknown>;
    for (const [field, value] of Object.entries(whole)) {
      const other = typeof value === 'number' ? value + 1 : `${String(value).slice(0, -6)}AAAAA=`;
      assert.equal(await readEntry(KEY, JSON.stringify({ ...whole, [field]: other }), trusted), 'foreign', field);
      assert.equal(await readEntry(KEY, JSON.stringify({ ...whole, [field]: undefined }), trusted), 'foreign', field);
    }
  });

  it('is nobody’s, whatever else stands there', async () => {
    const text = await written();
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.tuple(fc.nat(text.length), fc.string({ minLength: 1 })).map(([at, more]) => text.slice(0, at) + more),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (other) => assert.equal(await readEntry(KEY, other, trusted), 'foreign')),
    );
  });
});

describe('a key of the team’s store', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

  it('is the same in PEM and in base64', () => {
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const base64 = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    assert.equal(readPublicKey(pem).id, readPublicKey(base64).id);
    assert.equal(readPublicKey(pem.replaceAll('\n', ' ')).id, readPublicKey(base64).id);
    assert.equal(
      readPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()).id,
      readPublicKey(pem).id,
    );
  });

  it('is refused in a sentence without it where it is of another kind', () => {
    const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const others = ['', 'AAAA', secret, rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()];
    for (const other of others) {
      assert.throws(() => readPublicKey(other), {
        message: "A key of the team's store is no public Ed25519 key in PEM or base64.",
      });
    }
    assert.throws(
      () => readPrivateKey(publicKey.export({ format: 'der', type: 'spki' }).toString('base64')),
      /private/,
    );
  });
});
