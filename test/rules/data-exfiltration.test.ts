import assert from 'node:assert/strict';
import type { ArtifactFacts, Flow } from '../../server/src/model/index.js';
import { dataExfiltration } from '../../server/src/rules/data-exfiltration.js';
import { artifactFacts, behaviour, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(dataExfiltration, subject(), given(facts))[0]?.level;

describe('data-exfiltration', () => {
  it('names what is sent, where to and when, with both ends as evidence (crossenv, 2017)', () => {
    const sent = flow('environment', 'network', { moment: 'install', host: 'npm.hacktask.example' });
    const draft = onlyDraft(draftsOf(dataExfiltration, subject(), given({ flows: [sent] })));
    assert.equal(
      draft.message,
      'some-package 1.0.0 sends the whole environment to npm.hacktask.example when it is installed',
    );
    assert.deepEqual(
      draft.evidence.map(({ line }) => line),
      [1, 2],
    );
    assert.equal(draft.level, 'high');
  });

  it('takes files that open accounts for worse than names of the machine', () => {
    const host = 'collect.example';
    assert.equal(levelOf({ flows: [flow('ssh-key', 'network', { host })] }), 'critical');
    assert.equal(levelOf({ flows: [flow('ssh-key', 'network', { host, moment: 'call' })] }), 'high');
    assert.equal(levelOf({ flows: [flow('host-identity', 'network', { host, detail: 'hostname' })] }), undefined);
    const names = ['hostname', 'userInfo'].map((detail) => flow('host-identity', 'network', { host, detail }));
    assert.equal(levelOf({ flows: names }), 'high');
    const instance = flow('host-identity', 'network', { host, detail: 'AWS instance' });
    assert.equal(levelOf({ flows: [instance] }), undefined);
    assert.equal(levelOf({ flows: [...names, instance] }), 'high');
    assert.equal(levelOf({ flows: [flow('host-identity', 'dns', { detail: 'hostname' })] }), 'high');
  });

  it('lets nobody but GitHub have what GitHub gives a job for its own services', () => {
    const sent = (detail: string, host: string) =>
      levelOf({ flows: [flow('secret-variable', 'network', { detail, host, moment: 'call' })] });
    assert.equal(sent('ACTIONS_RUNTIME_TOKEN', 'actions.collect.example'), 'high');
    assert.equal(sent('ACTIONS_RUNTIME_TOKEN', 'results-receiver.actions.githubusercontent.com'), undefined);
    assert.equal(sent('SERVICE_TOKEN', 'api.service.example'), undefined);
  });

  it('lets a cluster have what the file that names it logs in with, and no host that the code names', () => {
    const sent = (more: Partial<Flow>) =>
      levelOf({ flows: [{ ...flow('credential-file', 'network', { detail: '‹home›/.kube/config' }), ...more }] });
    assert.equal(sent({ host: undefined }), undefined);
    assert.equal(sent({ host: 'collect.example' }), 'critical');
    assert.equal(sent({ host: undefined, detail: '‹home›/.aws/credentials' }), 'critical');
  });

  it('lets nobody but a registry or a forge have what publishes in another name', () => {
    const sent = (detail: string, host: string, moment: 'install' | 'call') =>
      levelOf({ flows: [flow('secret-variable', 'network', { detail, host, moment })] });
    assert.equal(sent('NPM_TOKEN', 'collect.example', 'install'), 'high');
    assert.equal(sent('NODE_AUTH_TOKEN', '192.0.2.19', 'call'), 'medium');
    assert.equal(sent('GITHUB_TOKEN', 'collect.example', 'call'), 'medium');
    for (const host of ['registry.npmjs.org', 'npm.pkg.github.com', 'registry.corp.example', 'git.corp.example'])
      assert.notEqual(sent('NPM_TOKEN', host, 'call'), 'medium', host);
    assert.equal(sent('GITHUB_TOKEN', 'github.corp.example', 'call'), undefined);
    assert.equal(sent('ACME_TOKEN', 'api.acme.example', 'install'), undefined);
  });

  it('takes all variables for worse where the code that sends them is hidden, or the answer is run (HexEval, 2025)', () => {
    const sent = flow('environment', 'network', { host: 'collect.invalid', moment: 'call' });
    const answer = flow('downloaded', 'evaluated', { detail: 'collect.invalid', moment: 'call' });
    assert.equal(levelOf({ flows: [sent] }), 'high');
    assert.equal(levelOf({ flows: [sent, answer] }), 'critical');
    assert.equal(levelOf({ flows: [sent, { ...answer, detail: 'other.invalid' }] }), 'high');
    const unasked = { ...sent, moment: 'install' } as const;
    assert.equal(levelOf({ flows: [unasked, flow('decoded', 'evaluated', { moment: 'install' })] }), 'critical');
    assert.equal(levelOf({ flows: [unasked, flow('decoded', 'evaluated', { moment: 'call' })] }), 'high');
  });

  it('takes several stores to one host for critical at any moment (BeaverTail)', () => {
    const told = { host: '192.0.2.66', moment: 'call' } as const;
    const flows = [flow('wallet', 'network', told), flow('browser-data', 'network', told)];
    assert.equal(levelOf({ flows }), 'critical');
  });

  it('takes a webhook or a bot for a letter box by its address', () => {
    const toAddress = (address: string) =>
      levelOf({
        flows: [{ ...flow('environment', 'network', { host: 'relay.example', moment: 'command' }), address }],
      });
    assert.equal(toAddress('https://relay.example/api/webhooks/123/aBc-9'), 'high');
    assert.equal(toAddress('https://relay.example/bot123:AAF/sendMessage'), 'high');
    assert.equal(toAddress('https://relay.example/api/webhooks'), 'medium');
  });

  it('lets a command put what a build needs among the secrets of a repository that the code does not name', () => {
    const sent = (address: string, told: Partial<Flow> = {}) => {
      const { host } = new URL(address.replaceAll('?', 'any'));
      const detail = '‹home›/.npmrc';
      return levelOf({
        flows: [{ ...flow('credential-file', 'network', { host, detail, moment: 'command', ...told }), address }],
      });
    };
    const own = 'https://api.github.com/repos/‹?›/actions/secrets/NPM_TOKEN';
    assert.equal(sent(own), undefined);
    assert.equal(sent('https://api.github.com/repos/‹?›/‹?›/dependabot/secrets/‹?›'), undefined);
    assert.equal(sent('https://gitlab.com/api/v4/projects/‹?›/variables'), undefined);
    assert.equal(sent(own, { moment: 'install' }), 'critical', 'unasked');
    assert.equal(sent(own, { source: 'wallet' }), 'high', 'no build needs it');
    assert.equal(sent('https://api.github.com/repos/collector/box/actions/secrets/NPM_TOKEN'), 'high');
    assert.equal(sent('https://api.github.com/repos/‹?›/contents/secrets/a'), 'high');
    assert.equal(sent('https://api.github.invalid/repos/‹?›/actions/secrets/NPM_TOKEN'), 'high');
  });

  it("takes a project's own settings for sent on purpose where a command does it", () => {
    const sent = (detail: string, moment: 'command' | 'import') =>
      levelOf({ flows: [flow('credential-file', 'network', { host: 'deploy.example', detail, moment })] });
    assert.equal(sent('‹cwd›/.env.production', 'command'), 'medium');
    assert.equal(sent('.env', 'import'), 'critical');
    assert.equal(sent('‹home›/.env', 'command'), 'high');
    assert.equal(sent('‹home›/.npmrc', 'command'), 'high');
  });

  it('thinks little of it where the command is called as the host is', () => {
    const named = (host: string, moment: 'command' | 'call' = 'command') =>
      draftsOf(dataExfiltration, subject({ name: 'shipyard-deploy' }), {
        artifact: artifactFacts({ flows: [flow('credential-file', 'network', { host, detail: '.env', moment })] }),
      })[0]?.level;
    assert.equal(named('api.shipyard.example'), 'low');
    assert.equal(named('collect.example'), 'medium');
    assert.equal(named('api.shipyard.example', 'call'), 'high');
  });

  it('takes a command in the place of a common one for run by everybody', () => {
    const flows = [flow('environment', 'network', { host: 'collect.example', moment: 'command' })];
    assert.equal(levelOf({ flows, behaviours: [behaviour('shadowed-command', { moment: 'command' })] }), 'high');
    assert.equal(levelOf({ flows }), 'medium');
  });

  it("takes what a cluster gives a container for the cluster's own", () => {
    const token = '/var/run/secrets/kubernetes.io/serviceaccount/token';
    const sent = (address: string) =>
      levelOf({ flows: [{ ...flow('credential-file', 'network', { detail: token }), address }] });
    assert.equal(sent('https://\uE000env.KUBERNETES_SERVICE_HOST\uE001:443/api/v1/secrets'), undefined);
    assert.equal(sent('https://kubernetes.default.svc/api'), undefined);
    assert.equal(sent('https://collect.example/api'), 'critical');
  });

  it('leaves to the machine what stays on it (an agent that measures)', () => {
    const to = (host: string) => levelOf({ flows: [flow('environment', 'network', { host, moment: 'call' })] });
    for (const host of ['localhost', '169.254.170.2', '169.254.169.254', 'metadata.google.internal'])
      assert.equal(to(host), undefined, host);
    assert.equal(to('127.0.0.1'), undefined);
    assert.equal(to('localhost.collect.example'), 'high');
  });

  it('takes the environment for stolen where a command sends it to a letter box', () => {
    const toHost = (host: string) => levelOf({ flows: [flow('environment', 'network', { host, moment: 'command' })] });
    assert.equal(toHost('discord.com'), 'high');
    assert.equal(toHost('eo1.m.pipedream.net'), 'high');
    assert.equal(toHost('config.example'), 'medium');
    assert.equal(toHost('notdiscord.com'), 'medium');
    const token = flow('cloud-metadata', 'network', { host: 'collect.example', moment: 'call' });
    assert.equal(levelOf({ flows: [token] }), 'high');
  });

  it('does not take a host for the service because it sounds like it', () => {
    for (const [detail, host] of [
      ['NPM_TOKEN', 'npm-telemetry.example'],
      ['~/.npmrc', 'npmrc-sync.example'],
      ['~/.docker/config.json', 'config.example'],
      ['tar', 'backup-tar.example'],
    ] as const) {
      assert.equal(levelOf({ flows: [flow('credential-file', 'network', { detail, host })] }), 'critical', detail);
    }
  });

  it('lets a credential go to the service that issued it', () => {
    for (const [detail, host] of [
      ['NPM_TOKEN', 'registry.npmjs.org'],
      ['OPENAI_API_KEY', 'api.openai.com'],
      ['~/.aws/credentials', 'sts.eu-west-1.amazonaws.com'],
      ['~/.config/gcloud/adc.json', 'oauth2.googleapis.com'],
    ] as const) {
      assert.equal(levelOf({ flows: [flow('credential-file', 'network', { detail, host })] }), undefined, detail);
    }
  });

  it('sees no use for secrets of several services at one host, at any moment', () => {
    const sent = (detail: string, host = 'log.example') =>
      flow('secret-variable', 'network', { moment: 'call', detail, host });
    assert.equal(levelOf({ flows: [sent('AWS_SECRET_ACCESS_KEY'), sent('PGPASSWORD')] }), 'high');
    assert.equal(levelOf({ flows: [sent('AWS_SECRET_ACCESS_KEY'), sent('AWS_SESSION_TOKEN')] }), undefined);
    assert.equal(
      levelOf({ flows: [sent('GH_TOKEN', 'api.github.com'), sent('GITHUB_TOKEN', 'api.github.com')] }),
      undefined,
    );
    assert.equal(levelOf({ flows: [sent('AWS_SECRET_ACCESS_KEY'), sent('PGPASSWORD', 'db.example')] }), undefined);
  });

  it('leaves to the caller what goes at a call to a host that the caller names, and nobody all that there is', () => {
    const moment = 'call';
    assert.equal(levelOf({ flows: [flow('environment', 'network', { moment })] }), undefined);
    assert.equal(levelOf({ flows: [flow('secret-variable', 'network', { moment, host: 'api.example' })] }), undefined);
    assert.equal(levelOf({ flows: [flow('environment', 'network', { moment, host: 'api.example' })] }), 'high');
  });

  it('takes what another package has made of all variables for a part of them: it may have been told a prefix', () => {
    const sent = flow('environment', 'network', { moment: 'call', host: 'api.example' });
    const made = { ...sent, from: { ...sent.from, package: 'rc@1.2.8' } };
    assert.equal(levelOf({ flows: [made] }), 'medium');
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(dataExfiltration, subject()), []);
  });
});
