import type { ShellSignal } from './shell-signals.js';

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
