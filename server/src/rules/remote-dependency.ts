import { phrase, valueOf, type ArtifactManifest, type Level } from '../model/index.js';
import { defineRule } from './rule.js';
import { isLoopback, withoutSecrets } from './support/remote-url.js';
import { labelOf, newSinceBefore, shorten } from './support/text.js';

/** What this package depends on comes past the registry, and can be another thing tomorrow. */
export const remoteDependency = defineRule({
  id: 'remote-dependency',
  title: 'Dependency of a package that comes past the registry',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts }) {
    const artifact = valueOf(facts.artifact);
    const manifest = artifact?.manifest;
    const before = valueOf(facts.previousArtifact)?.manifest;
    return remoteIn(manifest).map(({ name, specifier, level }) => {
      const isNew = before !== undefined && !remoteIn(before).some((old) => old.name === name);
      const address = shorten(withoutSecrets(specifier), 160);
      const about = { package: labelOf(subject), name: shorten(name, 80), address };
      const sentence = phrase('{package} depends on {name} from {address}', about);
      return {
        message: isNew ? newSinceBefore(sentence) : sentence,
        evidence: [{ kind: 'file' as const, file: 'package.json', field: shorten(name, 80), value: address }],
        target: 'specifier' as const,
        key: name,
        level: judged({ name, specifier, level }, isNew, artifact?.unusedDependencies.includes(name) === true),
      };
    });
  },
});

type RemoteLevel = 'low' | 'medium' | 'high';
const RAISED: Readonly<Record<'low' | 'medium', Level>> = Object.freeze({ low: 'medium', medium: 'high' });

/**
 * What no code uses is there for what its installation runs: a new one (TanStack, 2026), and any from somebody's own host (PhantomRaven's
 * second wave, 2026).
 */
function judged({ specifier, level }: Remote, isNew: boolean, isUnused: boolean): Level {
  if (level === 'high') return level;
  const isOfHost = level === 'medium' && /^https:/i.test(specifier);
  if (isUnused && (isNew || isOfHost)) return 'high';
  return isNew ? RAISED[level] : level;
}

interface Remote {
  readonly name: string;
  readonly specifier: string;
  readonly level: RemoteLevel;
}

/** A package that has more of them is not read to its end. */
const MAX_REMOTES = 5;

function remoteIn(manifest: ArtifactManifest | undefined): readonly Remote[] {
  if (manifest === undefined) return [];
  const all = Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const remote = all.flatMap(([name, specifier]): readonly Remote[] => {
    const level = levelOf(specifier.trim());
    return level === undefined ? [] : [{ name, specifier: specifier.trim(), level }];
  });
  return remote.slice(0, MAX_REMOTES);
}

const FORGES =
  /^(?:www\.|ssh\.)?(?:github\.com|codeload\.github\.com|gitlab\.com|bitbucket\.org|gist\.github\.com|git\.sr\.ht|codeberg\.org|gitee\.com|dev\.azure\.com|[\w-]+\.visualstudio\.com|huggingface\.co|framagit\.org|salsa\.debian\.org|gitlab\.(?:gnome|freedesktop)\.org|git\.savannah\.gnu\.org)$/;
const GIT = /^(?:git(?:\+\w+)?:|github:|gitlab:|bitbucket:|gist:|git@)|^[\w.-]+\/[\w.-]+(?:#.*)?$/;

/** Some hundreds of the ten thousand most used packages have one, nearly all at a forge: the way and the host decide. */
function levelOf(specifier: string): RemoteLevel | undefined {
  if (/^https?:/i.test(specifier)) return levelOfAddress(specifier);
  if (!GIT.test(specifier)) return undefined;
  if (isLoopback(specifier)) return 'low';
  if (/^git(?:\+http)?:/.test(specifier)) return levelOfOpenGit(specifier);
  return isElsewhere(specifier) ? 'medium' : 'low';
}

/** `git+https://host/…`, `git@host:…` at no forge: what comes from there is in the hands of whoever has the host. */
function isElsewhere(specifier: string): boolean {
  const address = specifier.replace(/^git\+\w+:/, 'http:').replace(/^git@([\w.-]+):/, 'http://$1/');
  return address !== specifier && URL.canParse(address) && !FORGES.test(new URL(address).hostname);
}

/** Whoever stands on the way can answer. Of what lies at a forge, hardly anybody would have a use for that. */
function levelOfOpenGit(specifier: string): RemoteLevel {
  const address = specifier.replace(/^git(?:\+http)?:/, 'http:');
  return URL.canParse(address) && !FORGES.test(new URL(address).hostname) ? 'high' : 'medium';
}

function levelOfAddress(specifier: string): RemoteLevel | undefined {
  if (!URL.canParse(specifier)) return 'medium';
  const { protocol, hostname } = new URL(specifier);
  if (isLoopback(specifier)) return undefined;
  if (protocol === 'http:' || /^(?:\d{1,3}\.){3}\d{1,3}$|^\[/.test(hostname)) return 'high';
  return FORGES.test(hostname) ? 'low' : 'medium';
}
