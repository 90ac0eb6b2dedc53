import assert from 'node:assert/strict';
import { failed, type DependencyGraph, type Level } from '../../server/src/model/index.js';
import { COMMANDS } from '../../server/src/cli/commands.js';
import type { JsonReport } from '../../server/src/report/json.js';
import { hookSubject } from '../support/subjects.js';
import { assessment, direct, finding, remedy, transitive } from '../report/samples.js';
import { CWD, run, type FakeProject, type FakeWorld } from './fakes.js';

const found = (level: Level) =>
  assessment({ subject: direct('a', '^1.0.0', '1.0.0'), findings: [finding('deprecated', level, 'It is bad.')] });
const clean = assessment({ subject: direct('a', '^1.0.0', '1.0.0') });
const unchecked = assessment({
  subject: direct('a', '^1.0.0', '1.0.0'),
  facts: { osv: failed('network', 'No network.') },
});

const here = (project: FakeProject): FakeWorld => ({ projects: { [`${CWD}/package.json`]: project } });

const graph = (entries: number, problem?: string): DependencyGraph => ({
  format: 'package-lock.json',
  lockfileVersion: '3',
  importers: [],
  entries: new Map(
    Array.from({ length: entries }, (_, i) => [
      `n${i}`,
      { id: `n${i}`, name: 'a', version: '1.0.0', span: { start: 0, end: 1 }, dependsOn: [] },
    ]),
  ),
  problems: problem === undefined ? [] : [{ message: problem }],
});

