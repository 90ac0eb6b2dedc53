import type { Evidence, Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { isLoopback, withoutSecrets } from './support/remote-url.js';
import { nameOf } from './support/text.js';

/** Fetched over a connection that anybody on the way can read and change. */
export const insecureTransport = defineRule({
  id: 'insecure-transport',
  title: 'Dependency fetched without encryption',
  needs: [],
  find({ subject }) {
    const evidence = declared(subject) ?? locked(subject);
    if (evidence === undefined) return [];
    return [
      {
        message: `${nameOf(subject)} is fetched without encryption from ${evidence.value}, so anybody on the way can change it`,
        target: 'specifier',
        evidence: [evidence],
      },
    ];
  },
});

type UrlEvidence = Evidence & { readonly value: string };

function declared(subject: Subject): UrlEvidence | undefined {
  const specifier = subject.dependency?.specifier;
  if (specifier?.kind !== 'git' && specifier?.kind !== 'tarball-url') return undefined;
  if (!specifier.insecure || isLoopback(specifier.url)) return undefined;
  return { kind: 'file', field: subject.dependency?.section, value: withoutSecrets(specifier.url) };
}

/** With a hash beside it the lockfile notices every change; without one nothing does. */
function locked(subject: Subject): UrlEvidence | undefined {
  const { resolved, integrity } = subject.locked ?? {};
  if (resolved === undefined || integrity !== undefined) return undefined;
  if (!resolved.startsWith('http://') || isLoopback(resolved)) return undefined;
  return { kind: 'lockfile', field: 'resolved', value: withoutSecrets(resolved) };
}
