import assert from 'node:assert/strict';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { composeAnalysis } from '../../server/src/compose-analysis.js';
import { newMember, newWriter, noWork, type Member } from './support/member.js';
import { tarballsOf } from './support/tarballs.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const TARBALLS = tarballsOf(6);

/** Postgres itself, compiled to WebAssembly, behind the protocol that drivers speak. */
describe('a fleet that shares facts in Postgres', () => {
  const { analyser } = composeAnalysis(path.join(ROOT, 'dist'), {});
  const writer = newWriter();
  const members: Member[] = [];
  let database: PGlite;
  let server: PGLiteSocketServer;
  let url: string;

  before(async () => {
    database = await PGlite.create();
    server = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1', maxConnections: 40 });
    await server.start();
    url = `postgres://postgres@${server.getServerConn()}/postgres?sslmode=disable`;
  });
  after(async () => {
    await Promise.all(members.map((member) => member.close()));
    await server.stop();
    await database.close();
    await analyser.close();
  });

  it('analyses each package file once where one comes after the other, and next to that where all come at once', async () => {
    const work = noWork();
    const join = async (): Promise<Member> => {
      const member = await newMember({ url, trusted: [writer], writer, tarballs: TARBALLS, analyser, work });
      members.push(member);
      return member;
    };
    const names = [...TARBALLS.keys()];
    await (await join()).judge(names.slice(0, 3));
    const fleet = await Promise.all([join(), join(), join(), join()]);
    const answers = await Promise.all(fleet.map((member) => member.judge(names)));
    assert.ok(answers.flat().every(({ status }) => status === 'ok'));
    assert.deepEqual(
      members.flatMap(({ warnings }) => warnings),
      [],
    );
    for (const name of names.slice(0, 3)) assert.equal(work.analysed.get(name), 1, name);
    assert.equal(work.analysed.size, names.length);
  });
});
