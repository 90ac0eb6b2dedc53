import type { AddedDependency } from './added-dependency.js';
import type { ArtifactFacts } from './artifact-facts.js';
import type { DeclaredDependencies } from './declared-dependencies.js';
import type { Outcome } from './outcome.js';
import type { Phrase, Words } from './phrase.js';
import type { ScorecardFacts } from './scorecard-facts.js';
import type { Severity } from './severity.js';
import type { AttestationFacts, SignatureFacts } from './signature-facts.js';
import type { DepsDevFindings, Downloads } from './usage-facts.js';

/** What a registry says of one version. An absent field is unknown, never "no". */
export interface VersionFacts {
  readonly version: string;
  /** Milliseconds since the epoch. Absent where the registry gives no date that can be one of publication. */
  readonly publishedAt?: number;
  readonly deprecated?: string;
  /** Lifecycle scripts that npm runs at install (`preinstall`, `install`, `postinstall`); `{}` means: has none. */
  readonly installScripts?: Readonly<Record<string, string>>;
  /** The registry says that there are install scripts, but not which (abbreviated documents). */
  readonly hasInstallScript?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  /**
   * What it asks for, as the JSON text of a `DeclaredDependencies`: as objects, those of thousands of versions would fill
   * the memory. Absent where the registry's document does not tell.
   */
  readonly declares?: string;
  readonly description?: string;
  readonly integrity?: string;
  /** SHA-1 in hexadecimal, where `integrity` is a stronger hash: old lockfiles know nothing else. */
  readonly shasum?: string;
  readonly tarball?: string;
  /** The account that published it, where the registry tells. */
  readonly publisher?: string;
  /** The accounts that could publish the package when this was published, with blanks between them. */
  readonly maintainers?: string;
  readonly license?: string;
  /** `https://github.com/owner/repo`, where its manifest names one. */
  readonly repository?: string;
  /** The registry's signatures of name, version and integrity, in base64, with blanks between them. */
  readonly signatures?: string;
  /** The ids of the keys they were made with, in the same order. */
  readonly signingKeys?: string;
  /** It brings a lockfile of its own along, by which npm installs what is below it. */
  readonly hasShrinkwrap?: boolean;
  /** How the registry knows that a build has made it; absent where it does not say so. */
  readonly provenance?: Provenance;
  /** Something of what the registry says of it has a type that nobody can read, and counts as not there. */
  readonly partial?: true;
}

/** Published by a build that the registry trusts, after somebody's approval or by itself; or with a signed statement about the build. */
export type Provenance = 'staged-publish' | 'trusted-publisher' | 'attestation';

/** A registry document about a name, reduced to what is used. */
export interface Packument {
  readonly name: string;
  readonly distTags: Readonly<Record<string, string>>;
  /** By version, in the registry's order. */
  readonly versions: Readonly<Record<string, VersionFacts>>;
  /** When the name was first published, in milliseconds since the epoch; absent where the registry does not tell. */
  readonly createdAt?: number;
  /** The accounts that may publish it now, where the registry tells. */
  readonly maintainers?: readonly string[];
  /**
   * Versions that were published and are offered no more, with the date of their publication in milliseconds since the epoch.
   * Absent where there are none, and where the registry's dates are none of publication.
   */
  readonly unpublished?: Readonly<Record<string, number>>;
  /** When the same registry last said that there is no such name, in milliseconds since the epoch; absent where it never did. */
  readonly seenAbsentAt?: number;
  /** `https://github.com/owner/repo`, where the newest version names one. */
  readonly repository?: string;
  readonly homepage?: string;
  readonly license?: string;
  /** Host of the registry that answered, for the reader; never with credentials. */
  readonly registryHost: string;
  /** It is npm's own registry, whose names everybody can see. */
  readonly publicRegistry?: boolean;
  /** Something that is not of one version has a type that nobody can read, and counts as not there. */
  readonly partial?: true;
}

/** One contiguous stretch of affected versions, as OSV has it: `introduced` inclusive, `fixed` exclusive, `lastAffected` inclusive. */
export interface AffectedRange {
  readonly introduced: string;
  readonly fixed?: string;
  readonly lastAffected?: string;
}

/** How bad a vulnerability is by the Common Vulnerability Scoring System, version 3 or 4. */
export interface Cvss {
  readonly vector: string;
  /** The base score, from 0 to 10. */
  readonly score: number;
}

/** A known vulnerability of a name, whatever version is judged. */
export interface Advisory {
  /** The id it is best known by where it comes from: `GHSA-…`, `CVE-…`, `NSWG-ECO-…`. */
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Undefined where the record has neither a label nor a vector. */
  readonly severity?: Severity;
  readonly cvss?: Cvss;
  /** Kinds of weakness: `CWE-1321`. */
  readonly cwes?: readonly string[];
  readonly url: string;
  /** Which versions: exact ones, stretches, or a node-semver range (registries give the last). Any match counts. */
  readonly versions?: readonly string[];
  readonly ranges?: readonly AffectedRange[];
  readonly semverRange?: string;
  /** The record says that these versions were published to do harm (OSV's `MAL-…`), not that they have a flaw. */
  readonly malware?: boolean;
  /** Something of it, or of what came with it, could not be read: it may be worse than it looks. */
  readonly partial?: true;
}

