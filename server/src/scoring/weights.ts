import type { Level } from '../model/index.js';

/** How much a rule's findings are worth, and why that much. */
export interface Weight {
  /** `by-evidence`: the rule's draft carries the level, as the evidence itself decides. */
  readonly level: Exclude<Level, 'none'> | 'by-evidence';
  readonly why: string;
}

/**
 * One entry for each rule. `high` and `critical` are worth stopping for: they turn a command line's exit code,
 * and a line of the manifest red. What is merely good to know is `low`.
 */
export const WEIGHTS: Readonly<Record<string, Weight>> = Object.freeze({
  // Certain harm.
  'known-malware': {
    level: 'critical',
    why: 'Installing it is the damage: its code runs, and secrets of the machine have to be replaced.',
  },
  // Certain error about the name; what comes next is in somebody else's hands.
  'package-not-found': {
    level: 'high',
    why: 'The install fails today, and works tomorrow for whoever registers the name.',
  },
  'security-holding-package': {
    level: 'by-evidence',
    why: 'High, as the real package was removed for harm or never was; low for names of Node.js modules, where npm only keeps others out.',
  },
  'against-organisation': {
    level: 'high',
    why: 'It is decided already, by those whose decision it is, and no project can say otherwise.',
  },
  'weakened-policy': {
    level: 'by-evidence',
    why: 'High, as whoever makes a decision laxer lets everything pass that it would have stopped; medium for a single finding that has a reason and a date.',
  },
  typosquat: {
    level: 'by-evidence',
    why: 'High, as a slip of the keyboard is the likeliest reason for a young name beside a famous one, and installing it is enough; medium where some work was done on it, or only an empty word was added; low where nobody could be asked whether it is young.',
  },
  'confusable-name': {
    level: 'by-evidence',
    why: 'High for characters that npm does not have, and for a young name that reads like a famous one; medium for an unknown package in the place of a famous one; low for mere capitals, and where nobody could be asked.',
  },
  'hallucinated-name': {
    level: 'by-evidence',
    why: 'High for a name that was free when it was asked for and is taken now by somebody who names no repository; medium for young made-up names without one; low for older or looser ones, which many honest packages have.',
  },
  'dependency-confusion': {
    level: 'by-evidence',
    why: 'High for a young name with a number that outbids any other, and for a stranger nobody knows in the place of a package that the lockfile has from elsewhere; medium for older ones, which were mostly research.',
  },
  // What its code does.
  'data-exfiltration': {
    level: 'by-evidence',
    why: 'Critical for files that open accounts, and for the whole environment where the code is hidden or the answer is run; high for the environment or names of the machine sent unasked, medium where only a call does it.',
  },
  'key-theft': {
    level: 'by-evidence',
    why: 'Critical: keys that are sent away, or addresses that are swapped, cost money at once and for good. High for what opens accounts at services: it can be taken back.',
  },
  'input-capture': {
    level: 'by-evidence',
    why: 'High: what somebody types or copies holds passwords, and a host in the code is nobody the user chose. Medium for what measures requests where it is asked to.',
  },
  'reverse-shell': {
    level: 'by-evidence',
    why: 'Critical where installing or importing opens the shell; high where a command or a call does.',
  },
  backdoor: {
    level: 'by-evidence',
    why: 'High where a request is evaluated or run as a command, as no server has to, and critical where it is decoded first; medium where it only says which module is loaded.',
  },
  'phishing-page': {
    level: 'by-evidence',
    why: 'Medium, as it harms those who open the page and not those who install the package; high where it is new.',
  },
  'download-and-run': {
    level: 'by-evidence',
    why: 'Critical for shell commands and code fetched at install, and for programs from a bare address or put out of sight; high for code at import; medium for other programs, which honest installers fetch too.',
  },
  'decoded-code': {
    level: 'by-evidence',
    why: 'Critical where it runs unasked and was encrypted, or stands in characters that nobody sees; high where it was encoded, as honest packages ship readable code; medium where it waits for a call.',
  },
  persistence: {
    level: 'by-evidence',
    why: 'Critical for a planted key or a start at install; high at import.',
  },
  'self-propagation': {
    level: 'critical',
    why: 'A worm: the next victims are everybody who uses what the first one maintains.',
  },
  'destructive-code': {
    level: 'by-evidence',
    why: 'Critical for files deleted unasked, or by a request; medium for endless loops, which block and do not destroy.',
  },
  'agent-abuse': {
    level: 'by-evidence',
    why: 'Critical for assistants run without permissions, high for files they take orders from.',
  },
  tampering: {
    level: 'by-evidence',
    why: 'High where it happens unasked: what was read and judged is no longer what runs.',
  },
  'hidden-recipient': {
    level: 'by-evidence',
    why: 'Medium for a blind copy, a setting in some honest programs; high for a chat whose key stands in the code, which nobody else can read.',
  },
  'obfuscated-code': {
    level: 'by-evidence',
    why: 'Medium: it hides something, and a few vendors hide only their trade.',
  },
  'entries-differ': {
    level: 'by-evidence',
    why: 'Medium: payloads were added to one build alone, and now and then an honest build has a part more than its twin.',
  },
  'hidden-code': {
    level: 'by-evidence',
    why: 'High for code behind blanks and for invisible text: no honest release of 203 much-used packages has any. Medium for bidirectional controls, and for what only computes behind blanks.',
  },
  'disguised-code': {
    level: 'by-evidence',
    why: 'High: nobody who wants code to be read calls it a font, and no honest package or repository that was looked at does.',
  },
  // What its other files do and hold.
  'install-command': {
    level: 'by-evidence',
    why: 'Critical for files that open accounts, high for whatever else leaves the machine or is hidden, and for a bare address; medium for plain http. No honest package needs any of it.',
  },
  'agent-configuration': {
    level: 'by-evidence',
    why: 'High for instructions that do harm; medium for commands that run by themselves, which some packages for assistants ship on purpose.',
  },
  'shipped-configuration': {
    level: 'by-evidence',
    why: 'High where npm is made to run something or secrets are handed out: npm never packs such a file by itself; critical where an install writes such a workflow. Medium for a registry without encryption.',
  },
  'manifest-confusion': {
    level: 'by-evidence',
    why: 'High for a script at install that only the package file has: npm never publishes one so. Medium for another name, version, script or a dependency more; low for what publishing tools change.',
  },
  'remote-dependency': {
    level: 'by-evidence',
    why: 'High where anybody on the way can change it or nobody owns the address; low at the forges, where honest packages take theirs from.',
  },
  'archive-oddity': {
    level: 'by-evidence',
    why: 'High for what leads out of the folder and for two manifests; medium for links and double names, which npm never packs by itself.',
  },
  'prompt-injection': {
    level: 'by-evidence',
    why: 'Medium: it shows an intent and does nothing by itself.',
  },
  'nested-install-script': {
    level: 'by-evidence',
    why: 'Medium: hidden from whoever looks at the root; what it starts is judged by itself.',
  },
  'gyp-command': {
    level: 'by-evidence',
    why: 'Medium: a few honest packages ask something unusual there; what it starts is judged by itself.',
  },
  'native-binary': {
    level: 'by-evidence',
    why: 'Critical where a program of the system is made to load it, high where installing runs it; medium where a patch release brings the first one; low where it is merely new.',
  },
  'image-payload': {
    level: 'by-evidence',
    why: 'Medium: hidden, but something else must read it.',
  },
  'shadowed-command': {
    level: 'by-evidence',
    why: 'Medium: it answers in the place of others, which a few packages are made for.',
  },
  'imitated-dependency': {
    level: 'by-evidence',
    why: 'High for a name that looks the same: nobody calls an honest fork so. Medium for one slip of the hand.',
  },
  'ring-of-names': {
    level: 'low',
    why: 'Nothing of it does harm by itself.',
  },
  'leaked-credential': {
    level: 'by-evidence',
    why: 'Low: the accident of a publisher, which harms nobody yet.',
  },
  'unused-dependency': {
    level: 'by-evidence',
    why: 'Nothing but an install needs it; the few honest ones are loaded by a name that is computed. High where installing it runs something, or its name is days old.',
  },
  'dependency-added': {
    level: 'by-evidence',
    why: 'Medium: a helper that somebody else has just made is rarely what a small release needs. High where it runs something at install, or a newcomer has added it.',
  },
  'install-script-added': {
    level: 'by-evidence',
    why: 'Medium, as it is the mark of most takeovers; now and then an honest package begins to build something. Low where the package manager runs none of its scripts.',
  },
  'provenance-lost': {
    level: 'by-evidence',
    why: 'High, as a stolen token publishes by hand what the project publishes from its build; low after a quarter of a year, when others have seen it.',
  },
  // Who vouches for it.
  'invalid-signature': {
    level: 'high',
    why: 'What is offered is not what was signed: somebody between the publisher and here has changed it, or the registry has lost track.',
  },
  unsigned: {
    level: 'medium',
    why: 'The registry signs all it takes in, so this came by another way, or a mirror has lost the signature.',
  },
  // How it came.
  'publisher-changed': {
    level: 'by-evidence',
    why: 'Low where one person follows another, as in every honest handover; medium for an abandoned package or an odd release; high where a newcomer’s release of the last days is odd as well.',
  },
  'repository-mismatch': {
    level: 'by-evidence',
    why: 'Medium: borrowed looks, which forks that keep a field have as well. Low for these once they are some months old, and for projects that have moved.',
  },
  'version-anomaly': {
    level: 'by-evidence',
    why: 'Low: a slip or a hurry, mostly. Medium for a number that wins over every other, and where a newcomer publishes so.',
  },
  'dormant-revival': {
    level: 'by-evidence',
    why: 'Low, as finished packages have a release now and then; medium where it did not come in the way of those before.',
  },
  // A lockfile that says something else than the world.
  'lockfile-integrity-mismatch': {
    level: 'high',
    why: 'Other bytes than everybody else gets are either an attack or an install that fails.',
  },
  'lockfile-name-mismatch': {
    level: 'high',
    why: 'No package manager writes such an entry: somebody has changed it by hand, and whoever reads it is misled.',
  },
  'lockfile-foreign-registry': {
    level: 'by-evidence',
    why: "High where nothing or only a hash of other bytes says what is fetched; medium for versions that the configured registry lacks; low where only the registry could not be asked; nothing where the bytes are the registry's.",
  },
  'lockfile-injected': {
    level: 'by-evidence',
    why: 'Low as it is not installed while nothing depends on it; medium with an install script, other bytes or another source.',
  },
  // Known flaws.
  'known-vulnerability': {
    level: 'by-evidence',
    why: "The advisory's own severity: critical, high, moderate as medium, low; unrated counts as medium.",
  },
  // Ways in for others.
  'insecure-transport': {
    level: 'high',
    why: 'Whoever is on the network chooses the code, and nothing notices.',
  },
  'lockfile-insecure-url': {
    level: 'by-evidence',
    why: 'High without a hash, as for insecure-transport; medium for git, where a SHA-1 holds the code; low where a hash holds it.',
  },
  'lockfile-missing-integrity': {
    level: 'by-evidence',
    why: 'Medium where an address stands alone, which no package manager writes; low for known gaps of npm and for old hashes.',
  },
  'remote-source': {
    level: 'by-evidence',
    why: 'Medium where the owner can change what is there; low where a full commit id holds it.',
  },
  // Not known long enough to be judged by others.
  'younger-than-policy': {
    level: 'medium',
    why: 'The team has decided to wait, and whoever installs by its rules gets an error or another version.',
  },
  'refused-by-manager': {
    level: 'medium',
    why: 'The team has decided it, and whoever installs by its rules gets an error.',
  },
  'beyond-allow-list': {
    level: 'by-evidence',
    why: 'Medium where it runs although nobody has allowed it; low where it is only to be decided, as nothing runs until then.',
  },
  'recent-release': {
    level: 'medium',
    why: 'Nearly every takeover was caught within days; waiting costs little, but most young releases are fine.',
  },
  'new-package': {
    level: 'medium',
    why: 'Names made for an attack are days old; so is every honest beginning.',
  },
  // Plain mistakes.
  'unpublished-version': {
    level: 'medium',
    why: 'The install fails, or some cache still serves what was taken down; harm is one reason among others for which versions are.',
  },
  'version-not-found': {
    level: 'medium',
    why: 'The install fails, which does no harm but hides what would have been installed.',
  },
  'lockfile-mismatch': {
    level: 'low',
    why: 'The next install mends it; until then another version is installed than the one judged.',
  },
  // Good to know.
  'install-script': {
    level: 'low',
    why: 'Two in a hundred packages have one for good reasons; alone it says what could happen, not what does.',
  },
  'shipped-lockfile': {
    level: 'by-evidence',
    why: 'Low: what is installed below it is another’s choice from now on, mostly for good reasons. Medium in a patch, which nobody reads for that.',
  },
  'wallet-request-added': {
    level: 'by-evidence',
    why: 'A library that was never about money asks for a signature or a payment: critical in a patch, where no library changes what it is for, high in any other release. None of 300 adjacent releases of much-used packages does.',
  },
  'licence-changed': {
    level: 'by-evidence',
    why: 'Low: something to read before the next release. Medium where less is allowed than before.',
  },
  deprecated: {
    level: 'low',
    why: 'Nobody mends it any more, which is a plan for next month and no reason to stop today.',
  },
  'unpinned-specifier': {
    level: 'low',
    why: 'The lockfile holds the version until somebody installs without it.',
  },
} satisfies Record<string, Weight>);
