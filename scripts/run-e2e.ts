// `npm run test:e2e [-- --grep TITLE] [--build 1.139] [--suite NAME]`: the tests in real VS Codes.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Control, serveControl } from '../test/e2e/harness/control.js';
import { RUN_PLANS, type RunPlan, unplannedSuites } from '../test/e2e/harness/runs.js';
import type { Verdict } from '../test/e2e/harness/verdict.js';
import { PROXIED_HOST, startWorld, type World } from '../test/e2e/harness/world.js';
import { OUTPUT_ROOT, PROJECT_ROOT } from './build/project-root.js';
import { BUILDS, type VscodeBuild } from './vscode/builds.js';
import { bundleTests } from './vscode/bundle-tests.js';
import { chooseHost } from './vscode/choose-host.js';
import { type Cleanup, withCleanup } from './vscode/cleanup.js';
import { desktopHost } from './vscode/desktop-host.js';
import { prepareRun } from './vscode/prepare-run.js';
import { type Host, runSuite } from './vscode/run-suite.js';
import { windowControl } from './vscode/window-control.js';
import type { Page } from 'playwright-core';

const FIXTURES = path.join(PROJECT_ROOT, 'test', 'e2e', 'fixtures');
const EXTENSIONS = path.join(PROJECT_ROOT, 'test', 'e2e', 'extensions');

/** Settings that every run has. */
const SETTINGS = {
  // The dialog at the start would stand in the way of everything; the status bar offers the same.
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  // VS Code's own support for package.json would ask the real registry, and all answers wait for its.
  'npm.fetchOnlinePackageInfo': false,
};

interface Choice {
  readonly grep?: string;
  readonly builds: readonly VscodeBuild[];
  readonly plans: readonly RunPlan[];
}

function choice(): Choice {
  const { values } = parseArgs({
    options: { grep: { type: 'string' }, build: { type: 'string' }, suite: { type: 'string', multiple: true } },
  });
  const builds = BUILDS.filter((build) => values.build === undefined || build.vscode === values.build);
  if (builds.length === 0) throw new Error(`--build takes one of ${BUILDS.map((build) => build.vscode).join(', ')}`);
  const wanted = (suite: string): boolean => values.suite === undefined || values.suite.includes(suite);
  const plans = RUN_PLANS.map((plan) => ({ ...plan, suites: plan.suites.filter(wanted) }));
  return { grep: values.grep, builds, plans: plans.filter((plan) => plan.suites.length > 0) };
}

/** `VSCODE_EXECUTABLE` is one editor, and then the only one; else one host for each build. */
async function hosts(builds: readonly VscodeBuild[]): Promise<readonly Host[]> {
  const executable = process.env.VSCODE_EXECUTABLE;
  if (executable) return [desktopHost(executable)];
  const chosen: Host[] = [];
  for (const build of builds) chosen.push(await chooseHost(build, say));
  return chosen;
}

function settingsOf(plan: RunPlan, { servers, proxy }: World): Readonly<Record<string, unknown>> {
  const settings = {
    ...SETTINGS,
    'packageRisk.advisories.osvUrl': servers.osv.url,
    // The data that comes with the program is as old as it is: only where that is the matter an update is offered.
    'packageRisk.intelligence.maximumAge': plan.offersUpdates === true ? 1 : 0,
    'packageRisk.intelligence.mirror': `${servers.export.url}/npm`,
    ...(plan.publicRegistry === true && {
      'packageRisk.advisories.publicRegistries': [new URL(servers.registry.url).host],
    }),
  };
  if (plan.registry !== 'proxied') return settings;
  return {
    ...settings,
    'http.proxy': proxy.url,
    // Nobody has told the editor of the authority that signed the registry's certificate.
    'http.proxyStrictSSL': false,
    'http.noProxy': ['127.0.0.1'],
    'packageRisk.advisories.publicRegistries': [PROXIED_HOST],
  };
}

async function runPlan(
  plan: RunPlan,
  host: Host,
  entry: string,
  grep: string | undefined,
  cleanup: Cleanup,
): Promise<Verdict> {
  const world = await startWorld();
  cleanup.add(() => world.close());
  const prepared = await prepareRun(plan, FIXTURES, world, cleanup);
  let window: Page | undefined;
  const page = (): Page => {
    if (window === undefined) throw new Error('the window is not open yet');
    return window;
  };
  const control: Control = {
    ...windowControl(page),
    requests: (server) => Promise.resolve(world.requests(server)),
    publishMalware: (id, name) => {
      world.publishMalware(id, name);
      return Promise.resolve();
    },
  };
  const { url, server } = await serveControl(control);
  cleanup.add(() => server.close());
  return await runSuite(host, {
    context: {
      suites: plan.suites,
      grep,
      reportFile: path.join(prepared.scratch, 'report.json'),
      outputFile: path.join(prepared.scratch, 'output.txt'),
      controlUrl: url,
    },
    workspace: prepared.workspace,
    extension: PROJECT_ROOT,
    ...(plan.companion !== undefined && { companion: path.join(EXTENSIONS, plan.companion) }),
    entry,
    settings: settingsOf(plan, world),
    env: prepared.env,
    language: plan.language,
    workspaceTrust: plan.workspaceTrust,
    scratch: prepared.scratch,
    onWindow: (opened) => (window = opened),
  });
}

function say(message: string): void {
  console.log(`[e2e ${(performance.now() / 1000).toFixed(0)}s] ${message}`);
}

function isPossible({ language, inTerminal = false }: RunPlan, host: Host): boolean {
  return (language === undefined || host.speaksAnyLanguage) && (!inTerminal || host.startsTerminals);
}

async function main(): Promise<boolean> {
  if (!existsSync(path.join(PROJECT_ROOT, 'dist', 'server.cjs'))) throw new Error('run "npm run build" first');
  const { grep, builds, plans } = choice();
  const { entry, suites } = await bundleTests(PROJECT_ROOT, path.join(OUTPUT_ROOT, 'e2e'));
  const unplanned = unplannedSuites(suites, RUN_PLANS);
  if (unplanned.length > 0) throw new Error(`no run plan names ${unplanned.join(', ')}`);
  const verdicts: Verdict[] = [];
  const failed: string[] = [];
  for (const host of await hosts(builds)) {
    for (const plan of plans.filter((one) => isPossible(one, host))) {
      say(`${host.name}: ${plan.name} (${plan.suites.join(', ')})`);
      const verdict = await withCleanup((cleanup) => runPlan(plan, host, entry, grep, cleanup));
      say(`${verdict.passed ? 'passed' : 'FAILED'}: ${verdict.why}`);
      verdicts.push(verdict);
      if (!verdict.passed)
        failed.push([`${host.name}: ${plan.name}: ${verdict.why}`, ...(verdict.failures ?? [])].join('\n'));
    }
  }
  // Again at the end: of a long log often only that is kept.
  for (const one of failed) say(`FAILED: ${one}`);
  return verdicts.length > 0 && verdicts.every((verdict) => verdict.passed);
}

process.exitCode = (await main()) ? 0 : 1;
