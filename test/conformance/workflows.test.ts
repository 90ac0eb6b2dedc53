import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = new URL('../../../.github/workflows/', import.meta.url);
const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  return { ...(parse(text) as Workflow), name, text };
});

describe("the project's own workflows", () => {
  for (const { name, text, permissions, jobs } of workflows) {
    it(`${name} pins what it uses to a commit, and says which release that is`, () => {
      const used = [...text.matchAll(/uses:.*/g)].map(([line]) => line);
      assert.ok(used.length > 0);
      for (const line of used) assert.match(line, /^uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name} may read, and what needs more says so for its job`, () => {
      assert.deepEqual(permissions, { contents: 'read' });
      for (const [job, { 'timeout-minutes': minutes }] of Object.entries(jobs)) assert.ok(minutes !== undefined, job);
    });

    it(`${name} puts nothing that others choose into a command`, () => {
      for (const { steps } of Object.values(jobs)) {
        for (const { run = '', uses = '', with: given } of steps) {
          assert.doesNotMatch(run, /\$\{\{/);
          if (uses.startsWith('actions/checkout@')) assert.equal(given?.['persist-credentials'], false);
        }
      }
    });
  }

  it('test what is pushed and proposed, and judge the dependencies that it is made with', () => {
    const ci = workflows.find(({ name }) => name === 'ci.yml');
    const commands = Object.values(ci?.jobs ?? {}).flatMap(({ steps }) => steps.map(({ run }) => run));
    assert.ok(commands.includes('.ci/run'));
    assert.ok(commands.includes('node dist/cli.cjs check . --fail-on medium'));
  });
});
