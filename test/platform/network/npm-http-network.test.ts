import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { trustedCertificates } from '../../../server/src/platform/network/certificates.js';
import { certificateFile, testAuthority } from '../../support/certificates.js';
import { startConnectProxy } from '../../support/connect-proxy.js';
import type { ConnectProxyOptions } from '../../support/connect-proxy.js';
import { startLocalServer } from '../../support/local-server.js';
import type { Answer, LocalServer, LocalServerOptions, RecordedRequest } from '../../support/local-server.js';
import { npmConfigOf } from '../../support/npm-machine.js';
import type { NpmMachineOptions } from '../../support/npm-machine.js';
import { get, summary, testHttp } from './http-setup.js';

const NAME = 'registry.npm.example';
const AUTHORITY = `cafile=${certificateFile('authority.pem')}\n`;

describe('the way to a host', () => {
  const running: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of running.splice(0)) await each.close();
  });

  async function serve(
    options: LocalServerOptions = {},
    respond: (request: RecordedRequest) => Answer = () => ({ status: 200, body: 'hello' }),
  ): Promise<LocalServer> {
    const server = await startLocalServer(respond, { hosts: [NAME], ...options });
    running.push(server);
    return server;
  }
  async function proxy(options: ConnectProxyOptions) {
    const started = await startConnectProxy(options);
    running.push(started);
    return started;
  }
  const httpFor = async (options: NpmMachineOptions = {}) => testHttp({ config: await npmConfigOf(options) });

  describe('over TLS', () => {
    it('is refused where nobody vouches for the certificate, and not tried again', async () => {
      const server = await serve({ tls: true });
      const http = await httpFor();
      const { host } = new URL(server.url);
      const code = 'SELF_SIGNED_CERT_IN_CHAIN';
      assert.equal(
        summary(await http.send(get(`${server.url}/`))),
        `certificate: No connection to ${host} that can be trusted: its certificate is not known (${code}).`,
      );
      assert.deepEqual(http.timers.delays, []);
    });

    it("is taken with the authority of npm's configuration, of the editor, or of the environment", async () => {
      const server = await serve({ tls: true });
      const inline = `ca="${testAuthority().replaceAll('\n', '\\n')}"\n`;
      const ways = [
        await httpFor({ user: AUTHORITY }),
        await httpFor({ user: inline }),
        await testHttp({ network: { certificates: ['not a certificate', testAuthority()] } }),
        await httpFor({ variables: { NODE_EXTRA_CA_CERTS: certificateFile('authority.pem') } }),
      ];
      for (const http of ways) assert.equal(summary(await http.send(get(`${server.url}/`))), '200 hello');
    });

    it('keeps trusting what Node.js trusts, besides the authorities that are added', async () => {
      assert.equal(trustedCertificates(await npmConfigOf(), {}), undefined);
      const trusted = trustedCertificates(await npmConfigOf({ user: AUTHORITY }), {}) ?? '';
      for (const pem of [testAuthority().trim(), ...rootCertificates]) assert.ok(trusted.includes(pem));
    });

    it('is refused where the certificate is for another host', async () => {
      const server = await serve({ tls: true, hosts: ['other.invalid'] });
      const { url } = await proxy({ routes: { 'other.invalid:443': server.port } });
      const http = await httpFor({ user: `${AUTHORITY}proxy=${url}\n` });
      assert.equal(
        summary(await http.send(get('https://other.invalid/'))),
        'certificate: No connection to other.invalid that can be trusted: its certificate is for another host.',
      );
    });

    it('is not checked only where strict-ssl says so: npm before the editor before the environment', async () => {
      const server = await serve({ tls: true });
      const lax = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
      const table: readonly (readonly [NpmMachineOptions, boolean | undefined, string])[] = [
        [{ user: 'strict-ssl=false' }, true, '200'],
        [{ user: 'strict-ssl=true', variables: lax }, false, 'cert'],
        [{}, false, '200'],
        [{ variables: lax }, true, 'cert'],
        [{ variables: lax }, undefined, '200'],
        [{}, undefined, 'cert'],
      ];
      for (const [options, strictSsl, expected] of table) {
        const http = await testHttp({ config: await npmConfigOf(options), network: { strictSsl } });
        assert.ok(
          summary(await http.send(get(`${server.url}/`))).startsWith(expected),
          JSON.stringify([options, strictSsl]),
        );
      }
    });
  });

  describe('through a proxy', () => {
    it('leads to a registry behind TLS, with an authority of its own', async () => {
      const server = await serve({ tls: true });
      const { url, requests } = await proxy({ routes: { [`${NAME}:443`]: server.port } });
      const ways = [
        await httpFor({ user: `${AUTHORITY}https-proxy=${url}\n` }),
        await testHttp({ network: { proxy: url, certificates: [testAuthority()] } }),
        await httpFor({ user: AUTHORITY, variables: { https_proxy: url } }),
      ];
      for (const http of ways) {
        assert.equal(summary(await http.send(get(`https://${NAME}/lodash`))), '200 hello');
        assert.equal(requests.at(-1), `CONNECT ${NAME}:443`);
      }
      assert.deepEqual(
        server.requests.map(({ path, host }) => [path, host]),
        ways.map(() => ['/lodash', NAME]),
      );
    });

    it('leads to a registry without TLS', async () => {
      const server = await serve();
      const { url, requests } = await proxy({ routes: { [`${NAME}:80`]: server.port } });
      const http = await httpFor({ user: `proxy=${url.replace('http://', '')}\n` });
      assert.equal(summary(await http.send(get(`http://${NAME}/lodash`))), '200 hello');
      assert.deepEqual(requests, [`GET http://${NAME}/lodash`]);
    });

    it("is the one of npm's configuration before the editor's before the environment's", async () => {
      const server = await serve();
      const proxies = await Promise.all([1, 2, 3].map(() => proxy({ routes: { [`${NAME}:80`]: server.port } })));
      const [npm, editor, environment] = proxies.map(({ url }) => url);
      const ask = async (user: string, editors: string | undefined) => {
        const config = await npmConfigOf({ user, variables: { HTTP_PROXY: environment ?? '' } });
        await (await testHttp({ config, network: { proxy: editors } })).send(get(`http://${NAME}/`));
        return proxies.map(({ requests }) => requests.length);
      };
      assert.deepEqual(await ask(`proxy=${npm ?? ''}`, editor), [1, 0, 0]);
      assert.deepEqual(await ask('', editor), [1, 1, 0]);
      assert.deepEqual(await ask('', ''), [1, 1, 1]);
    });

    it('is not taken to hosts that are to be reached directly, nor where proxies are switched off', async () => {
      const server = await serve();
      const { url, requests } = await proxy({ routes: {} });
      const direct: NpmMachineOptions[] = [
        { user: `proxy=${url}\nnoproxy=x.invalid,127.0.0.1\n` },
        { user: 'proxy=false\n', variables: { HTTP_PROXY: url } },
        { variables: { HTTP_PROXY: url, NO_PROXY: '*' } },
      ];
      for (const options of direct) {
        assert.equal(summary(await (await httpFor(options)).send(get(`${server.url}/`))), '200 hello');
      }
      assert.deepEqual(requests, []);
    });

    it('shows the proxy the credentials in its URL, and says where they are missing', async () => {
      const server = await serve({ tls: true });
      const { url } = await proxy({ routes: { [`${NAME}:443`]: server.port }, credentials: 'me:pass word' });
      const known = await httpFor({ user: `${AUTHORITY}proxy=${url.replace('//', '//me:pass%20word@')}\n` });
      assert.equal(summary(await known.send(get(`https://${NAME}/`))), '200 hello');
      const unknown = await httpFor({ user: `${AUTHORITY}proxy=${url}\n` });
      assert.equal(
        summary(await unknown.send(get(`https://${NAME}/`))),
        `unauthorized: The proxy on the way to ${NAME} asks for credentials (407).`,
      );
    });

    it('fails with a sentence where the proxy is gone or is no URL', async () => {
      for (const setting of ['http://127.0.0.1:1', 'nonsense://x', 'http://']) {
        const http = await testHttp({ network: { proxy: setting } });
        assert.match(
          summary(await http.send(get(`http://${NAME}/`))),
          /^network: registry\.npm\.example could not be reached/,
        );
      }
    });
  });

  describe('with credentials', () => {
    const authorizations = (server: LocalServer) => server.requests.map(({ headers }) => headers.authorization);
    const dart = (server: LocalServer): string => `//127.0.0.1:${server.port}/`;

    it('shows them to the host and path that they are bound to, and to no other', async () => {
      const [bound, other] = [await serve(), await serve()];
      const http = await httpFor({ user: `${dart(bound)}npm/:_authToken=secret\nregistry=${bound.url}/npm/\n` });
      for (const path of ['/npm/x', '/npm/', '/other/x', '/npmx']) await http.send(get(bound.url + path));
      await http.send(get(`${other.url}/npm/x`));
      assert.deepEqual(authorizations(bound), ['Bearer secret', 'Bearer secret', undefined, undefined]);
      assert.deepEqual(authorizations(other), [undefined]);
    });

    it('understands tokens, basic credentials, and user names with passwords', async () => {
      const basic = Buffer.from('me:pass').toString('base64');
      for (const [setting, expected] of [
        ['_authToken=abc', 'Bearer abc'],
        [`_auth=${basic}`, `Basic ${basic}`],
        [`username=me\nDART:_password=${Buffer.from('pass').toString('base64')}`, `Basic ${basic}`],
      ] as const) {
        const server = await serve();
        const user = `${dart(server)}:${setting}\n`.replaceAll('DART', dart(server));
        await (await httpFor({ user })).send(get(`${server.url}/x`));
        assert.deepEqual(authorizations(server), [expected]);
      }
    });

    it("does not take a host's credentials along when it redirects to another port of the same name", async () => {
      const target = await serve();
      const source = await serve({}, () => ({ status: 302, headers: { location: `${target.url}/x` } }));
      const http = await httpFor({ user: `${dart(source)}:_authToken=secret\n` });
      assert.equal(summary(await http.send(get(`${source.url}/x`))), '200 hello');
      assert.deepEqual([authorizations(source), authorizations(target)], [['Bearer secret'], [undefined]]);
    });

    it('shows the target of a redirect its own credentials', async () => {
      const target = await serve();
      const source = await serve({}, () => ({ status: 307, headers: { location: `${target.url}/x` } }));
      const http = await httpFor({ user: `${dart(source)}:_authToken=one\n${dart(target)}:_authToken=two\n` });
      await http.send(get(`${source.url}/x`, { method: 'POST', body: '{}' }));
      assert.deepEqual([authorizations(source), authorizations(target)], [['Bearer one'], ['Bearer two']]);
      assert.deepEqual(
        target.requests.map(({ method, body }) => [method, body]),
        [['POST', '{}']],
      );
    });

    it('shows none once a redirect has led from https to http, be it the same host', async () => {
      const plain = await serve();
      const secure = await serve({ tls: true }, () => ({ status: 301, headers: { location: `http://${NAME}/x` } }));
      const { url } = await proxy({ routes: { [`${NAME}:443`]: secure.port, [`${NAME}:80`]: plain.port } });
      const http = await httpFor({ user: `${AUTHORITY}proxy=${url}\n//${NAME}/:_authToken=secret\n` });
      assert.equal(summary(await http.send(get(`https://${NAME}/x`))), '200 hello');
      assert.deepEqual([authorizations(secure), authorizations(plain)], [['Bearer secret'], [undefined]]);
    });

    it('follows redirects only so far, and only to http', async () => {
      const loop = await serve({}, ({ path }) => ({ status: 302, headers: { location: `${path}x` } }));
      assert.match(
        summary(await (await httpFor()).send(get(`${loop.url}/a`))),
        /^malformed: .* redirects without end\.$/,
      );
      assert.equal(loop.requests.length, 6);
      for (const location of ['file:///etc/passwd', 'http://', undefined]) {
        const odd = await serve({}, () => ({
          status: 302,
          headers: location === undefined ? undefined : { location },
        }));
        assert.match(
          summary(await (await httpFor()).send(get(`${odd.url}/a`))),
          /^malformed: .* redirects to nowhere\.$/,
        );
      }
    });

    it('shows a client certificate to the host it is bound to, and not to where that redirects', async () => {
      const target = await serve({ tls: true });
      const source = await serve({ tls: true }, () => ({ status: 302, headers: { location: `${target.url}/x` } }));
      const files = `${dart(source)}:certfile=${certificateFile('client.pem')}\n${dart(source)}:keyfile=${certificateFile('client.key')}\n`;
      const http = await httpFor({ user: AUTHORITY + files });
      assert.equal(summary(await http.send(get(`${source.url}/x`))), '200 hello');
      assert.equal(source.requests[0]?.clientCertificate, 'a customer of the registry');
      assert.equal(target.requests[0]?.clientCertificate, undefined);
    });

    it('shows a certificate that is bound to no host to the registries alone', async () => {
      const [registry, other] = [await serve({ tls: true }), await serve({ tls: true })];
      const read = async (name: 'client.pem' | 'client.key'): Promise<string> =>
        (await readFile(certificateFile(name), 'utf8')).replaceAll('\n', '\\n');
      const pair = `cert="${await read('client.pem')}"\nkey="${await read('client.key')}"\n`;
      const http = await httpFor({ user: `${AUTHORITY}registry=${registry.url}/npm/\n${pair}` });
      for (const { url } of [registry, other]) await http.send(get(`${url}/x`));
      assert.equal(registry.requests[0]?.clientCertificate, 'a customer of the registry');
      assert.equal(other.requests[0]?.clientCertificate, undefined);
    });
  });
});
