import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { openShop, type Shop } from '../mcp/shop.js';
import { validRun } from '../support/sarif-schema.js';
import { CHECKOUT, ended, type Ended } from './program.js';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly run: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

const read = (file: string): string => readFileSync(path.join(CHECKOUT, file), 'utf8');
const ACTION = parse(read('action.yml')) as Action;

/** Puts the checkout where the package would be installed: what it is asked for stands in `npm.log`. */
const NPM = `#!/bin/bash
echo "$PWD $*" > "$RUNNER_TEMP/npm.log"
mkdir -p "$3/node_modules" && ln -sfn "${CHECKOUT}" "$3/node_modules/package-risk"
`;

describe("GitHub's action", () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
    await shop.user.folder.write('bin/npm', NPM);
    chmodSync(path.join(shop.user.folder.path, 'bin', 'npm'), 0o755);
    execFileSync('ln', ['-s', process.execPath, path.join(shop.user.folder.path, 'bin', 'node')]);
  });
  after(() => shop.close());

  const inTemp = (name: string): string => path.join(shop.user.folder.path, name);

  /** Runs the steps as a runner would, with these inputs. */
  async function runWith(inputs: Readonly<Record<string, string>>): Promise<Ended> {
    for (const name of ['summary', 'output']) writeFileSync(inTemp(name), '');
    const given = (value: string): string =>
      value.replace(
        /\$\{\{ inputs\.([\w-]+) \}\}/g,
        (_, name: string) => inputs[name] ?? String(ACTION.inputs[name]?.default),
      );
    let last: Ended = { code: 0, stdout: '', stderr: '' };
    for (const step of ACTION.runs.steps) {
      const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, given(value)]));
      const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
        cwd: shop.user.project,
        env: {
          ...shop.user.variables,
          PATH: `${inTemp('bin')}:${process.env.PATH ?? ''}`,
          ...{
            RUNNER_TEMP: shop.user.folder.path,
            GITHUB_STEP_SUMMARY: inTemp('summary'),
            GITHUB_OUTPUT: inTemp('output'),
          },
          ...env,
        },
      });
      last = await ended(child);
      if (last.code !== 0) break;
    }
    return last;
  }

  it('hands its inputs over as variables, never inside of a script', () => {
    assert.equal(ACTION.runs.using, 'composite');
    const handed = new Set<string>();
    for (const { run, shell, env } of ACTION.runs.steps) {
      assert.equal(shell, 'bash');
      assert.doesNotMatch(run, /\$\{\{/);
      for (const value of Object.values(env)) handed.add(/^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1] ?? value);
    }
    assert.deepEqual([...handed].sort(), Object.keys(ACTION.inputs).sort());
  });

  it('installs the version of this program, away from the checkout', async () => {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    await runWith({});
    const home = inTemp('package-risk-cli');
    assert.equal(
      readFileSync(inTemp('npm.log'), 'utf8'),
      `${home} install --prefix ${home} --ignore-scripts --no-audit --no-fund --no-save package-risk@${version}\n`,
    );
  });

  it('writes the summary, the outputs and the log, and ends as the program does', async () => {
    const { code, stderr } = await runWith({ 'sarif-file': 'out.sarif' });
    assert.equal(code, 1, stderr);
    assert.match(readFileSync(inTemp('summary'), 'utf8'), /^## Package Risk: ⛔ 1 critical/);
    assert.equal(
      readFileSync(inTemp('output'), 'utf8'),
      `sarif-file=out.sarif\nexit-code=1\nreport=${inTemp('package-risk.md')}\n`,
    );
    assert.ok(validRun(readFileSync(path.join(shop.user.project, 'out.sarif'), 'utf8')).results.length > 3);
  });

  for (const [what, inputs, code] of [
    ['a path that reads like an option', { path: '--help' }, 2],
    ['a path that reads like a command', { path: '$(touch was-run)\n`touch was-run`' }, 2],
    ['a level that there is not', { 'fail-on': 'high; touch was-run' }, 2],
    ['a version that is a range', { version: '^0.1.0' }, 2],
    ['a version that is an address', { version: '0.1.0 https://evil.invalid/x.tgz' }, 2],
    ['several paths', { path: 'package.json\n.\n' }, 1],
  ] as const) {
    it(`takes ${what} for what it is`, async () => {
      assert.equal((await runWith(inputs)).code, code);
      assert.throws(() => readFileSync(path.join(shop.user.project, 'was-run')));
    });
  }
});

describe('the page about pipelines', () => {
  const page = read('docs/ci.md');
  const blocks = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, text = '']) => parse(text) as Readonly<Record<string, unknown>>,
  );

  it('has snippets that can be read, with inputs that the action has', () => {
    const [github, gitlab] = blocks;
    const { jobs } = github as { jobs: { packages: { steps: { uses: string; with?: Record<string, string> }[] } } };
    const step = jobs.packages.steps.find(({ uses }) => uses.startsWith('package-risk/'));
    assert.ok(Object.keys(step?.with ?? {}).every((name) => name in ACTION.inputs));
    const { packages } = gitlab as { packages: { script: string[] } };
    assert.ok(packages.script.every((line) => typeof line === 'string'));
  });
});
