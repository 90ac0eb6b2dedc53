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

/** All secrets of a repository as one text. */
const ALL_SECRETS = /\btoJSON\(\s*secrets\s*\)/;
const SENDS = /\b(?:curl|wget|nc|fetch|Invoke-WebRequest|base64)\b|https?:\/\//;

export function workflowSignals(text: string): readonly ShellSignal[] {
  const found = ALL_SECRETS.exec(text);
  return found !== null && SENDS.test(text)
    ? [{ kind: 'workflow-secrets', offset: found.index, detail: found[0] }]
    : [];
}
