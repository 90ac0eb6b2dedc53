import type { ShellSignal } from '../shell/signals.js';

/** What a shipped `.npmrc` makes npm do where it counts: in the package's own folder, as for a git dependency. */
const NPMRC: readonly (readonly [RegExp, 'npmrc-runs' | 'npmrc-registry'])[] = [
  [
    /^\s*(?:git|script-shell|shell|node-options|prefix|globalconfig|userconfig|onload-script|editor|node-gyp|python)\s*=\s*\S.*$/im,
    'npmrc-runs',
  ],
  [/^[ \t]*(?:@[^:\s=]+:)?registry[ \t]*=[ \t]*http:\/\/(?!localhost|127\.|\[::1\]).*$/im, 'npmrc-registry'],
];

export function npmrcSignals(text: string): readonly ShellSignal[] {
  return NPMRC.flatMap(([setting, kind]) => {
    const found = setting.exec(text);
    return found === null ? [] : [{ kind, offset: found.index, detail: found[0].trim() }];
  });
}

/** Registries of an `.npmrc` on the way to which everybody can change what is fetched; those of a network at home or at work are left out. */
export function npmrcRegistries(text: string): readonly ShellSignal[] {
  const plain = /^[ \t]*(?:@[^:\s=]+:)?registry[ \t]*=[ \t]*(http:\/\/[^\s"']+)/gim;
  return [...text.matchAll(plain)]
    .filter(([, address = '']) => !isNearby(address))
    .map(({ index, 0: whole }) => ({
      kind: 'npmrc-registry',
      offset: index + whole.length - whole.trimStart().length,
      detail: whole.trim(),
    }));
}

/** A host without a dot, of a network of one's own, or of this machine. */
export function isNearby(address: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return (
    !host.includes('.') ||
    /^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|\.(?:local|localhost|internal|intranet|corp|lan|home|test)$/.test(
      host,
    )
  );
}
