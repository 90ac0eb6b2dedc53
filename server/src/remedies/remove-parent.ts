import { phrase, type Remedy, worded } from '../model/index.js';
import { outlookText, withRemainder } from './support/outlook-text.js';
import { isTransitiveMalware, rulesFound, titleOf } from './support/transitive-circumstances.js';
import type { TransitiveContext, TransitiveRemedyMaker } from './remedy.js';

/** Takes out the line that brings malware in. */
export const removeParent: TransitiveRemedyMaker = Object.freeze({
  kind: 'remove',
  offer(context: TransitiveContext): readonly Remedy[] {
    const { line, withoutLine } = context;
    if (line === undefined || withoutLine === undefined || !isTransitiveMalware(context)) return [];
    const title = phrase('Remove {name} from {section}, which brings in {package}', {
      ...{ name: line.name, section: line.section, package: titleOf(context) },
    });
    return [
      {
        kind: 'remove',
        ...worded({
          title: withRemainder(title, withoutLine),
          outlook: outlookText(withoutLine, titleOf(context)),
        }),
        rules: rulesFound(context),
        packageName: line.name,
        changes: [{ op: 'remove', path: line.path, expected: line.raw }],
        preferred: false,
      },
    ];
  },
});
