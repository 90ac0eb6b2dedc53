import type { Words } from './phrase.js';
/**
 * What a manifest asks for, once its text is understood.
 *
 * `name` is the real package name: for `"lo": "npm:lodash@4"` it is `lodash`, while the dependency keeps `lo`.
 * Kinds that never come from a registry carry what is needed to say where they do come from.
 */
export type Specifier =
  | { readonly kind: 'version'; readonly name: string; readonly version: string; readonly alias: boolean }
  | { readonly kind: 'range'; readonly name: string; readonly range: string; readonly alias: boolean }
  | { readonly kind: 'tag'; readonly name: string; readonly tag: string; readonly alias: boolean }
  | {
      readonly kind: 'git';
      readonly url: string;
      /** Branch, tag, `semver:` range or commit behind the `#`; absent means the default branch. */
      readonly committish?: string;
      /** True only for a full 40- or 64-digit commit id: anything else can be moved by its owner. */
      readonly pinned: boolean;
      readonly insecure: boolean;
    }
  | { readonly kind: 'tarball-url'; readonly url: string; readonly insecure: boolean }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string }
  | { readonly kind: 'workspace'; readonly range: string }
  | { readonly kind: 'catalog'; readonly catalog: string }
  /** A protocol that only one package manager knows (`portal:`, `patch:`, `exec:`, `jsr:` …). */
  | { readonly kind: 'other'; readonly protocol: string }
  | { readonly kind: 'invalid'; readonly reason: Words };

/** A specifier that a registry answers. */
export type RegistrySpecifier = Extract<Specifier, { readonly kind: 'version' | 'range' | 'tag' }>;

export function isRegistrySpecifier(specifier: Specifier): specifier is RegistrySpecifier {
  return specifier.kind === 'version' || specifier.kind === 'range' || specifier.kind === 'tag';
}
