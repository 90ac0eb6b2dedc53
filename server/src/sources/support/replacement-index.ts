import type { ManifestModule, ModuleReplacement } from 'module-replacements';
import { resolveDocUrl } from 'module-replacements/dist/util.js';
import validatePackageName from 'validate-npm-package-name';
import { inEnglish, phrase, type Phrase, type Replacement, type Words } from '../../model/index.js';

export type ReplacementIndex = ReadonlyMap<string, readonly Replacement[]>;

/** @param manifests of `module-replacements`; where several know a name, the first one's advice comes first. */
export function indexReplacements(manifests: readonly ManifestModule[]): ReplacementIndex {
  const index = new Map<string, readonly Replacement[]>();
  for (const { mappings, replacements } of manifests) {
    const byId = new Map(Object.entries(replacements));
    for (const { moduleName, replacements: ids, url } of Object.values(mappings)) {
      const page = resolveDocUrl(url) ?? undefined;
      const found = ids.flatMap((id) => {
        const replacement = byId.get(id);
        return replacement === undefined ? [] : [describe(replacement, page)];
      });
      index.set(moduleName, [...(index.get(moduleName) ?? []), ...found]);
    }
  }
  return index;
}

/** @param page about the replaced package, for replacements without a page of their own. */
function describe(replacement: ModuleReplacement, page: string | undefined): Replacement {
  const url = resolveDocUrl(replacement.url) ?? page;
  const shared = url === undefined ? {} : { url };
  switch (replacement.type) {
    case 'documented': {
      const name = RIGHT_NAMES.get(replacement.replacementModule) ?? replacement.replacementModule;
      const packageName = isInstallable(name) ? { packageName: name } : {};
      return { ...packageName, ...described(phrase('Recommended in its place: {name}', { name })), ...shared };
    }
    case 'native':
      return { ...described(nativeDescription(replacement)), ...shared };
    case 'simple':
    case 'removal':
      return { description: replacement.description, ...shared };
  }
}

/**
 * Names that the data of version 3.4.0 has wrong. Nobody had registered `day.js` in November 2026: whoever does would be
 * recommended to all users of moment.
 */
const RIGHT_NAMES: ReadonlyMap<string, string> = new Map([['day.js', 'dayjs']]);

/** Some "modules" of the data are no packages: `node:fs`, `Teleport`. */
function isInstallable(name: string): boolean {
  return validatePackageName(name).validForNewPackages;
}

type Native = Extract<ModuleReplacement, { readonly type: 'native' }>;

function described(wording: Phrase): Pick<Replacement, 'description' | 'wording'> {
  return { description: inEnglish(wording), wording };
}

function nativeDescription(native: Native): Phrase {
  const built = { platform: platformOf(native), what: native.description ?? native.id };
  const version = sinceNode(native);
  return version === undefined
    ? phrase('Built into {platform}: {what}', built)
    : phrase('Built into {platform}: {what} (Node.js {version} and later)', { ...built, version });
}

/** A few stand-ins exist in one other runtime only. */
function platformOf({ nodeFeatureId, engines = [] }: Native): Words {
  if (nodeFeatureId !== undefined) return 'Node.js';
  if (engines.length > 0 && engines.every(({ engine }) => engine === 'bun')) return 'Bun';
  if (engines.length > 0 && engines.every(({ engine }) => engine === 'deno')) return 'Deno';
  return phrase('the platform');
}

/** The oldest Node.js that is still maintained has everything older. */
const OLDEST_NODE_MAJOR = 20;

function sinceNode({ engines = [] }: Native): string | undefined {
  const version = engines.find(({ engine }) => engine === 'nodejs')?.minVersion ?? '0';
  return Number.parseInt(version, 10) >= OLDEST_NODE_MAJOR ? version : undefined;
}
