import path from 'node:path';
import type { Engine, Project, ProjectRef } from '../engine/engine.js';
import { EMPTY_POLICY, type Assessment, type Policy, type Weakening } from '../model/index.js';
import type { Files } from '../platform/files.js';
import type { CommandContext } from './context.js';
import type { OpenedRevision } from './io.js';

/** Files by which a project says where its packages come from. What a branch writes there is not followed before it is looked at. */
const REGISTRY_SETTINGS: readonly string[] = Object.freeze(['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml']);

type JudgingEngine = Pick<Engine, 'open' | 'workspaceManifests' | 'judge' | 'remedies'>;

/** A project on one side of a branch, with what judges it by the decisions of the revision. */
export interface Side {
  readonly project: Project;
  readonly engine: JudgingEngine;
}

export interface Sides {
  /** What the branch makes laxer of the team's decisions. */
  readonly decisions?: Assessment;
  /** Undefined where the branch has made the project. */
  readonly before?: Side;
  readonly after: Side;
}

/** How a project was and is, both under the policy that the revision has: a branch does not choose what it is judged by. */
export class SinceRevision {
  readonly #context: CommandContext;
  readonly #files: OpenedRevision;
  readonly #tip: Engine;
  readonly #base: Engine;

  constructor(context: CommandContext, files: OpenedRevision) {
    this.#context = context;
    this.#files = files;
    this.#tip = context.engineOn(files.tip);
    this.#base = context.engineOn(files.base);
  }

  /** @param more what of other files than policies the branch makes laxer */
  async sidesOf(now: Project, more: readonly Weakening[]): Promise<Sides> {
    const { engine } = this.#context;
    const { manifestPath, orLockfile, lockfile } = now;
    // Whoever names the revision trusts what it has decided.
    const ref: ProjectRef = { manifestPath, trusted: true, orLockfile, lockfile };
    const decided = await this.#tip.open(ref);
    const decision = {
      policy: decided?.policy ?? EMPTY_POLICY,
      trusted: now.trusted && (await this.#hasSameSettings(now)),
    };
    const was = await this.#base.open(ref);
    // Read as trusted, so that no note says that its policy is not used: that of the revision is.
    const read = (await engine.open(ref)) ?? now;
    const after = await engine.adopt({ ...read, ...decision });
    const change = { before: was?.policy ?? decided?.policy ?? EMPTY_POLICY, now: read.policy, more };
    return {
      decisions: engine.judgeDecisions(after, change),
      after: { project: after, engine: deciding(engine, engine, decision) },
      ...(was !== undefined && {
        before: {
          project: await engine.adopt({ ...was, ...decision }),
          engine: deciding(engine, this.#base, decision),
        },
      }),
    };
  }

  /** The text of a file where the branch left the revision, and as it is. */
  async textsOf(file: string): Promise<{ readonly before: string | undefined; readonly now: string | undefined }> {
    return { before: await textIn(this.#files.base, file), now: this.#textNow(file) };
  }

  /** The text of a file as the revision has it. */
  async textAt(file: string): Promise<string | undefined> {
    const text = await this.#files.tip.read(file);
    return text.status === 'ok' ? text.value : undefined;
  }

  /** Whether nothing that a hook reaches has changed. */
  async isSameHook({ subject: { hook } }: Assessment, folder: string): Promise<boolean> {
    const files = hook === undefined ? [] : [hook.file, ...hook.files];
    const same = await Promise.all(files.map((file) => this.#isSame(path.join(folder, file))));
    return same.length > 0 && same.every(Boolean);
  }

  async #hasSameSettings({ folder, lockfilePath = '' }: Project): Promise<boolean> {
    const folders = new Set([folder, path.dirname(path.resolve(folder, lockfilePath))]);
    const files = [...folders].flatMap((one) => REGISTRY_SETTINGS.map((name) => path.join(one, name)));
    const same = await Promise.all(files.map((file) => this.#isSame(file)));
    return same.every(Boolean);
  }

  async #isSame(file: string): Promise<boolean> {
    const before = await textIn(this.#files.base, file);
    return before === this.#textNow(file);
  }

  #textNow(file: string): string | undefined {
    try {
      return this.#context.io.readText(file).replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  }
}

async function textIn(files: Files, file: string): Promise<string | undefined> {
  const text = await files.read(file);
  return text.status === 'ok' ? text.value : undefined;
}

/** Reads by one engine and judges by another, so that what is known is shared. */
function deciding(
  engine: Engine,
  reader: Engine,
  decision: { readonly policy: Policy; readonly trusted: boolean },
): JudgingEngine {
  return {
    async open(ref) {
      const project = await reader.open({ ...ref, trusted: true });
      return project && engine.adopt({ ...project, ...decision });
    },
    workspaceManifests: (project) => reader.workspaceManifests(project),
    judge: (project, options) => engine.judge(project, options),
    remedies: (...given) => engine.remedies(...given),
  };
}
