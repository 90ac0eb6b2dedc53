import {
  findResolution,
  parseResolutions,
  rangeTestOf,
  type RangeTest,
  type YarnResolution,
} from '../../model/index.js';
import { boundTo, patchedByYarn, withProtocol } from './yarn-berry-ranges.js';
import { splitDescriptor, type YarnDescriptor } from './yarn-descriptor.js';
import { YarnRanges } from './yarn-ranges.js';
import type { YarnCatalogs } from './yarn-settings.js';

const CATALOG = 'catalog:';

/** Which locator answers a package that asks for a range, through all that yarn puts in between. */
export class BerryAnswers {
  readonly #byKey: YarnRanges<string>;
  /** Yarn patches some packages itself: what was asked for → the patched package. */
  readonly #patched = new Map<string, string>();
  /** What only a patched twin of it asks for. */
  readonly #sources = new Set<string>();
  readonly #root: string;
  readonly #resolutions: readonly YarnResolution[];
  readonly #isRange: RangeTest;
  readonly #catalogs: YarnCatalogs;

  /**
   * @param byKey `name@range` → locator
   * @param root locator of the project itself
   * @param version of the lockfile
   */
  constructor(
    byKey: Iterable<readonly [key: string, locator: string]>,
    root: string,
    resolutions: Readonly<Record<string, string>>,
    catalogs: YarnCatalogs,
    version: string,
  ) {
    this.#byKey = new YarnRanges();
    this.#root = root;
    this.#resolutions = parseResolutions(resolutions);
    this.#isRange = rangeTestOf(version);
    this.#catalogs = catalogs;
    for (const [key, locator] of byKey) this.#learn(key, locator);
  }

  /** @param parent locator of the package that asks */
  to(wanted: YarnDescriptor, parent: string): string | undefined {
    const redirected = findResolution(this.#resolutions, parent, wanted, this.#isRange);
    const { name } = wanted;
    if (redirected === undefined) return this.#find(name, wanted.range, parent);
    // A lockfile that was written before the resolution still answers as it did then.
    return this.#find(name, redirected, this.#root) ?? this.#find(name, wanted.range, parent);
  }

  #learn(key: string, locator: string): void {
    this.#byKey.set(key, locator);
    // Nearly no key is of a patched package, and each is looked at.
    const source = key.includes('@patch:') ? patchedByYarn(splitDescriptor(key).range) : undefined;
    if (source === undefined) return;
    this.#patched.set(source, locator);
    this.#sources.add(patchedByYarn(splitDescriptor(locator).range) ?? '');
  }

  #find(name: string, range: string, parent: string): string | undefined {
    if (!range.startsWith(CATALOG)) return this.#exact(name, range, parent);
    const told = this.#catalogs.get(range.slice(CATALOG.length))?.get(name);
    if (told !== undefined) return this.#exact(name, told, parent);
    const found = [...new Set(this.#byKey.ofName(name))].filter((id) => !this.#sources.has(id));
    return found.length === 1 ? found[0] : undefined;
  }

  #exact(name: string, written: string, parent: string): string | undefined {
    const range = withProtocol(written);
    return (
      (this.#patched.size === 0 ? undefined : this.#patched.get(`${name}@${range}`)) ??
      this.#byKey.get(name, range) ??
      this.#byKey.get(name, written) ??
      this.#byKey.get(name, written + boundTo(parent))
    );
  }
}
