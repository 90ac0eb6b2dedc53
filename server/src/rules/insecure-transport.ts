import { phrase, type Evidence, type Subject } from '../model/index.js';
import { defineRule } from './rule.js';
import { isLoopback, withoutSecrets } from './support/remote-url.js';
import { nameOf } from './support/text.js';

/** Fetched over a connection that anybody on the way can read and change, because the manifest says so. */
export const insecureTransport = defineRule({
  id: 'insecure-transport',
  title: 'Dependency fetched without encryption',
  needs: [],
  find({ subject }) {
    const evidence = declared(subject);
    if (evidence === undefined) return [];
    return [
      {
        message: phrase('{package} is fetched without encryption from {address}, so anybody on the way can change it', {
          package: nameOf(subject),
          address: evidence.value,
        }),
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
