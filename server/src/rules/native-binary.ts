import { valueOf, type Behaviour } from '../model/index.js';
import { defineRule } from './rule.js';
import { fileFindings, said, type Grade } from './support/file-findings.js';

/** What a native program does is not analysed. Packages for one platform are there to carry one; others seldom start one at install. */
export const nativeBinary = defineRule({
  id: 'native-binary',
  title: 'Native program that nobody has looked into',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts }) {
    const isPlatformPackage = valueOf(facts.artifact)?.manifest?.forPlatform === true;
    const before = valueOf(facts.previousArtifact)?.behaviours;
    const isFirst = before?.every(({ kind }) => kind !== 'native-binary') === true;
    const gradeOf = (behaviour: Behaviour): Grade | undefined => {
      if (behaviour.moment === 'install' && !isPlatformPackage)
        return { level: 'high', what: `runs a native program that it brings along at install (${said(behaviour)})` };
      // The draft says that it is new, and weighs it as much more.
      return isFirst && !isPlatformPackage
        ? { level: 'low', what: `brings along a native program (${said(behaviour)})` }
        : undefined;
    };
    return fileFindings({ subject, facts, kinds: ['native-binary'], gradeOf });
  },
});
