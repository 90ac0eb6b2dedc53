import { phrase, type Remedy, worded } from '../model/index.js';
import type { RemedyContext, RemedyMaker } from './remedy.js';
import { found, lowerIn, rulesOf, upgradesIn } from './support/circumstances.js';
import { companionCaveat, companionChanges } from './support/companions.js';

/** The package, whatever its version, is what one may not want. */
const REASONS = [
  'known-malware',
  'against-organisation',
  'typosquat',
  'confusable-name',
  'hallucinated-name',
  'dependency-confusion',
  'package-not-found',
  'security-holding-package',
  'install-script',
  'new-package',
] as const;
/** For these only where no version of the package is better. */
const LAST_RESORT = ['known-vulnerability', 'deprecated', 'version-not-found'] as const;

/** Takes the line out. */
export const remove: RemedyMaker = Object.freeze({
  kind: 'remove',
  offer(context: RemedyContext): readonly Remedy[] {
    const { dependency } = context;
    const hasBetterVersion = upgradesIn(context).length > 0 || lowerIn(context) !== undefined;
    const reasons = hasBetterVersion ? REASONS : [...REASONS, ...LAST_RESORT];
    if (found(context, reasons).length === 0) return [];
    const isOverride = dependency.section === 'overrides';
    return [
      {
        kind: 'remove',
        ...worded(
          isOverride
            ? {
                title: phrase('Remove the override of {name}', { name: dependency.name }),
                caveat: phrase('What the other packages ask for in its place was not checked.'),
              }
            : {
                title: phrase('Remove {name} from {section}', { name: dependency.name, section: dependency.section }),
                caveat: companionCaveat(context),
              },
        ),
        rules: rulesOf(context),
        packageName: dependency.name,
        changes: [{ op: 'remove', path: dependency.path, expected: dependency.raw }, ...companionChanges(context)],
        preferred: false,
      },
    ];
  },
});
