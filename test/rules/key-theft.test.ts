import assert from 'node:assert/strict';
import type { ArtifactFacts, Flow } from '../../server/src/model/index.js';
import { keyTheft } from '../../server/src/rules/key-theft.js';
import { artifactFacts, behaviour, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });

describe('key-theft', () => {
  it('takes what callers log in with for high where it goes to a host in the code and cannot be read there', () => {
    const sent = (more: Partial<Flow>) => {
      const login = flow('login', 'network', { host: 'collect.example', moment: 'call', detail: 'apiKey' });
      return draftsOf(keyTheft, subject(), { artifact: artifactFacts({ flows: [{ ...login, ...more }] }) });
    };
    const draft = onlyDraft(sent({ via: ['json', 'base64url'] }));
    assert.equal(draft.level, 'high');
    assert.equal(
      draft.message,
      'some-package 1.0.0 sends passwords or keys of services that callers give it, encoded, to a host in its code when it is called',
    );
    assert.deepEqual(sent({ via: ['cipher'], host: undefined }), []);
    assert.deepEqual(sent({ via: ['hex'], sink: 'file' as never }), []);
  });

  it('fires on keys that reach a host in the code (xrpl, 2025)', () => {
    const flows = [flow('key-material', 'network', { moment: 'call', host: '0x9c.example' })];
    const draft = onlyDraft(draftsOf(keyTheft, subject(), given({ flows })));
    assert.equal(draft.message, 'some-package 1.0.0 sends private keys to a host in its code when it is called');
  });

  it('fires on hooks with addresses in reach, and on neither of them alone (chalk, 2025)', () => {
    const [hook, addresses] = [behaviour('hooks-requests'), behaviour('replaces-addresses')];
    assert.match(
      onlyDraft(draftsOf(keyTheft, subject(), given({ behaviours: [hook, addresses] }))).message,
      /hooks requests and replaces addresses/,
    );
    assert.deepEqual(draftsOf(keyTheft, subject(), given({ behaviours: [hook] })), []);
    assert.deepEqual(draftsOf(keyTheft, subject(), given({ behaviours: [addresses] })), []);
  });

  it('fires on addresses that are put into the clipboard', () => {
    const facts = given({ behaviours: [behaviour('replaces-addresses', { detail: 'clipboard' })] });
    assert.match(
      onlyDraft(draftsOf(keyTheft, subject(), facts)).message,
      /watches the clipboard and replaces addresses/,
    );
  });

  it('lets keys go to a host that the caller names', () => {
    const flows = [flow('key-material', 'network', { moment: 'call' })];
    assert.deepEqual(draftsOf(keyTheft, subject(), given({ flows })), []);
  });

  it('sees who empties a wallet', () => {
    const [draft] = draftsOf(
      keyTheft,
      subject(),
      given({ behaviours: [behaviour('drains-wallet', { moment: 'call' })] }),
    );
    assert.match(draft?.message ?? '', /sends all that wallets hold to an address in its code when it is called$/);
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(keyTheft, subject()), []);
  });
});
