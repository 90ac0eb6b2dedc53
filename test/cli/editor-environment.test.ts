import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editorEnvironment } from '../../server/src/cli/editor-environment.js';
import { DEFAULT_SETTINGS } from '../../server/src/model/index.js';
import { EDITOR_VARIABLE } from '../../server/src/protocol/agents.js';
import { run } from './fakes.js';

const written = (value: unknown) => ({ [EDITOR_VARIABLE]: JSON.stringify(value) });

describe('what an editor hands over to the server that it starts for agents', () => {
  it('are its settings and its way to the network', async () => {
    const env = written({
      settings: { offline: true, cooldownHours: 5, advisories: { osv: false } },
      network: { proxy: 'http://proxy.example:8080', noProxy: ['localhost'], strictSsl: false },
    });
    const { request } = await run(['mcp'], { env });
    const { offline, cooldownHours, 'advisories.osv': osv } = request?.settings ?? DEFAULT_SETTINGS;
    assert.deepEqual([offline, cooldownHours, osv], [true, 5, false]);
    assert.deepEqual(request?.network, {
      ...{ proxy: 'http://proxy.example:8080', noProxy: ['localhost'], strictSsl: false },
    });
  });

  it('counts for no other command', async () => {
    const { request } = await run(['check'], { env: written({ settings: { offline: true } }) });
    assert.equal(request?.settings.offline, false);
  });

  it('is nothing where it is not what it should be', () => {
    assert.deepEqual(editorEnvironment({}), {});
    for (const text of ['', '{', 'null']) assert.deepEqual(editorEnvironment({ [EDITOR_VARIABLE]: text }), {});
    fc.assert(
      fc.property(fc.jsonValue(), (settings) => {
        const read = editorEnvironment(written({ settings, network: settings }));
        assert.deepEqual(Object.keys(read.settings ?? {}), Object.keys(DEFAULT_SETTINGS));
      }),
    );
  });
});
