import { caseMarkdown } from '../features/case-markdown.js';
import { broughtInByLine } from '../features/support/brought-in.js';
import { subjectTitle } from '../features/support/finding-pointer.js';
import { lineAssessments } from '../features/support/judged-manifest.js';
import type { SourceLinks } from '../features/support/source-links.js';
import type { Assessment } from '../model/index.js';
import type { CaseParams, CaseResult } from '../protocol/messages.js';
import { judgedCase } from './judged-case.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';

/** A package's whole case as it is now, or a sentence that says why there is none. */
export async function packageCase(session: Session, { id }: CaseParams): Promise<CaseResult> {
  const { t } = session.escapes;
  const place = session.cases?.find(id);
  if (session.cases === undefined || place === undefined) {
    return { problem: t('This case is no longer known here: open it again from the hover that is about it.') };
  }
  const uri = session.cases.documentOf(place, id);
  const found = await judgedCase(session, place);
  if (found === undefined) {
    return { uri, problem: t('Nothing is judged at that place any more: the file was closed, or it has changed.') };
  }
  return { uri, text: textOf(found.assessment, found.judged, session) };
}

function textOf(assessment: Assessment, { assessment: all, project }: Judged, session: Session): string {
  const now = session.clock();
  const lines = lineAssessments(all.assessments);
  const line = lines.find((one) => one === assessment);
  const broughtIn = line && broughtInByLine(lines, all.assessments).get(line);
  const sources = session.sources && inPreview(session.sources.linksFor(project.manifestPath, now));
  const title = `# ${session.escapes.markdown(subjectTitle(assessment.subject))}`;
  return `${title}\n\n${caseMarkdown({ assessment, now, escapes: session.escapes, sources, broughtIn })}\n`;
}

/** Previews follow no commands, and no links but relative ones. */
function inPreview(sources: SourceLinks): SourceLinks {
  return (assessment, evidence) => {
    const link = sources(assessment, evidence);
    return link && { ...link, command: link.relative };
  };
}
