import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { JsonPackage, JsonReport } from '../../server/src/report/json.js';
import { startAgent } from '../mcp/agent.js';
import { openInEditor, type SeenInEditor } from '../mcp/language-server.js';
import { openShop, type Shop } from '../mcp/shop.js';

/** As much of `check_project` as is held against the others. */
interface Told {
  readonly level: string;
  readonly summary: object;
  readonly packages: readonly {
    readonly name: string;
    readonly version?: string;
    readonly level: string;
    readonly direct: boolean;
    readonly findings: readonly { readonly rule: string; readonly level: string }[];
    readonly accepted: readonly { readonly rule: string; readonly level: string }[];
    readonly unchecked: readonly string[];
  }[];
  readonly unchecked: readonly { readonly question: string; readonly packages: number }[];
}

interface Verdict {
  readonly rule: string;
  readonly level: string;
}

const verdicts = (all: readonly Verdict[]): readonly (readonly string[])[] =>
  all.map(({ rule, level }) => [rule, level]);

const MANIFEST = 'package.json';
const LOCKFILE = 'package-lock.json';

describe('a person, a pipeline and an agent', () => {
  let shop: Shop;
  let report: JsonReport;
  let agent: Told;
  let editor: SeenInEditor;
  let editorsAgent: Told;

  before(async () => {
    shop = await openShop();
    const { user } = shop;
    const { stdout } = await user.run(['check', '--format', 'json', '--trust-project-config']);
    report = JSON.parse(stdout) as JsonReport;
    const asking = await startAgent(user, ['--trust-project-config']);
    agent = (await asking.ask('check_project')) as unknown as Told;
    await asking.close();
    const read = (file: string): Promise<string> => readFile(path.join(user.project, file), 'utf8');
    editor = await openInEditor(user, { [MANIFEST]: await read(MANIFEST), [LOCKFILE]: await read(LOCKFILE) });
    editorsAgent = JSON.parse(await editor.askTool('check_project', {})) as Told;
  });

  after(async () => {
    await editor.close();
    await shop.close();
  });

  const worthTelling = (): readonly JsonPackage[] =>
    report.packages.filter(({ findings, accepted = [] }) => findings.length + accepted.length > 0);

  it('look at a project in which every level, an accepted finding and a failed source are to be found', () => {
    assert.ok(Object.values(report.summary.levels).every((count) => count > 0));
    assert.equal(report.summary.accepted, 1);
    const failed = report.packages.filter(({ coverage }) =>
      coverage.some(({ question, status }) => question === 'packument' && status === 'unknown'),
    );
    assert.deepEqual(
      failed.map(({ name }) => name),
      ['broken'],
    );
  });

  for (const [who, told] of [
    ['an agent outside of the editor', () => agent],
    ["the editor's language models", () => editorsAgent],
  ] as const) {
    it(`are told the same: ${who} as the pipeline`, () => {
      const { level, summary, packages, unchecked } = told();
      const { unchecked: open, projects, level: worst, ...counts } = report.summary;
      assert.equal(projects.length, 1);
      assert.deepEqual([level, summary], [worst, counts]);
      assert.deepEqual(
        packages.map((one) => ({
          ...{ name: one.name, version: one.version, level: one.level, direct: one.direct },
          ...{ findings: verdicts(one.findings), accepted: verdicts(one.accepted) },
        })),
        worthTelling().map((one) => ({
          ...{ name: one.name, version: one.version ?? undefined, level: one.level, direct: one.direct },
          ...{ findings: verdicts(one.findings), accepted: verdicts(one.accepted ?? []) },
        })),
      );
      assert.deepEqual(
        unchecked.map(({ question, packages: count }) => [question, count]),
        open.map(({ question, packages: count }) => [question, count]),
      );
    });

    it(`are told the same of what was not checked: ${who} as the pipeline`, () => {
      for (const { name, unchecked } of told().packages) {
        const coverage = worthTelling().find((one) => one.name === name)?.coverage ?? [];
        const unknown = coverage.filter(({ status }) => status === 'unknown').map(({ question }) => question);
        const answered = coverage.filter(({ status }) => status === 'answered').map(({ question }) => question);
        assert.deepEqual(
          unknown.filter((question) => !unchecked.includes(question)),
          [],
          name,
        );
        assert.deepEqual(
          answered.filter((question) => unchecked.includes(question)),
          [],
          name,
        );
      }
    });
  }

  it('see the same: the risk view as the pipeline', async () => {
    const [project] = (await editor.risks()).filter(({ isRepository }) => isRepository !== true);
    assert.equal(project?.judged, report.summary.packages);
    assert.equal(project.incomplete, report.summary.incomplete);
    const shown = project.packages.map(({ name, version, level, findings }) => ({
      ...{ name, version, level },
      findings: findings.map(({ pointer, level: of }) => [pointer.rule, of]),
    }));
    const reported = worthTelling()
      .filter(({ level }) => level !== 'none')
      .map(({ name, version, level, findings }) => ({ name, version, level, findings: verdicts(findings) }));
    const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
    assert.deepEqual(shown.toSorted(byName), reported.toSorted(byName));
  });

  it("see the same: the problems of the manifest's and the lockfile's lines as the pipeline", async () => {
    const severities: Readonly<Record<string, DiagnosticSeverity>> = {
      critical: DiagnosticSeverity.Error,
      high: DiagnosticSeverity.Error,
      medium: DiagnosticSeverity.Warning,
      low: DiagnosticSeverity.Information,
    };
    const items = [...(await editor.diagnostics(MANIFEST)), ...(await editor.diagnostics(LOCKFILE))];
    const shown = new Set(items.map(({ code, severity }) => `${String(code)} ${String(severity)}`));
    const worst = worthTelling().flatMap(({ findings: [first] }) => (first === undefined ? [] : [first]));
    const reported = new Set(worst.map(({ rule, level }) => `${rule} ${String(severities[level])}`));
    // What the worst line brings in stands on that line, so a milder finding of its own may have no line to itself.
    assert.deepEqual(
      [...shown].filter((one) => !reported.has(one)),
      [],
    );
    assert.deepEqual(
      worst.map(({ rule }) => rule).filter((rule) => !items.some(({ code }) => code === rule)),
      [],
    );
  });
});
