import { phrase, type Remedy, worded } from '../model/index.js';
import type { RemedyContext, RemedyMaker } from './remedy.js';
import { found } from './support/circumstances.js';

const REASONS = ['insecure-transport'] as const;

/** Protocols without encryption, and what says the same with it. */
const ENCRYPTED: readonly (readonly [insecure: RegExp, secure: string])[] = [
  [/^http:\/\//i, 'https://'],
  [/^git\+http:\/\//i, 'git+https://'],
  [/^git:\/\//i, 'git+https://'],
];

/** A port belongs to one protocol: the encrypted one, if there is any, listens elsewhere. */
const HAS_PORT = /^[^/]*:\/\/(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:]*):\d/;

/** The same address over an encrypted connection. */
export const useHttps: RemedyMaker = Object.freeze({
  kind: 'replace',
  offer(context: RemedyContext): readonly Remedy[] {
    const { path, raw } = context.dependency;
    const rules = found(context, REASONS);
    const [insecure, secure] = ENCRYPTED.find(([pattern]) => pattern.test(raw)) ?? [];
    if (rules.length === 0 || insecure === undefined || secure === undefined || HAS_PORT.test(raw)) return [];
    return [
      {
        kind: 'replace',
        ...worded({
          title: phrase('Use https'),
          caveat: phrase('Whether the host answers over https was not checked.'),
        }),
        rules,
        changes: [{ op: 'set', path, expected: raw, value: raw.replace(insecure, secure) }],
        preferred: false,
      },
    ];
  },
});
