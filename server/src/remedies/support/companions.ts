import { phrase, type JsonChange, type Phrase } from '../../model/index.js';
import type { RemedyContext } from '../remedy.js';

/**
 * What else in the manifest speaks of the same key and has to go along when the key is renamed (`name` given) or
 * removed: an optional peer's entry in `peerDependenciesMeta`.
 */
export function companionChanges({ dependency }: RemedyContext, name?: string): readonly JsonChange[] {
  if (dependency.section !== 'peerDependencies' || dependency.optionalPeer !== true) return [];
  const path = ['peerDependenciesMeta', dependency.name];
  return [name === undefined ? { op: 'remove', path } : { op: 'rename', path, name }];
}

/** What speaks of the same key and is left for a person to change. */
export function companionCaveat({ dependency }: RemedyContext): Phrase | undefined {
  return dependency.bundled === true ? phrase('bundleDependencies names it too and is not changed.') : undefined;
}
