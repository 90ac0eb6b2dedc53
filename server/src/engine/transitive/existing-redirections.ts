import { rangeTestOf, resolutionSteps, splitPackageId, type Dependency, type Manifest } from '../../model/index.js';
import type { OverrideSite } from '../../remedies/remedy.js';
import type { Redirection } from '../re-resolution/redirections.js';

/** pnpm: an arrow behind `@`, `|` or a space belongs to a range (`a@>1>b`). */
const PNPM_STEPS = /(?<=[^ |@])>(?=[^=])/;

/** What a project redirects already. What cannot be understood of it is left out. */
export function existingRedirections(site: OverrideSite): readonly Redirection[] {
  const { manifest } = site.root;
  switch (site.manager) {
    case 'npm':
      return npmRedirections(manifest);
    case 'bun':
      return [...npmRedirections(manifest), ...yarnRedirections(manifest)];
    case 'pnpm':
      return pnpmRedirections(site);
    case 'yarn': {
      const isRange = rangeTestOf(site.lockfileVersion);
      return yarnRedirections(manifest).map((redirection) => ({ ...redirection, isRange }));
    }
    case 'yarn-classic':
      return yarnRedirections(manifest);
    default:
      return [];
  }
}

/** All but npm redirect the manifest's own lines too, and know no other depth than directly below. */
const DIRECTLY = { deep: false, lines: true };

function npmRedirections(manifest: Manifest): readonly Redirection[] {
  return overridesOf(manifest).flatMap((line) => npmRedirection(line, manifest));
}

function yarnRedirections({ resolutions = {} }: Manifest): readonly Redirection[] {
  return Object.entries(resolutions).flatMap(([key, to]) => redirection(anyParent(key), to, DIRECTLY));
}

function pnpmRedirections({ root: { manifest }, settings }: OverrideSite): readonly Redirection[] {
  const fromSettings = settings?.manifest === undefined ? [] : overridesOf(settings.manifest);
  const entries = [
    ...Object.entries(manifest.pnpmOverrides ?? {}),
    ...fromSettings.map(({ path, raw }): [string, string] => [path.at(-1) ?? '', raw]),
  ];
  return entries.flatMap(([key, to]) => redirection(key.split(PNPM_STEPS), referenced(to, manifest), DIRECTLY));
}

function overridesOf({ dependencies }: Manifest): readonly Dependency[] {
  return dependencies.filter(({ section }) => section === 'overrides');
}

/** `['overrides', 'a', 'b@^1']`: below `a`, what asks for `b` in this range; `.` is the package of the key before. */
function npmRedirection({ path, raw }: Dependency, manifest: Manifest): readonly Redirection[] {
  const steps = path.slice(1);
  const named = steps.at(-1) === '.' ? steps.slice(0, -1) : steps;
  return redirection(named, referenced(raw, manifest), { deep: true, lines: false });
}

function redirection(
  steps: readonly string[],
  to: string | undefined,
  how: Pick<Redirection, 'deep' | 'lines'>,
): readonly Redirection[] {
  const last = steps.at(-1);
  if (last === undefined || last === '' || to === undefined || to === '' || to === '-') return [];
  const { name, version } = splitPackageId(last);
  return [
    {
      name,
      ...(version === undefined ? {} : { range: version }),
      parents: steps.slice(0, -1),
      to,
      ...how,
    },
  ];
}

/** `$name` is what the manifest itself asks for under that name. */
function referenced(raw: string, { dependencies }: Manifest): string | undefined {
  if (!raw.startsWith('$')) return raw;
  return dependencies.find(({ section, name }) => section !== 'overrides' && name === raw.slice(1))?.raw;
}

/** Yarn 1's stars mean any parent. */
function anyParent(key: string): readonly string[] {
  return resolutionSteps(key).filter((step) => step !== '**');
}
