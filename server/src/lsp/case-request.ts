import { caseMarkdown } from '../features/case-markdown.js';
import { broughtInByLine } from '../features/support/brought-in.js';
import { subjectTitle } from '../features/support/finding-pointer.js';
import { lineAssessments } from '../features/support/judged-manifest.js';
import type { SourceLinks } from '../features/support/source-links.js';
import type { Assessment } from '../model/index.js';
import type { CaseParams, CaseResult } from '../protocol/messages.js';
import type { CasePlace } from './case-places.js';
import type { Judged } from './project-parts.js';
import type { Session } from './session.js';
import { manifestPathOf } from './uri.js';

/** A package's whole case as it is now, or a sentence that says why there is none. */
export async function packageCase(session: Session, { id }: CaseParams): Promise<CaseResult> {
  const { t } = session.escapes;
  const place = session.cases?.find(id);
  if (session.cases === undefined || place === undefined) {
    return { problem: t('This case is no longer known here: open it again from the hover that is about it.') };
  }
  const uri = session.cases.documentOf(place, id);
  const judged = await judgedAt(session, place.uri);
  const found = judged?.assessment.assessments.find((one) => isIt(one, place));
  if (judged === undefined || found === undefined) {
    return { uri, problem: t('Nothing is judged at that place any more: the file was closed, or it has changed.') };
  }
  return { uri, text: textOf(found, judged, session) };
}

/** Also of a manifest that nobody has open: an import leads to its line. */
async function judgedAt({ projects, surroundings }: Session, uri: string): Promise<Judged | undefined> {
  const manifest = manifestPathOf(uri);
  const open = await projects.current(uri);
  return open ?? (manifest === undefined ? undefined : surroundings.judged(manifest));
}

function isIt({ subject }: Assessment, place: CasePlace): boolean {
  return subjectTitle(subject) === place.package && subject.broughtInBy === place.broughtInBy;
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
