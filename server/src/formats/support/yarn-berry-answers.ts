import { boundTo, patchedByYarn, withProtocol } from './yarn-berry-ranges.js';
import { splitDescriptor, type YarnDescriptor } from './yarn-descriptor.js';
import { findResolution, parseResolutions, type YarnResolution } from './yarn-resolutions.js';
import type { YarnCatalogs } from './yarn-settings.js';

const CATALOG = 'catalog:';

/** Which locator answers a package that asks for a range, through all that yarn puts in between. */
export class BerryAnswers {
  readonly #byKey: ReadonlyMap<string, string>;
  /** Yarn patches some packages itself: what was asked for → the patched package. */
  readonly #patched = new Map<string, string>();
  /** What only a patched twin of it asks for. */
  readonly #sources = new Set<string>();
  /** The locators that a name has answers from, for a catalog that is not at hand. */
  readonly #byName = new Map<string, Set<string>>();
  readonly #root: string;
  readonly #resolutions: readonly YarnResolution[];
  readonly #catalogs: YarnCatalogs;

  /**
   * @param byKey `name@range` → locator
   * @param root locator of the project itself
   */
  constructor(
    byKey: ReadonlyMap<string, string>,
    root: string,
    resolutions: Readonly<Record<string, string>>,
    catalogs: YarnCatalogs,
  ) {
    this.#byKey = byKey;
    this.#root = root;
    this.#resolutions = parseResolutions(resolutions);
    this.#catalogs = catalogs;
    for (const [key, locator] of byKey) this.#learn(key, locator);
  }

  /** @param parent locator of the package that asks */
  to(wanted: YarnDescriptor, parent: string): string | undefined {
    const redirected = findResolution(this.#resolutions, parent, wanted);
    const { name } = wanted;
    if (redirected === undefined) return this.#find(name, wanted.range, parent);
    // A lockfile that was written before the resolution still answers as it did then.
    return this.#find(name, redirected, this.#root) ?? this.#find(name, wanted.range, parent);
  }

  #learn(key: string, locator: string): void {
    const { name, range } = splitDescriptor(key);
    const source = patchedByYarn(range);
    if (source !== undefined) {
      this.#patched.set(source, locator);
      this.#sources.add(patchedByYarn(splitDescriptor(locator).range) ?? '');
    }
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, new Set([locator]));
    else known.add(locator);
  }

  #find(name: string, range: string, parent: string): string | undefined {
    if (!range.startsWith(CATALOG)) return this.#exact(`${name}@${withProtocol(range)}`, `${name}@${range}`, parent);
    const told = this.#catalogs.get(range.slice(CATALOG.length))?.get(name);
    if (told !== undefined) return this.#exact(`${name}@${withProtocol(told)}`, `${name}@${told}`, parent);
    const found = [...(this.#byName.get(name) ?? [])].filter((id) => !this.#sources.has(id));
    return found.length === 1 ? found[0] : undefined;
  }

  #exact(key: string, written: string, parent: string): string | undefined {
    return (
      this.#patched.get(key) ??
      this.#byKey.get(key) ??
      this.#byKey.get(written) ??
      this.#byKey.get(written + boundTo(parent))
    );
  }
}
