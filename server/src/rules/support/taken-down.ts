import { judgedVersion, type Packument, type Subject } from '../../model/index.js';

export interface TakenDown {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
}

/** The version that is locked or declared, where the registry knows when it came and offers it no more. */
export function takenDown(subject: Subject, { versions, unpublished }: Packument): TakenDown | undefined {
  const version = judgedVersion(subject) ?? declaredInVain(subject);
  if (unpublished === undefined || version === undefined || versions[version] !== undefined) return undefined;
  const publishedAt = Object.hasOwn(unpublished, version) ? unpublished[version] : undefined;
  return publishedAt === undefined ? undefined : { version, publishedAt };
}

/** An optional peer may name what nobody installs. */
function declaredInVain({ resolution, dependency }: Subject): string | undefined {
  if (resolution.from !== 'nowhere' || resolution.because !== 'no-such-version') return undefined;
  const specifier = dependency?.specifier;
  return specifier?.kind === 'version' && dependency?.optionalPeer !== true ? specifier.version : undefined;
}
