/** An engine over files and facts that a test writes down: real formats, no network, no disk. */
import type { EngineParts } from '../../server/src/engine/parts.js';
import { ALIAS_FORMATS, IN_TEXT_FORMATS } from '../../server/src/formats/in-text/index.js';
import { SETTINGS_FORMATS } from '../../server/src/formats/index.js';
import { packageJson } from '../../server/src/formats/package-json.js';
import { packageLock } from '../../server/src/formats/package-lock.js';
import { pnpmWorkspace } from '../../server/src/formats/pnpm-workspace.js';
import { absent, EMPTY_POLICY, ok, type FactTypes, type Outcome, type Question } from '../../server/src/model/index.js';
import { silentLogger } from '../../server/src/platform/logger.js';
import type { Files } from '../../server/src/platform/files.js';
import { defineRule } from '../../server/src/rules/rule.js';
import type { LookUp, Source, SourceSet } from '../../server/src/sources/source.js';
import { EXAMPLE_REGISTRY, NOW } from './subjects.js';

/** What a question's source answers, by look-up. */
export type Answers = { readonly [Q in Question]?: (request: LookUp) => Outcome<FactTypes[Q]> };

export interface FakeWorld {
  readonly files: Readonly<Record<string, string>>;
  readonly answers?: Answers;
  readonly parts?: Partial<EngineParts>;
}

const NOTHING: { readonly [Q in Question]: Outcome<FactTypes[Q]> } = {
  packument: absent(NOW),
  intelligence: ok({ malware: [], advisories: [], origin: 'a test' }, NOW),
  registryAdvisories: ok([], NOW),
  osv: ok([], NOW),
  popularity: ok({ listSize: 0, similar: [] }, NOW),
  tarballManifest: absent(NOW),
  replacements: ok([], NOW),
  downloads: absent(NOW),
  depsDev: absent(NOW),
  scorecard: absent(NOW),
  publicName: absent(NOW),
  signature: absent(NOW),
  attestation: absent(NOW),
  artifact: absent(NOW),
  previousArtifact: absent(NOW),
  addedDependencies: ok([], NOW),
  namesake: absent(NOW),
  meantPackage: absent(NOW),
  meantDownloads: absent(NOW),
};

/** Files by absolute path. */
export function fakeFiles(files: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => Promise.resolve(path in files ? ok(files[path] ?? '', NOW) : absent(NOW)),
    exists: (path) => Promise.resolve(path in files),
    names: (path) => Promise.resolve(namesIn(files, path)),
    folders: (path) => {
      const below = Object.keys(files).filter((file) => file.startsWith(`${path}/`));
      const steps = below.map((file) => file.slice(path.length + 1).split('/'));
      return Promise.resolve([...new Set(steps.flatMap(([name = '', ...rest]) => (rest.length > 0 ? [name] : [])))]);
    },
  };
}

function namesIn(files: Readonly<Record<string, string>>, folder: string): readonly string[] {
  const below = Object.keys(files).filter((file) => file.startsWith(`${folder}/`));
  return [...new Set(below.map((file) => file.slice(folder.length + 1).split('/')[0] ?? ''))];
}

/** The parts, and every look-up in the order in which it was made: `packument lodash`, `osv lodash@4.17.20`. */
export function fakeParts({ files, answers = {}, parts = {} }: FakeWorld): {
  readonly parts: EngineParts;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const source = <Q extends Question>(question: Q, byVersion: boolean): Source<Q> => {
    const answer = answers[question] ?? (() => NOTHING[question]);
    const key = ({ name, version }: LookUp): string => (byVersion ? `${name}@${version ?? ''}` : name);
    return {
      question,
      batchSize: 10,
      maxAgeMs: Infinity,
      key,
      lookUp: (requests) => {
        asked.push(...requests.map((request) => `${question} ${key(request)}`));
        return Promise.resolve(requests.map(answer));
      },
    };
  };
  const sources: SourceSet = {
    packument: source('packument', false),
    intelligence: source('intelligence', false),
    registryAdvisories: source('registryAdvisories', true),
    osv: source('osv', true),
    popularity: source('popularity', false),
    tarballManifest: source('tarballManifest', true),
    artifact: source('artifact', true),
    replacements: source('replacements', false),
    signature: source('signature', true),
    attestation: source('attestation', true),
  };
  return { asked, parts: { ...plainParts(files, sources), ...parts } };
}

function plainParts(files: Readonly<Record<string, string>>, sources: SourceSet): EngineParts {
  return {
    files: fakeFiles(files),
    clock: () => NOW,
    logger: silentLogger,
    breathe: () => Promise.resolve(),
    manifestFormat: packageJson,
    settingsFormats: SETTINGS_FORMATS,
    lockfileFormats: [packageLock],
    pnpmSettingsFormat: pnpmWorkspace,
    inTextFormats: IN_TEXT_FORMATS,
    aliasFormats: ALIAS_FORMATS,
    policyFormat: { id: 'none', fileName: 'package-risk.json', read: () => EMPTY_POLICY },
    readTeamSettings: () => Promise.resolve({ ignored: [], notes: [] }),
    sources: {
      sourcesFor: () => Promise.resolve(sources),
      filesFor: () =>
        Promise.resolve({
          readText: () => Promise.resolve(absent(NOW)),
          readContents: () => Promise.resolve(absent(NOW)),
        }),
      registriesFor: () => Promise.resolve(EXAMPLE_REGISTRY),
    },
    suggestNames: () => Promise.resolve([]),
    rules: [deprecatedRule],
    scorer: { levelOf: () => 'medium' },
    offerRemedies: () => [],
    offerTransitiveRemedies: () => [],
    offerScriptRemedies: () => [],
    reviewScripts: () => ({ allowed: [], denied: [], open: [] }),
    changeText: () => undefined,
    lineToAdd: () => undefined,
    addAcceptance: () => ({ text: '' }),
    cooldownHours: 72,
  };
}

/** The smallest rule that reads a fact of the judged version. */
const deprecatedRule = defineRule({
  id: 'deprecated',
  title: 'Deprecated',
  needs: ['packument'],
  find({ subject, facts: { packument } }) {
    if (packument.status !== 'ok' || subject.resolution.from === 'nowhere') return [];
    const notice = packument.value.versions[subject.resolution.version]?.deprecated;
    return notice === undefined ? [] : [{ message: notice, evidence: [], target: 'specifier' as const }];
  },
});
