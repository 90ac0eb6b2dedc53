import type { Progress } from '../engine/engine.js';
import type { Judged } from './project-parts.js';

/** What has become critical in a manifest. */
export interface CriticalNews {
  readonly judged: Judged;
  /** Of the findings. */
  readonly fingerprints: ReadonlySet<string>;
}

/** Tells what has become critical in a manifest since it was judged before; what has always been there is no news. */
export class CriticalWatch {
  readonly #tell: (news: CriticalNews) => void;
  /** Fingerprints of what was critical, by manifest. */
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(tell: (news: CriticalNews) => void) {
    this.#tell = tell;
  }

  /** The manifest has changed on disk: all that is critical in it is news, where it was never judged before. */
  expect(uri: string): void {
    if (!this.#known.has(uri)) this.#known.set(uri, new Set());
  }

  /** More is known of the manifest; half an answer is no news yet. */
  heard(uri: string, progress: Progress | undefined, judged: Judged | undefined): void {
    if (progress !== undefined || judged === undefined) return;
    const critical = criticalIn(judged);
    const known = this.#known.get(uri) ?? critical;
    this.#known.set(uri, critical);
    const fingerprints = new Set([...critical].filter((fingerprint) => !known.has(fingerprint)));
    if (fingerprints.size > 0) this.#tell({ judged, fingerprints });
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}

function criticalIn({ assessment }: Judged): ReadonlySet<string> {
  const findings = assessment.assessments.flatMap((one) => one.findings).filter(({ level }) => level === 'critical');
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}
