import type { DataKind } from '../../../../model/index.js';
import { known, unknown } from '../values/lattice.js';
import { ownTaints, taint } from '../values/taints.js';
import type { Machine, Taint, Unknown, Value } from '../values/types.js';

/** A file that some folder may have, and the word by which code looks for such. */
interface Specimen {
  readonly name: string;
  readonly word: RegExp;
  readonly kind: DataKind;
}

/** Nobody keeps a secret in these: what reads them as well does not pick by the name. */
const OTHERS = ['index.js', 'notes.txt', 'data.json'] as const;

const SPECIMENS: readonly Specimen[] = [
  { name: '.env', word: /\.env/, kind: 'credential-file' },
  { name: '.env.production', word: /\.env/, kind: 'credential-file' },
  { name: '.npmrc', word: /npmrc/i, kind: 'credential-file' },
  { name: '.git-credentials', word: /git-credentials/i, kind: 'credential-file' },
  { name: 'id_rsa', word: /id_|rsa/i, kind: 'ssh-key' },
  { name: 'id_ed25519', word: /id_|ed25519/i, kind: 'ssh-key' },
  { name: 'server.pem', word: /pem\b/i, kind: 'credential-file' },
  { name: 'server.key', word: /\.key\b|\bkey\$|\bkey\)/i, kind: 'credential-file' },
  { name: 'client.p12', word: /\b(?:p12|pfx)\b/i, kind: 'credential-file' },
  { name: 'passwords.kdbx', word: /kdbx|password/i, kind: 'credential-file' },
  { name: 'passwords.txt', word: /password/i, kind: 'credential-file' },
  { name: 'secrets.yml', word: /secret/i, kind: 'credential-file' },
  { name: 'secrets.json', word: /secret/i, kind: 'credential-file' },
  { name: 'credentials.json', word: /credential/i, kind: 'credential-file' },
  { name: 'service-account.json', word: /service.{0,12}account/i, kind: 'credential-file' },
  { name: 'wallet.dat', word: /wallet/i, kind: 'wallet' },
  { name: 'wallet.json', word: /wallet/i, kind: 'wallet' },
  { name: 'metamask.txt', word: /metamask/i, kind: 'wallet' },
  { name: 'keystore.json', word: /keystore/i, kind: 'wallet' },
  {
    name: 'UTC--2026-01-01T00-00-00.000000000Z--0000000000000000000000000000000000000001',
    word: /UTC/,
    kind: 'wallet',
  },
  { name: 'seed.txt', word: /seed/i, kind: 'wallet' },
  { name: 'mnemonic.txt', word: /mnemonic/i, kind: 'wallet' },
  { name: 'Login Data', word: /Login Data/, kind: 'browser-data' },
  { name: 'Cookies', word: /Cookies/, kind: 'browser-data' },
  { name: 'key4.db', word: /key4/, kind: 'browser-data' },
  { name: 'logins.json', word: /logins/, kind: 'browser-data' },
];

/**
 * Names that a folder may have among others, for code that goes through folders and has words for such files: what it picks then
 * shows what it looks for, however it picks. In a folder of such a name there are none.
 */
export function namesToPick(machine: Machine, folder: Value): readonly Value[] {
  const { unit } = machine.position();
  if (ownTaints(folder).some(isOfName)) return [];
  const wanted = SPECIMENS.filter(({ word }) => word.test(unit.text));
  if (wanted.length === 0) return [];
  return [...OTHERS, ...wanted.map(({ name }) => name)].map((name) =>
    known(name, taint('entry-name', machine.position(), name)),
  );
}

/** A name as `readdir(…, { withFileTypes: true })` gives it. */
export function namedThing(name: Value): Unknown {
  return unknown(ownTaints(name), { api: 'entry()', notes: { name } });
}

/** Whether the name of a file is one of those, and what is in it: nothing that matters where others are read there as well. */
export function pickedKind(
  machine: Machine,
  path: Value,
  text: string,
): { readonly isPicked: boolean; readonly kind?: DataKind } {
  // Of what lies in a folder of such a name the name is no part.
  const names = ownTaints(path).filter(isOfName);
  const name = names.find(({ detail = '' }) => text.endsWith(detail))?.detail;
  if (name === undefined) return { isPicked: false };
  const { unit, offset } = machine.position();
  const site = `${unit.file}:${offset}`;
  const found = SPECIMENS.find((one) => one.name === name);
  if (found === undefined) machine.readUnpicked.add(site);
  return found === undefined || machine.readUnpicked.has(site)
    ? { isPicked: true }
    : { isPicked: true, kind: found.kind };
}

function isOfName({ kind }: Taint): boolean {
  return kind === 'entry-name';
}
