import type { Assessment } from '../model/index.js';
import type { Judged } from './project-parts.js';

/** What has become critical in a manifest. */
export interface CriticalNews {
  readonly judged: Judged;
  /** Of the findings. */
  readonly fingerprints: ReadonlySet<string>;
}

/** Tells what has become critical in a manifest since it was judged before; what has always been there is no news. */
export class CriticalWatch {
  /** Fingerprints of what was critical, by manifest. */
  readonly #known = new Map<string, ReadonlySet<string>>();

  /** The manifest has changed: all that is critical in it is news, where it was never judged before. */
  expect(uri: string): void {
    if (!this.#known.has(uri)) this.#known.set(uri, new Set());
  }

  /** Fingerprints of what is critical by now and was not before. */
  news(uri: string, assessments: readonly Assessment[]): ReadonlySet<string> {
    const findings = assessments.flatMap((one) => one.findings).filter(({ level }) => level === 'critical');
    const critical = new Set(findings.map(({ fingerprint }) => fingerprint));
    const known = this.#known.get(uri) ?? critical;
    this.#known.set(uri, critical);
    return new Set([...critical].filter((fingerprint) => !known.has(fingerprint)));
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}
