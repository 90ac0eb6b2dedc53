import { SeededRandom } from '../random.js';
import type { BenchEditor } from '../editor.js';

/** A manifest that somebody works on, and the texts it has meanwhile. */
export interface SoakProject {
  readonly uri: string;
  readonly manifest: string;
  readonly texts: readonly string[];
}

/** How often each is done, of a hundred times. */
const SHARES = { edit: 70, hover: 10, reopen: 18, rescan: 2 } as const;
export type Action = keyof typeof SHARES;

/** What somebody does all day, in an order that the seed decides: types, points at lines, closes, opens, has all of it judged anew. */
export class SoakSession {
  readonly counts: Record<Action, number> = { edit: 0, hover: 0, reopen: 0, rescan: 0 };
  readonly #editor: BenchEditor;
  readonly #projects: readonly SoakProject[];
  readonly #random: SeededRandom;

  constructor(editor: BenchEditor, projects: readonly SoakProject[], seed: number) {
    this.#editor = editor;
    this.#projects = projects;
    this.#random = new SeededRandom(seed);
  }

  /** Each answer is waited for, so that nothing piles up that a person would not have caused. */
  async act(): Promise<void> {
    const project = this.#projects[this.#random.below(this.#projects.length)];
    if (project === undefined) return;
    const action = this.#choose();
    this.counts[action] += 1;
    await this.#do(action, project);
  }

  #choose(): Action {
    let at = this.#random.below(Object.values(SHARES).reduce((sum, share) => sum + share, 0));
    for (const [action, share] of Object.entries(SHARES)) if ((at -= share) < 0) return action as Action;
    return 'edit';
  }

  async #do(action: Action, { uri, manifest, texts }: SoakProject): Promise<void> {
    switch (action) {
      case 'edit':
        await this.#editor.type(uri, texts[this.#random.below(texts.length)] ?? manifest);
        break;
      case 'hover':
        await this.#editor.hover(uri, this.#random.below(manifest.split('\n').length), 8);
        break;
      case 'reopen':
        await this.#editor.hide(uri);
        await this.#editor.show(uri, manifest);
        await this.#editor.diagnostics(uri);
        break;
      case 'rescan':
        await this.#editor.rescan();
        break;
    }
  }
}