describe('The exit code of check', () => {
  const broken: FakeProject = { nothingDeclared: true, manifestProblems: [{ message: 'This is no JSON.' }] };
  const partly: FakeProject = { assessments: [clean], manifestProblems: [{ message: '"b" has no version.' }] };
  const table: readonly (readonly [code: number, what: string, project: FakeProject, ...argv: string[]])[] = [
    [0, 'nothing was found', { assessments: [clean] }],
    [0, 'there are no dependencies', { nothingDeclared: true }],
    [0, 'only a milder level was found', { assessments: [found('medium')] }],
    [1, 'high was found', { assessments: [found('high')] }],
    [1, 'critical was found', { assessments: [clean, found('critical')] }],
    [0, 'high was found and only critical counts', { assessments: [found('high')] }, '--fail-on', 'critical'],
    [1, 'low was found and low counts', { assessments: [found('low')] }, '--fail-on=low'],
    [0, 'something could not be checked', { assessments: [unchecked] }],
    [3, 'something could not be checked, strictly', { assessments: [unchecked] }, '--strict'],
    [0, 'all was checked, strictly', { assessments: [clean] }, '--strict'],
    [1, 'high was found and something not checked, strictly', { assessments: [found('high'), unchecked] }, '--strict'],
    [
      3,
      'medium was found and something not checked, strictly',
      { assessments: [found('medium'), unchecked] },
      '--strict',
    ],
    [2, 'nothing of the manifest can be read', broken],
    [0, 'a part of the manifest cannot be read', partly],
    [3, 'a part of the manifest cannot be read, strictly', partly, '--strict'],
    [2, 'the manifest ends in the middle', { nothingDeclared: true, manifestText: '{ "dependencies": {' }],
    [2, 'the manifest is empty', { nothingDeclared: true, manifestText: '' }],
    [2, 'the manifest is no object', { nothingDeclared: true, manifestText: '[]' }],
    [3, 'the manifest ends behind its first line, strictly', { assessments: [clean], manifestText: '{' }, '--strict'],
    [2, 'nothing of the lockfile can be read', { assessments: [clean], graph: graph(0, 'This is no JSON.') }],
    [0, 'there is no lockfile', { assessments: [clean], noLockfile: true }],
    [3, 'there is no lockfile, strictly', { assessments: [clean], noLockfile: true }, '--strict'],
    [0, 'there is no lockfile and nothing to lock, strictly', { nothingDeclared: true, noLockfile: true }, '--strict'],
    [0, 'a part of the lockfile cannot be read', { assessments: [clean], graph: graph(1, 'An entry is bad.') }],
  ];
  for (const [code, what, project, ...argv] of table) {
    it(`is ${code} where ${what}`, async () => {
      assert.equal((await run(['check', ...argv], here(project))).code, code);
    });
  }

  const formats = ['text', 'json', 'markdown', 'html', 'sarif', 'cyclonedx', 'junit'] as const;
  for (const format of formats) {
    it(`is the same in whichever form the report is printed: ${format}`, async () => {
      const codes = await Promise.all(
        (
          [
            [{ assessments: [clean] }],
            [{ assessments: [found('high')] }],
            [broken],
            [{ assessments: [unchecked] }, '--strict'],
          ] as const
        ).map(async ([project, ...argv]) => (await run(['check', '--format', format, ...argv], here(project))).code),
      );
      assert.deepEqual(codes, [0, 1, 2, 3]);
    });
  }

  it('is 2 where there is no such commit, no such baseline, or no such format', async () => {
    for (const argv of [
      ['--changed-since', 'main'],
      ['--baseline', 'known.json'],
      ['--format', 'xml'],
    ]) {
      assert.equal((await run(['check', ...argv], here({ assessments: [clean] }))).code, 2, argv.join(' '));
    }
  });

  it('has every code that the manual names', () => {
    const [{ exits }] = COMMANDS;
    assert.deepEqual(
      exits.map(({ code }) => code),
      [0, 1, 2, 3],
    );
  });

  it('is 1 where the repository itself does harm, and what is worst is said first', async () => {
    const hooks = [
      assessment({
        subject: hookSubject({ file: '.vscode/tasks.json', name: 'env', label: 'The task “env”' }),
        findings: [finding('download-and-run', 'critical', 'The task “env” downloads something and runs it.')],
      }),
    ];
    const { code, stdout } = await run(['check'], { ...here({ assessments: [clean] }), hooks });
    assert.equal(code, 1);
    assert.match(stdout, /^this repository ─+ 1 hook$[^]*The task “env” \.vscode\/tasks\.json:3 critical/m);
    assert.match(stdout, /1 hook of the repository at high or above\.\n$/);
    const json = JSON.parse(
      (await run(['check', '--json'], { ...here({ assessments: [clean] }), hooks })).stdout,
    ) as JsonReport;
    assert.deepEqual(
      json.hooks.map(({ file, line, name, level, runs }) => [file, line, name, level, runs]),
      [['.vscode/tasks.json', 3, 'env', 'critical', 'when dependencies are installed here']],
    );
    assert.equal(json.summary.level, 'critical');
  });

  it('is 2 where there is no package.json, and says where', async () => {
    const { code, stdout, stderr } = await run(['check', 'nowhere']);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      'package-risk: nowhere/package.json: there is no package.json that can be read, and no lockfile in its place.\n',
    );
  });

  it('is 2 where one of several paths cannot be read, and the others are still judged', async () => {
    const { code, stdout, stderr } = await run(['check', 'nowhere', '.'], here({ assessments: [found('high')] }));
    assert.equal(code, 2);
    assert.match(stdout, /a@1\.0\.0/);
    assert.match(stderr, /nowhere/);
  });

  it('is 2 where the engine fails, with its message', async () => {
    const { code, stderr } = await run(['check'], { ...here({}), failure: new Error('out of \u001b[31mluck') });
    assert.equal(code, 2);
    assert.equal(stderr, 'package-risk: check could not be finished: out of luck\n');
  });

  it('is 130 where the user interrupts', async () => {
    const failure = new Error('aborted');
    const { code, stderr } = await run(['check'], { ...here({}), failure, signal: AbortSignal.abort() });
    assert.deepEqual([code, stderr], [130, '']);
  });
});

