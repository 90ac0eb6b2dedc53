import type { Settings } from '../model/index.js';
import type { EditorNetwork } from '../protocol/messages.js';
import type { Composition } from './host.js';

/** Settings that only this layer reads: they make no other engine. */
const EDITOR_ONLY: readonly string[] = Object.freeze([
  'enable',
  'severity',
  'imports.enable',
  'imports.askRegistry',
  'repository.enable',
  'secondOpinion.enable',
  'intelligence.maximumAge',
  'intelligence.mirror',
  'codeLens.enable',
  'completion.enable',
  'inlayHints.enable',
  'documentLinks.enable',
] satisfies (keyof Settings)[]);

/** Each engine holds facts in memory, and settings seldom differ between folders. */
const MAX_ENGINES = 4;

/** One engine for each way the settings can matter to one, so that folders with equal settings share facts. */
export class EnginePool {
  readonly #create: (settings: Settings, network: EditorNetwork) => Composition;
  readonly #pool = new Map<string, Composition>();
  #network: EditorNetwork;

  constructor(create: (settings: Settings, network: EditorNetwork) => Composition, network: EditorNetwork) {
    this.#create = create;
    this.#network = network;
  }

  for(settings: Settings): Composition {
    const key = JSON.stringify(Object.entries(settings).filter(([name]) => !EDITOR_ONLY.includes(name)));
    const composition = this.#pool.get(key) ?? this.#create(settings, this.#network);
    // Last used, last in the map.
    this.#pool.delete(key);
    this.#pool.set(key, composition);
    const [oldest] = this.#pool.keys();
    if (this.#pool.size > MAX_ENGINES && oldest !== undefined) this.#pool.delete(oldest);
    return composition;
  }

  all(): readonly Composition[] {
    return [...this.#pool.values()];
  }

  get network(): EditorNetwork {
    return this.#network;
  }

  setNetwork(network: EditorNetwork): void {
    this.#network = network;
    this.#pool.clear();
  }
}