/** A record that says a name, or some versions of it, were published to do harm. */
export interface MalwareRecord {
  /** `MAL-…` where there is one, else the name of the list. */
  readonly id: string;
  /** Every version, exact versions, or a node-semver range. */
  readonly affects: '*' | readonly string[] | { readonly range: string };
  readonly sources: readonly string[];
  readonly url?: string;
}

/** What the shipped (or updated) offline data holds about a name. */
export interface KnownRecords {
  readonly malware: readonly MalwareRecord[];
  readonly advisories: readonly Advisory[];
  /** Origin and age for the reader: `offline data of 2026-08-22`. */
  readonly origin: string;
}

/** A much-used name that reads or types almost like the one asked about. */
export interface SimilarName {
  readonly name: string;
  /** Place in the list of popular names, 1 is first. */
  readonly rank: number;
  /** How one becomes the other, for the reader: `swaps "er"`, `leaves out "s"`. */
  readonly how: Words;
  /**
   * `slip`: a hand does that by itself. `look-alike`: it reads the same and types differently. `dressed`: the whole name
   * with a word or a scope beside it that says nothing.
   */
  readonly kind: 'slip' | 'look-alike' | 'dressed';
}

/** How a name is put together from much-used ones. */
export interface NameCompound {
  /** For the reader, with the name as its subject: `joins express and mongoose`. */
  readonly how: Words;
  /** Much-used names that are perhaps meant, likeliest first. */
  readonly meant: readonly string[];
  /** One much-used name and words that everybody uses: most names like that are honest. */
  readonly isLoose?: boolean;
}

/** Where a name stands among the popular ones. */
export interface Popularity {
  /** Undefined: not in the list. */
  readonly rank?: number;
  readonly listSize: number;
  /** Not in the list, and yet used by many for long: such a name is nobody's misspelling. */
  readonly established?: boolean;
  readonly similar: readonly SimilarName[];
  readonly compound?: NameCompound;
  /** The same of the key that stands for the package in a manifest or lockfile, where that is another name. */
  readonly alias?: { readonly rank?: number; readonly similar: readonly SimilarName[] };
}

/** What the tarball's own package.json and file list say of installing, and of what comes along. */
export interface TarballManifest {
  readonly name?: string;
  readonly version?: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** A `binding.gyp` at the root: npm runs `node-gyp rebuild` where no install script stands. */
  readonly hasBindingGyp: boolean;
  /** Absent where only the other facts were of interest. */
  readonly declares?: DeclaredDependencies;
  readonly fileCount: number;
  /** Bytes after decompression. */
  readonly unpackedSize: number;
}

/** A documented better choice for a name: from the module-replacements data, or a fork that is known to be safe. */
export interface Replacement {
  /** A package to use in its place; absent where the platform itself or a few lines do. */
  readonly packageName?: string;
  /** Grown from the same code: what uses the name can mostly use the package as it is. */
  readonly isFork?: true;
  readonly description: string;
  /** The description's own words, where they are ours. */
  readonly wording?: Phrase;
  readonly url?: string;
}

/** The questions that sources answer, and the shape of each answer. */
export interface FactTypes {
  readonly packument: Packument;
  readonly intelligence: KnownRecords;
  readonly registryAdvisories: readonly Advisory[];
  readonly osv: readonly Advisory[];
  readonly popularity: Popularity;
  readonly tarballManifest: TarballManifest;
  readonly replacements: readonly Replacement[];
  /** Only asked where the user wants it. */
  readonly downloads: Downloads;
  /** Only asked where the user wants it. */
  readonly depsDev: DepsDevFindings;
  /** Of the repository that the package names. Only asked where the user wants it. */
  readonly scorecard: ScorecardFacts;
  /** The public registry's document of the name, where the package comes from another one. Only asked where the user wants it. */
  readonly publicName: Packument;
  readonly signature: SignatureFacts;
  readonly attestation: AttestationFacts;
  readonly artifact: ArtifactFacts;
  /** The same of the version before, where there is one to compare with. */
  readonly previousArtifact: ArtifactFacts;
  /** Dependencies that came with the version, as far as they are worth asking about. */
  readonly addedDependencies: readonly AddedDependency[];
  /** The document of the package that this one's repository is named after, where that is another one. */
  readonly namesake: Packument;
  /** The document of the much-used package that was perhaps meant, where the name resembles one. */
  readonly meantPackage: Packument;
  /** How much that one is used. Only asked where the user wants it. */
  readonly meantDownloads: Downloads;
}

export type Question = keyof FactTypes;

/** What is known of one package: an outcome for each question that was put. */
export type Facts = { readonly [Q in Question]?: Outcome<FactTypes[Q]> };

/** A question in words, for coverage notes: "what was not checked". */
export const QUESTION_TITLES: Readonly<Record<Question, string>> = Object.freeze({
  packument: 'registry metadata',
  intelligence: 'offline malware and advisory data',
  registryAdvisories: "the registry's advisories",
  osv: 'OSV advisories and malware records',
  popularity: 'look-alike names',
  tarballManifest: 'install scripts in the package itself',
  replacements: 'known better choices',
  downloads: 'download counts',
  depsDev: 'what deps.dev finds',
  scorecard: 'how its repository is kept',
  publicName: 'the name in the public registry',
  signature: "the registry's signature",
  attestation: 'what its build has stated',
  artifact: "what the package's code does",
  previousArtifact: 'what the version before did',
  addedDependencies: 'its new dependencies',
  namesake: 'whose repository it names',
  meantPackage: 'the package that was perhaps meant',
  meantDownloads: 'how often that one is downloaded',
});