describe('check', () => {
  it('judges the whole lockfile of the current folder, without trusting its configuration', async () => {
    assert.deepEqual((await run(['check'], here({}))).asked, [`${CWD}/package.json`, 'all']);
  });

  it('judges the folder in which npm was called, where it was called by npm', async () => {
    const { asked } = await run(['check'], { env: { INIT_CWD: '/srv/app' } });
    assert.deepEqual(asked, ['/srv/app/package.json']);
  });

  it('takes folders and manifests, relative and absolute, each once', async () => {
    const { asked } = await run(['check', 'web', 'web/package.json', '/srv/app', './web/', '--trust-project-config']);
    assert.deepEqual(asked, [`trusted ${CWD}/web/package.json`, 'trusted /srv/app/package.json']);
  });

  it('takes a lockfile or a file of settings for the project around it', async () => {
    const files = [
      'web/yarn.lock',
      'web/package.json',
      'api/node_modules/.package-lock.json',
      'all/pnpm-workspace.yaml',
    ];
    const { asked } = await run(['check', ...files]);
    assert.deepEqual(
      asked,
      ['web', 'web', 'api', 'all'].map((folder) => `${CWD}/${folder}/package.json`),
    );
  });

  it('says which lockfile cannot be read', async () => {
    const { code, stderr } = await run(['check', 'web/yarn.lock']);
    assert.deepEqual([code, stderr], [2, 'package-risk: web/yarn.lock: there is no lockfile that can be read.\n']);
  });

  it('judges once what its manifest and its lockfile name', async () => {
    const { asked } = await run(['check', 'package.json', 'package-lock.json'], here({ assessments: [clean] }));
    assert.deepEqual(asked, [`${CWD}/package.json`, `${CWD}/package.json`, 'all']);
  });

  it('hands offline, registry and nothing else to the engine', async () => {
    const { request } = await run(['check', '--offline', '--registry', 'https://registry.npm.example/'], here({}));
    assert.equal(request?.settings.offline, true);
    assert.equal(request.registry, 'https://registry.npm.example/');
    const plain = await run(['check'], here({}));
    assert.deepEqual([plain.request?.settings.offline, plain.request?.registry], [false, undefined]);
  });

  it('says so where there is no lockfile', async () => {
    const { stdout } = await run(['check'], here({ assessments: [clean], noLockfile: true }));
    assert.match(stdout, /There is no lockfile that can be read/);
  });

  it('says what could not be read, and where', async () => {
    const manifestProblems = [{ message: '"b" has no version.', span: { start: 4, end: 5 } }];
    const { stdout } = await run(
      ['check'],
      here({ manifestText: '{\n  b', manifestProblems, graph: graph(1, 'It is cut off.') }),
    );
    assert.match(
      stdout,
      /package\.json: line 2, column 3: "b" has no version\.\n {2}package-lock\.json: It is cut off\.\n/,
    );
    const { stderr } = await run(
      ['check'],
      here({ nothingDeclared: true, manifestProblems: [{ message: 'It is empty.' }] }),
    );
    assert.equal(stderr, 'package-risk: package.json: It is empty.\n');
  });

  it('waits for the cache', async () => assert.ok((await run(['check'], here({}))).settled));

  it('shows the best fix of a manifest line, and JSON has all of them', async () => {
    const project = { assessments: [found('high')], remedies: [remedy('Upgrade a to 1.0.1'), remedy('Remove a')] };
    assert.match((await run(['check'], here(project))).stdout, /fix {3}Upgrade a to 1\.0\.1\n/);
    const report = JSON.parse((await run(['check', '--json'], here(project))).stdout) as JsonReport;
    assert.deepEqual(
      report.packages[0]?.remedies.map(({ title }) => title),
      ['Upgrade a to 1.0.1', 'Remove a'],
    );
  });

  describe('of a workspace', () => {
    const bad = finding('deprecated', 'high', 'It is bad.');
    const member = (folder: string): FakeProject => ({
      assessments: [
        assessment({ subject: { ...direct('a', '^1.0.0', '1.0.0'), paths: [[folder, 'a@1.0.0']] }, findings: [bad] }),
      ],
      noLockfile: true,
    });
    const files = ['pnpm-workspace.yaml', 'packages/web/package.json', 'packages/api/package.json'];
    const world: FakeWorld = {
      projects: {
        [`${CWD}/package.json`]: {
          assessments: [
            assessment({ subject: transitive('a', '1.0.0', ['packages/web', 'a@1.0.0']), findings: [bad] }),
          ],
          workspace: files.map((file) => `${CWD}/${file}`),
        },
        [`${CWD}/pnpm-workspace.yaml`]: { assessments: [clean] },
        [`${CWD}/packages/web/package.json`]: member('packages/web'),
        [`${CWD}/packages/api/package.json`]: member('packages/api'),
      },
    };

    it('judges its members and catalogs, and counts each package once', async () => {
      const { code, stdout, asked } = await run(['check', '--json'], world);
      const { packages, summary } = JSON.parse(stdout) as JsonReport;
      assert.equal(code, 1);
      assert.deepEqual(asked, [`${CWD}/package.json`, ...files.flatMap((file) => [`${CWD}/${file}`, 'direct']), 'all']);
      assert.deepEqual(
        packages.map(({ name, direct: isDirect, paths, project, manifests }) => [
          name,
          isDirect,
          paths,
          project,
          manifests,
        ]),
        [
          [
            'a',
            true,
            [
              ['packages/web', 'a@1.0.0'],
              ['packages/api', 'a@1.0.0'],
            ],
            'package.json',
            files,
          ],
        ],
      );
      assert.deepEqual([summary.packages, summary.projects.length], [1, 1]);
    });

    it('says which of its files name a package', async () => {
      const { stdout } = await run(['check'], world);
      assert.match(stdout, /1 package judged, 1 of them named by 4 manifests/);
      assert.match(stdout, /in +pnpm-workspace\.yaml, packages\/web\/package\.json,\s+packages\/api\/package\.json/);
    });
  });

  it('asks for no fix where nothing is wrong', async () => {
    const { stdout } = await run(['check'], here({ assessments: [clean], remedies: [remedy('Never shown')] }));
    assert.doesNotMatch(stdout, /Never shown/);
  });

  it('shows the fix of what a line brings in and, once, what makes it real', async () => {
    const below = assessment({
      subject: transitive('b', '1.0.0', ['.', 'a@1.0.0', 'b@1.0.0']),
      findings: [finding('deprecated', 'medium', 'Old.')],
    });
    const install = { command: 'npm install', folder: '/work' };
    const remedies = [
      { ...remedy('Upgrade a to a version without b (looked up when chosen)'), pending: true },
      { ...remedy('Override b to 1.0.1'), kind: 'override' as const, outlook: 'All is well.', install },
    ];
    const project = here({ assessments: [clean, below], remedies });
    const { stdout } = await run(['check'], project);
    assert.match(stdout, /fix {3}Override b to 1\.0\.1\n/);
    assert.equal(stdout.split('Fixes take effect with: npm install').length, 2);
    const { stdout: json } = await run(['check', '--json'], project);
    const { packages } = JSON.parse(json) as JsonReport;
    const [fix, ...others] = packages.flatMap((one) => one.remedies);
    assert.deepEqual([fix?.kind, fix?.outlook, fix?.install], ['override', 'All is well.', 'npm install']);
    assert.deepEqual(others, []);
  });

  for (const argv of [['--json'], ['--format', 'json'], ['--format=json', '--json']]) {
    it(`prints one JSON document for ${argv.join(' ')}`, async () => {
      const { stdout } = await run(['check', ...argv], here({ assessments: [clean] }));
      const report = JSON.parse(stdout) as JsonReport;
      assert.equal(report.schemaVersion, 1);
      assert.deepEqual(
        report.packages.map(({ name, project }) => [name, project]),
        [['a', 'package.json']],
      );
    });
  }

  it('prints what the engine warned of once, behind the report', async () => {
    const warnings = ['The cache cannot be written.', 'The cache cannot be written.', '2', '3', '4', '5', '6', '7'];
    const { stderr } = await run(['check'], { ...here({}), warnings });
    assert.deepEqual(stderr.split('\n'), [
      'package-risk: The cache cannot be written.',
      'package-risk: 2',
      'package-risk: 3',
      'package-risk: 4',
      'package-risk: 5',
      'package-risk: 2 more warnings are left out.',
      '',
    ]);
  });
});

