import assert from 'node:assert/strict';
import fc from 'fast-check';
import { registriesIn, SETTINGS_FILES } from '../../../server/src/platform/npm/registries-in-settings.js';

describe('registriesIn', () => {
  const table: readonly (readonly [string, string, readonly string[]])[] = [
    [
      '.yarnrc.yml',
      'npmRegistryServer: "https://a.invalid/npm"\nnpmScopes:\n  acme:\n    npmRegistryServer: https://b.invalid\n',
      ['https://a.invalid/npm', 'https://b.invalid'],
    ],
    ['.yarnrc.yml', 'npmAuditRegistry: https://a.invalid\n# npmRegistryServer: https://b.invalid\n', []],
    [
      '.yarnrc',
      'registry "https://a.invalid/"\n"@x:registry" "https://b.invalid/"\nlastUpdateCheck 1\n',
      ['https://a.invalid/', 'https://b.invalid/'],
    ],
    ['.yarnrc', 'yarn-offline-mirror "https://a.invalid/"\n', []],
    [
      'pnpm-workspace.yaml',
      "packages:\n  - a\nregistries:\n  default: https://a.invalid/\n  '@x': 'https://b.invalid/'\ncatalog:\n  c: https://c.invalid/c.tgz\n",
      ['https://a.invalid/', 'https://b.invalid/'],
    ],
    ['pnpm-workspace.yaml', 'registry: https://a.invalid/\n', ['https://a.invalid/']],
    [
      'bunfig.toml',
      '[install]\nregistry = "https://a.invalid"\n[install.scopes]\n"@x" = { token = "t", url = "https://b.invalid/npm/" }\n[test]\nroot = "https://c.invalid"\n',
      ['https://a.invalid', 'https://b.invalid/npm/'],
    ],
    ['bunfig.toml', '[install]\nregistry = { url = "https://a.invalid", token = "$T" }\n', ['https://a.invalid']],
  ];
  for (const [file, text, expected] of table) {
    it(`finds ${expected.length} in ${file}: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(registriesIn(file, text), expected);
    });
  }

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTINGS_FILES), fc.string(), (file, text) => void registriesIn(file, text)),
    );
  });
});
