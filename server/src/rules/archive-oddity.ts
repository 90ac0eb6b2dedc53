import {
  phrase,
  valueOf,
  type ArchiveOddityKind,
  type ArtifactFacts,
  type Level,
  type Phrase,
} from '../model/index.js';
import { defineRule } from './rule.js';
import { labelOf, shorten } from './support/text.js';

type Oddity = ArtifactFacts['oddities'][number];

/** An archive that means one thing to one program and another to the next. */
export const archiveOddity = defineRule({
  id: 'archive-oddity',
  title: 'Archive that no packer writes',
  needs: ['artifact'],
  find({ subject, facts }) {
    const all = valueOf(facts.artifact)?.oddities ?? [];
    return KINDS.flatMap((kind) => {
      const found = all.filter((oddity) => oddity.kind === kind);
      const level = LEVELS.find((one) => found.some((oddity) => levelOf(oddity) === one));
      if (level === undefined) return [];
      return [
        {
          message: phrase('{package} is packed in an odd way: {how}', { package: labelOf(subject), how: WORDS[kind] }),
          evidence: found.slice(0, 3).map(({ path, target }) => ({
            kind: 'file' as const,
            file: shorten(path, 300),
            ...(target !== undefined && { value: shorten(target, 300) }),
          })),
          target: 'specifier' as const,
          key: kind,
          level,
        },
      ];
    });
  },
});

const LEVELS: readonly Level[] = ['high', 'medium'];

const WORDS: Readonly<Record<ArchiveOddityKind, Phrase>> = Object.freeze({
  'path-traversal': phrase('a file would be written outside of its folder'),
  'absolute-path': phrase('a file has an absolute path'),
  'symbolic-link': phrase('it holds a symbolic link, which npm leaves out and others may follow'),
  'hard-link': phrase('it holds a hard link, which npm leaves out and others may follow'),
  device: phrase('it holds a device or a pipe'),
  'duplicate-name': phrase('two different files have one name'),
  'case-collision': phrase('two files have one name where capitals do not count'),
});

const KINDS = Object.keys(WORDS) as readonly ArchiveOddityKind[];

function levelOf({ kind, path }: Oddity): Level | undefined {
  const isManifest = /(?:^|\/)package\.json$/i.test(path);
  switch (kind) {
    case 'path-traversal':
    case 'absolute-path':
    case 'device':
      return 'high';
    case 'duplicate-name':
      return isManifest ? 'high' : 'medium';
    // Many honest packages were packed where capitals count.
    case 'case-collision':
      return isManifest ? 'high' : undefined;
    default:
      return 'medium';
  }
}
