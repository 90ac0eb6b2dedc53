import type { KnownRegistries, Policy } from '../model/index.js';
import type { SourceSet } from '../sources/source.js';
import type { Judgement } from './assess.js';
import type { Project } from './engine.js';
import type { EngineParts } from './parts.js';

/** What the configuration gives a project: whom to ask, and where its packages may come from. */
interface ProjectWorld {
  readonly sources: SourceSet;
  readonly registries: KnownRegistries;
}

/** What each project that is open is judged with, by the configuration that held when it was opened. */
export class ProjectWorlds {
  readonly #parts: EngineParts;
  readonly #known = new WeakMap<Project, ProjectWorld>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  async adopt(project: Project): Promise<void> {
    this.#known.set(project, await this.around(project.folder, project.trusted));
  }

  /** What the configuration gives whatever lies in a folder. */
  async around(folder: string, trusted: boolean): Promise<ProjectWorld> {
    const { sources } = this.#parts;
    const [set, registries] = await Promise.all([
      sources.sourcesFor(folder, trusted),
      sources.registriesFor(folder, trusted),
    ]);
    return { sources: set, registries };
  }

  /** @throws TypeError for a project that nobody has adopted */
  sources(project: Project): SourceSet {
    return this.#of(project).sources;
  }

  /** @throws TypeError for a project that nobody has adopted */
  judgement(project: Project): Judgement {
    return this.judgementWith(project.policy, this.#of(project).registries);
  }

  judgementWith(policy: Policy, registries: KnownRegistries): Judgement {
    const { rules, scorer, clock, organisation } = this.#parts;
    const decided = policy.cooldownHours ?? this.#parts.cooldownHours;
    const cooldownHours = Math.max(decided, organisation?.minimumAgeHours ?? 0);
    return { rules, scorer, policy: { ...policy, organisation }, registries, now: clock(), cooldownHours };
  }

  #of(project: Project): ProjectWorld {
    const world = this.#known.get(project);
    if (world === undefined) throw new TypeError(`not opened by this engine: ${project.manifestPath}`);
    return world;
  }
}
