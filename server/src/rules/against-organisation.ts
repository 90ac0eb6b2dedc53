import {
  isFromElsewhere,
  isNamed,
  judgedVersion,
  phrase,
  valueOf,
  type FindingDraft,
  type OrganisationRules,
  type Packument,
  type Subject,
  type Words,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { addressOf } from './support/locked-address.js';
import { isLicensed, licencesIn } from './support/licence-terms.js';
import { isOnlyOffered } from './support/presence.js';
import { labelOf, nameOf, shorten } from './support/text.js';

/** Names of licences and hosts, and patterns, are short; what is longer is cut. */
const LONGEST = 80;

/** The machine's settings say what an organisation does not want in any project. */
export const againstOrganisation = defineRule({
  id: 'against-organisation',
  title: 'Package that the organisation does not allow',
  needs: ['packument'],
  find({ subject, facts, organisation }) {
    if (organisation === undefined || isOnlyOffered(subject) || isFromElsewhere(subject.resolution)) return [];
    const packument = valueOf(facts.packument);
    return [
      nameDraft(subject, organisation),
      ...(packument === undefined ? [] : [licenceDraft(subject, packument, organisation)]),
      registryDraft(subject, packument, organisation),
    ].filter((draft) => draft !== undefined);
  },
});

function nameDraft(subject: Subject, { denied, allowed }: OrganisationRules): FindingDraft | undefined {
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  const pattern = denied.find((one) => isNamed(wanted, [one]));
  if (pattern !== undefined) {
    return draftOf(
      'denied',
      phrase('the organisation does not allow {package}', { package: labelOf(subject) }),
      'denied',
      shorten(pattern, LONGEST),
      'name',
    );
  }
  if (allowed.length === 0 || isNamed(wanted, allowed)) return undefined;
  return draftOf(
    'allowed',
    phrase('{package} is none of the packages that the organisation allows', { package: nameOf(subject) }),
    'allowed',
    nameOf(subject),
    'name',
  );
}

function licenceDraft(
  subject: Subject,
  { license: ofName, versions }: Packument,
  { deniedLicences, allowedLicences }: OrganisationRules,
): FindingDraft | undefined {
  // What is judged has terms of its own, where they are told. What is not told is not known: neither allowed nor denied.
  const ofVersion = versions[judgedVersion(subject) ?? '']?.license;
  const license = ofVersion ?? ofName;
  if (license === undefined || (deniedLicences.length === 0 && allowedLicences.length === 0)) return undefined;
  if (isLicensed(licencesIn(license), { denied: deniedLicences, allowed: allowedLicences })) return undefined;
  const field = allowedLicences.length > 0 ? 'allowedLicences' : 'deniedLicences';
  const terms = shorten(license, LONGEST);
  return draftOf(
    'licence',
    phrase('the organisation does not allow the licence of {package}: {terms}', {
      package: ofVersion === undefined ? nameOf(subject) : labelOf(subject),
      terms,
    }),
    field,
    terms,
    'name',
  );
}

/** By where the lockfile takes it from, else by who answers for the name. */
function registryDraft(
  subject: Subject,
  packument: Packument | undefined,
  { registries }: OrganisationRules,
): FindingDraft | undefined {
  if (registries.length === 0) return undefined;
  const locked = subject.locked === undefined ? undefined : addressOf(subject.locked)?.host;
  const host = locked ?? packument?.registryHost;
  if (host === undefined || host === '' || registries.includes(host)) return undefined;
  const shown = shorten(host, LONGEST);
  return draftOf(
    'registry',
    phrase('{package} comes from {host}, which is no registry that the organisation allows', {
      package: labelOf(subject),
      host: shown,
    }),
    'registries',
    shown,
    'specifier',
  );
}

function draftOf(
  key: string,
  message: Words,
  setting: string,
  value: string,
  target: FindingDraft['target'],
): FindingDraft {
  return {
    key,
    message,
    target,
    evidence: [{ kind: 'metadata', field: `packageRisk.organisation.${setting}`, value }],
  };
}
