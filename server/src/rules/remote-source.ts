import type { Level, Specifier } from '../model/index.js';
import { defineRule } from './rule.js';
import { withoutSecrets } from './support/remote-url.js';
import { nameOf, shorten } from './support/text.js';

/** The code comes past the registry: no malware reports, no advisories, no publication date hold for it. */
export const remoteSource = defineRule({
  id: 'remote-source',
  title: 'Dependency that comes past the registry',
  needs: [],
  find({ subject }) {
    const specifier = subject.dependency?.specifier;
    const source = specifier === undefined ? undefined : sourceOf(specifier);
    if (source === undefined) return [];
    return [
      {
        message: `${nameOf(subject)} comes from ${source.from}, ${source.hold}`,
        target: 'specifier',
        level: source.level,
        evidence: [{ kind: 'file', field: subject.dependency?.section, value: source.url }],
      },
    ];
  },
});

interface RemoteSource {
  readonly url: string;
  readonly from: string;
  readonly hold: string;
  readonly level: Level;
}

function sourceOf(specifier: Specifier): RemoteSource | undefined {
  if (specifier.kind === 'tarball-url') {
    const url = withoutSecrets(specifier.url);
    return { url, from: `the address ${url}`, hold: 'whose owner can change what is there', level: 'medium' };
  }
  if (specifier.kind !== 'git') return undefined;
  const url = withoutSecrets(specifier.url);
  const from = `the git repository ${url}`;
  if (specifier.pinned) return { url, from, hold: 'held at one commit', level: 'low' };
  const ref = specifier.committish === undefined ? 'its default branch' : `"${shorten(specifier.committish, 64)}"`;
  return { url, from, hold: `at ${ref}, which its owner can move`, level: 'medium' };
}
