import { judgedVersion, valueOf, type Assessment } from '../../model/index.js';
import type { Translate } from '../../protocol/translate.js';
import { isPackageName } from './package-name.js';

const PACKAGE_PAGE_BASE_URL = 'https://www.npmjs.com/package/';

export interface PackageLink {
  readonly label: string;
  /** From outside: may be anything. */
  readonly url: string;
}

/** Pages about the package, for the reader to follow. */
export function packageLinks(assessment: Assessment, t: Translate): readonly PackageLink[] {
  const packument = valueOf(assessment.facts.packument);
  return [
    ...(isPublic(assessment) ? [{ label: 'npm', url: packagePage(assessment) }] : []),
    ...(packument?.repository === undefined ? [] : [{ label: t('Repository'), url: packument.repository }]),
    ...(packument?.homepage === undefined || packument.homepage === packument.repository
      ? []
      : [{ label: t('Home page'), url: packument.homepage }]),
  ];
}

/** The package's page on the public registry; undefined where it is not known to come from there, or its name is none of npm's. */
export function publicPage(assessment: Assessment): string | undefined {
  return isPublic(assessment) && isPackageName(assessment.subject.name) ? packagePage(assessment) : undefined;
}

/** A name from elsewhere may be another package there: no link then, however alike the names are. */
function isPublic({ facts }: Assessment): boolean {
  const packument = valueOf(facts.packument);
  if (packument === undefined) return false;
  // Mirrors of the public registry have hosts of their own; a much-used public name has one meaning everywhere.
  return packument.publicRegistry === true || valueOf(facts.popularity)?.rank !== undefined;
}

function packagePage({ subject }: Assessment): string {
  const name = subject.name.split('/').map(encodeURIComponent).join('/').replace(/^%40/, '@');
  const version = judgedVersion(subject);
  return PACKAGE_PAGE_BASE_URL + name + (version === undefined ? '' : `/v/${encodeURIComponent(version)}`);
}
