import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

interface Contributions {
  readonly commands: readonly { readonly title: string }[];
  readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
}

describe('docs/troubleshooting.md', () => {
  const text = read('docs/troubleshooting.md');
  const { contributes } = JSON.parse(read('package.json')) as { readonly contributes: Contributions };
  const english = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;

  it('names settings that there are', () => {
    const settings = new Set(contributes.configuration.flatMap(({ properties }) => Object.keys(properties)));
    const named = [...text.matchAll(/packageRisk(?:\.\w+)+/g)].map(([name]) => name);
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((name) => !settings.has(name)),
      [],
    );
  });

  it('names commands by their titles', () => {
    const titles = new Set(contributes.commands.map(({ title }) => english[title.replaceAll('%', '')]));
    const named = [...text.matchAll(/"(?:Package Risk: ([^"]+)|((?:Report|Accept)[^"]+))"/g)].map(
      ([, full, short]) => full ?? short,
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((name) => !titles.has(name ?? '')),
      [],
    );
  });

  it('names commands and options of the command line that its manual has', () => {
    const manual = read('docs/cli.md');
    for (const [option] of text.matchAll(/--[a-z][\w-]+/g)) assert.ok(manual.includes(option), option);
    for (const [, command = ''] of text.matchAll(/`package-risk ([a-z]+)/g))
      assert.ok(manual.includes(`## ${command}`), command);
  });
});
