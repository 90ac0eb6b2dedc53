import { phrase, valueOf, type ArtifactFacts, type Behaviour } from '../model/index.js';
import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';
import { isPatch } from './support/patch-release.js';
import { labelOf } from './support/text.js';

/** What a native program does is not analysed. Packages for one platform are there to carry one; others seldom start one at install. */
export const nativeBinary = defineRule({
  id: 'native-binary',
  title: 'Native program that nobody has looked into',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts }) {
    const now = valueOf(facts.artifact);
    const before = valueOf(facts.previousArtifact);
    if (now?.manifest?.forPlatform === true) return [];
    const gradeOf = (behaviour: Behaviour): Grade | undefined => {
      const about = { package: labelOf(subject), text: said(behaviour) };
      if (behaviour.moment === 'import') {
        const message = phrase(
          '{package} has a program of the system run a library that it brings along ({text})',
          about,
        );
        return { level: 'critical', message };
      }
      if (behaviour.moment === 'install' && !hasDoneSo(before)) {
        const message = phrase('{package} runs a native program that it brings along at install ({text})', about);
        return { level: isLoaded(behaviour) ? 'critical' : 'high', message };
      }
      if (before === undefined || binariesIn(before).length > 0) return undefined;
      // The draft says that it is new.
      const message = phrase('{package} brings along a native program ({text})', about);
      return { level: now !== undefined && isPatch(before, now) ? 'medium' : 'low', message };
    };
    return fileFindings({ subject, facts, kinds: ['native-binary'], gradeOf, comparesItself: true });
  },
});

/** A library that one of the system's own programs is made to run: whoever builds one for Node.js has it loaded by Node.js. */
function isLoaded({ detail = '' }: Behaviour): boolean {
  return /^(?:rundll32|regsvr32) /.test(detail);
}

function binariesIn({ behaviours }: ArtifactFacts): readonly Behaviour[] {
  return behaviours.filter(({ kind }) => kind === 'native-binary');
}

/** The version before was for one platform, or started a program of its own as well. */
function hasDoneSo(before: ArtifactFacts | undefined): boolean {
  if (before === undefined) return false;
  return before.manifest?.forPlatform === true || binariesIn(before).some(({ moment }) => moment === 'install');
}