describe('Colours', () => {
  const project = here({ assessments: [found('high')] });
  const table: readonly (readonly [
    coloured: boolean,
    isTTY: boolean,
    env: Record<string, string>,
    ...argv: string[],
  ])[] = [
    [true, true, {}],
    [false, false, {}],
    [false, true, {}, '--no-color'],
    [false, true, { NO_COLOR: '1' }],
    [true, true, { NO_COLOR: '' }],
    [true, false, { FORCE_COLOR: '1' }],
    [true, false, { FORCE_COLOR: '' }],
    [false, true, { FORCE_COLOR: '0' }],
    [false, false, { FORCE_COLOR: '1', NO_COLOR: '1' }],
    [false, false, { FORCE_COLOR: '1' }, '--no-color'],
    [false, true, { TERM: 'dumb' }],
    [false, true, { FORCE_COLOR: '1' }, '--json'],
  ];
  for (const [coloured, isTTY, env, ...argv] of table) {
    const where = `${isTTY ? 'on a terminal' : 'in a pipe'} with ${JSON.stringify(env)} ${argv.join(' ')}`;
    it(`${coloured ? 'are used' : 'are not used'} ${where}`, async () => {
      const { stdout } = await run(['check', ...argv], { ...project, env, stdout: { isTTY } });
      assert.match(stdout, /deprecated/);
      assert.equal(stdout.includes('\u001b['), coloured);
    });
  }
});

describe('Progress', () => {
  it('is one line on a terminal that is gone at the end', async () => {
    const { stderr } = await run(['check'], { ...here({}), stderr: { isTTY: true } });
    assert.equal(stderr, '\r\u001b[KJudging package.json: 1 of 2\r\u001b[KJudging package.json: 2 of 2\r\u001b[K');
  });

  it('is nothing in a pipe', async () => assert.equal((await run(['check'], here({}))).stderr, ''));
});
