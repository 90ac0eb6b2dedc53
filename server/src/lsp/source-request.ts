import { messageIn } from '../features/support/own-words.js';
import type { Translate } from '../protocol/translate.js';
import type { SourceParams, SourceResult } from '../protocol/messages.js';
import { readableColumn, readableSource } from '../report/support/source-text.js';
import type { Session } from './session.js';
import { uriOfPath } from './uri.js';

/** A file of a package as text to read, or a sentence that says why there is none. */
export async function source(session: Session, params: SourceParams, signal: AbortSignal): Promise<SourceResult> {
  const { sources, configuration, engines, trusted } = session;
  const { id, line, column } = params;
  const { t } = session.escapes;
  const place = sources?.find(id);
  if (sources === undefined || place === undefined) return { problem: notKnown(t) };
  const { manifestPath, wanted } = place;
  const { engine } = engines.for(await configuration.settingsFor(uriOfPath(manifestPath)));
  const found = await engine.packageFile({ manifestPath, trusted }, wanted, signal);
  const uri = sources.documentOf(place, id);
  if (found.status !== 'ok') return { uri, problem: found.status === 'absent' ? notKnown(t) : messageIn(found, t) };
  const text = readableSource(found.value);
  if (line === undefined) return { uri, text };
  return { uri, text, line, column: readableColumn(found.value, line, column ?? 1) };
}

function notKnown(t: Translate): string {
  return t('This file is no longer known here: open it again from the problem or the hover that is about it.');
}
