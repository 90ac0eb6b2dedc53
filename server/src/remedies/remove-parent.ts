import type { Remedy } from '../model/index.js';
import { outlookText, remainderText } from './support/outlook-text.js';
import { isTransitiveMalware, rulesFound, titleOf } from './support/transitive-circumstances.js';
import type { TransitiveContext, TransitiveRemedyMaker } from './remedy.js';

/** Takes out the line that brings malware in. */
export const removeParent: TransitiveRemedyMaker = Object.freeze({
  kind: 'remove',
  offer(context: TransitiveContext): readonly Remedy[] {
    const { line, withoutLine } = context;
    if (line === undefined || withoutLine === undefined || !isTransitiveMalware(context)) return [];
    const title = `Remove ${line.name} from ${line.section}, which brings in ${titleOf(context)}`;
    const remainder = remainderText(withoutLine);
    return [
      {
        kind: 'remove',
        title: remainder === undefined ? title : `${title} – ${remainder}`,
        rules: rulesFound(context),
        packageName: line.name,
        changes: [{ op: 'remove', path: line.path, expected: line.raw }],
        outlook: outlookText(withoutLine, titleOf(context)),
        preferred: false,
      },
    ];
  },
});
