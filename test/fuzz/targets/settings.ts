import assert from 'node:assert/strict';
import { parseSyml } from '@yarnpkg/parsers';
import { readInput } from '../../../server/src/agents/read-input.js';
import { TOOLS } from '../../../server/src/agents/index.js';
import { parseArguments } from '../../../server/src/cli/arguments.js';
import { editorEnvironment } from '../../../server/src/cli/editor-environment.js';
import { MANAGERS } from '../../../server/src/guard/managers/index.js';
import type { PackageManager } from '../../../server/src/model/index.js';
import { readReview } from '../../../server/src/opinion/read-review.js';
import { mappingsIn } from '../../../server/src/platform/npm/project-npmrc.js';
import { registriesIn, SETTINGS_FILES } from '../../../server/src/platform/npm/registries-in-settings.js';
import { MANAGER_SETTINGS_FORMATS, POLICY_FORMATS } from '../../../server/src/policies/index.js';
import { readBaseline } from '../../../server/src/report/baseline/baseline.js';
import { changedSamples, projectFiles } from '../support/corpus.js';
import type { FuzzTarget } from '../target.js';

const PACKAGE_MANAGERS: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

const SETTINGS = [
  '@acme:registry=https://registry.npm.example/\n//registry.npm.example/:_authToken=${TOKEN}\nignore-scripts=true\nmin-release-age=7\n',
  'minimumReleaseAge: 1440\nminimumReleaseAgeExclude: ["a@1", b]\nonlyBuiltDependencies:\n  - esbuild\nallowBuilds: {a: true}\n',
  'npmRegistryServer: https://registry.npm.example\nnpmScopes:\n  acme:\n    npmRegistryServer: "https://a.invalid"\nenableScripts: false\n',
  'a: &p plugins\n*p : [./a.cjs]\n? [yarnPath]\n: ./b.cjs\nplugins:\n  - path: c.cjs\n    spec: d\n',
  '[install]\nregistry = { url = "https://registry.npm.example", token = "$T" }\nminimumReleaseAge = 259200\n[install.scopes]\na = "x"\n',
  '[[IgnoredVulns]]\nid = "GHSA-35jh-r3h4-6jhm"\nignoreUntil = 2022-11-09\nreason = "x"\n',
  '{"pnpm": {"onlyBuiltDependencies": ["a"], "auditConfig": {"ignoreCves": ["CVE-2021-1"]}}, "trustedDependencies": ["b"]}',
] as const;

const settings: readonly FuzzTarget[] = MANAGER_SETTINGS_FORMATS.map((format) => ({
  name: `settings-${format.id}`,
  shortRuns: 200,
  input: changedSamples(() => SETTINGS),
  check(input) {
    for (const manager of PACKAGE_MANAGERS) format.read(input.toString('utf8'), manager);
  },
}));

const policies: readonly FuzzTarget[] = POLICY_FORMATS.map((format) => ({
  name: `policy-${format.id}`,
  shortRuns: 250,
  input: changedSamples(() => projectFiles('.', /^(?:examples|docs|schemas)\/.*\.json$/)),
  check(input) {
    format.read(input.toString('utf8'));
  },
}));

const registries: FuzzTarget = {
  name: 'registries-in-settings',
  shortRuns: 250,
  input: changedSamples(() => SETTINGS),
  check(input) {
    const text = input.toString('utf8');
    mappingsIn(text);
    for (const file of SETTINGS_FILES) registriesIn(file, text);
  },
};

const baselines: FuzzTarget = {
  name: 'baseline',
  shortRuns: 250,
  input: changedSamples(() => [
    JSON.stringify({
      version: 1,
      findings: [{ fingerprint: 'a1b2', rule: 'deprecated', package: 'x@1.0.0', level: 'low' }],
    }),
  ]),
  check(input) {
    const read = readBaseline(input.toString('utf8'));
    assert.ok('entries' in read || read.problem !== '');
  },
};

/** What a guard keeps of a project's settings while it resolves. */
const guarded: FuzzTarget = {
  name: 'settings-under-guard',
  shortRuns: 200,
  input: changedSamples(() => SETTINGS),
  check(input) {
    const text = input.toString('utf8');
    for (const { id, settings: names, harmless } of Object.values(MANAGERS).flat()) {
      for (const name of names) {
        const said = harmless(name, text);
        assert.ok(Object.values(said).every((one) => typeof one === 'string'));
        if ('text' in said && id === 'yarn-berry') assertYarnLoadsNothing(said.text);
      }
    }
  },
};

/** As Yarn itself reads it. */
function assertYarnLoadsNothing(text: string): void {
  try {
    const read: object = parseSyml(text);
    assert.deepEqual(
      Object.keys(read).filter((key) => ['plugins', 'yarnPath'].includes(key)),
      [],
    );
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    // What Yarn does not read it does not obey.
  }
}

const LINES = [
  'npm install --save-dev left-pad@1.3.0 @a/b@latest --registry https://r.invalid',
  'npm exec --yes -- cowsay hi\nnpx -p a -c "b"\npnpm dlx x@1 y\nyarn add -D x\nbun add x --exact\npnpm add -g y',
  'check --format sarif --fail-on high --baseline b.json -- .\nscan left-pad@1 --json\nexplain x',
] as const;

const commandLines: FuzzTarget = {
  name: 'command-lines',
  shortRuns: 250,
  input: changedSamples(() => LINES),
  check(input) {
    const words = input.toString('utf8').split(/[ \n]/);
    parseArguments(words);
    for (const manager of Object.values(MANAGERS).flat()) {
      const intent = manager.intent(words[0] ?? '', words.slice(1), { variables: {}, trusted: false });
      assert.ok(['passes', 'unclear', 'project', 'global', 'run'].includes(intent.kind));
    }
  },
};

const answers: FuzzTarget = {
  name: 'answers-of-models',
  shortRuns: 250,
  input: changedSamples(() => [
    JSON.stringify({ claims: [{ claim: 'It sends a token.', evidence: ['f1'], level: 'high', confidence: 0.9 }] }),
    '```json\n{"claims": []}\n```',
    JSON.stringify({ name: 'left-pad', version: '1.3.0', path: '.', rule: 'deprecated', limit: 5 }),
  ]),
  check(input) {
    const text = input.toString('utf8');
    const read = readReview(text, new Set(['f1']), 'a-nonce');
    if ('claims' in read) for (const { evidence } of read.claims) assert.deepEqual(evidence, ['f1']);
    const given = parsed(text);
    for (const { input: schema } of TOOLS) readInput(schema, given);
    editorEnvironment({ PACKAGE_RISK_EDITOR: text });
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const SETTINGS_TARGETS: readonly FuzzTarget[] = [
  ...[...settings, ...policies, registries, guarded],
  ...[baselines, commandLines, answers],
];
