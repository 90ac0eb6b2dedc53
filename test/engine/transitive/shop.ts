/** A project that npm locked, over a registry that a test writes down. */
import { JudgingEngine } from '../../../server/src/engine/judging-engine.js';
import {
  absent,
  judgedVersion,
  ok,
  readDeclared,
  splitPackageId,
  valueOf,
  type Assessment,
  type Remedy,
  type VersionFacts,
} from '../../../server/src/model/index.js';
import { changeText, offerRemedies, offerTransitiveRemedies } from '../../../server/src/remedies/index.js';
import { defineRule } from '../../../server/src/rules/rule.js';
import { fakeParts, type Answers } from '../../support/fake-engine-parts.js';
import { NOW, packument } from '../../support/subjects.js';

export interface Shop {
  /** Lines of the manifest. */
  readonly lines: Readonly<Record<string, string>>;
  /** More of the manifest. */
  readonly manifest?: object;
  /** Locations of the lockfile, below `node_modules/`, with what each declares. */
  readonly locked: Readonly<
    Record<string, readonly [version: string, dependencies?: Readonly<Record<string, string>>]>
  >;
  /** `name@version` → dependencies. */
  readonly published: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Versions with a problem of level medium. */
  readonly bad: readonly string[];
  /** They are no mere faults. */
  readonly malware?: boolean;
  /** False: nobody knows when anything was published. */
  readonly dated?: boolean;
  /** Where a version's dependencies are told. */
  readonly told?: 'by the registry' | 'in package files';
}

const SIGNAL = new AbortController().signal;

/** The fixes of a package that a line brings in, and what was asked for them. */
export async function fixesOf(
  shop: Shop,
  id: string,
  broughtInBy: string,
  depth?: 'titles' | 'edits',
): Promise<{ readonly remedies: readonly Remedy[]; readonly opened: readonly string[] }> {
  const { parts, asked } = fakeParts({
    files: { '/shop/package.json': manifestText(shop), '/shop/package-lock.json': lockfileText(shop) },
    answers: answersOf(shop),
    parts: { offerRemedies, offerTransitiveRemedies, changeText, rules: [faultRule(shop.malware === true)] },
  });
  const engine = new JudgingEngine(parts);
  const project = await engine.open({ manifestPath: '/shop/package.json', trusted: true });
  if (project === undefined) throw new Error('there is no project');
  const { assessments } = await engine.judge(project, { signal: SIGNAL, scope: 'all' });
  const judged = assessments.find(({ subject }) => `${subject.name}@${judgedVersion(subject) ?? ''}` === id);
  if (judged === undefined) throw new Error(`${id} is not judged`);
  const assessment: Assessment = judged;
  if (assessment.subject.broughtInBy !== broughtInBy)
    throw new Error(`brought in by ${assessment.subject.broughtInBy ?? 'nobody'}`);
  const remedies = await engine.remedies(project, assessment, SIGNAL, depth);
  const opened = asked.filter((question) => question.startsWith('tarballManifest '));
  return { remedies, opened: opened.map((question) => question.slice('tarballManifest '.length)) };
}

/** A version that its publisher warns of; as malware, where that is what the case is about. */
function faultRule(isMalware: boolean): ReturnType<typeof defineRule> {
  return defineRule({
    id: isMalware ? 'known-malware' : 'deprecated',
    title: 'A fault',
    needs: ['packument'],
    find({ subject, facts: { packument: known } }) {
      const notice = valueOf(known)?.versions[judgedVersion(subject) ?? '']?.deprecated;
      return notice === undefined ? [] : [{ message: notice, evidence: [], target: 'specifier' as const }];
    },
  });
}

function manifestText({ lines, manifest }: Shop): string {
  return JSON.stringify({ name: 'shop', dependencies: lines, ...manifest }, undefined, 2);
}

function lockfileText({ lines, locked }: Shop): string {
  const packages = Object.entries(locked).map(([place, [version, dependencies = {}]]) => [
    `node_modules/${place}`,
    { version, dependencies },
  ]);
  const own = ['', { name: 'shop', dependencies: lines }];
  return JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries([own, ...packages]) as object });
}

function answersOf({ published, bad, told = 'by the registry', dated = true }: Shop): Answers {
  const declaresOf = (id: string) => readDeclared({ dependencies: published[id] ?? {} });
  return {
    packument: ({ name }) => {
      const all = Object.keys(published).filter((id) => splitPackageId(id).name === name);
      if (all.length === 0) return absent(NOW);
      const versions = all.map((id): [string, Partial<VersionFacts>] => [
        splitPackageId(id).version ?? '',
        {
          ...(bad.includes(id) ? { deprecated: `${id} is no good` } : {}),
          ...(dated ? {} : { publishedAt: undefined }),
          ...(told === 'by the registry' ? { declares: JSON.stringify(declaresOf(id)) } : {}),
        },
      ]);
      return ok(packument({ name, versions: Object.fromEntries(versions) }), NOW);
    },
    tarballManifest: ({ name, version = '' }) =>
      ok(
        {
          scripts: {},
          hasBindingGyp: false,
          fileCount: 1,
          unpackedSize: 1,
          declares: declaresOf(`${name}@${version}`),
        },
        NOW,
      ),
  };
}
