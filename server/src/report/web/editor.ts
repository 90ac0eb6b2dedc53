import type { PageMessage } from '../../protocol/report.js';

/** The editor that shows the page. */
export interface PageEditor {
  postMessage(message: PageMessage): void;
}

/** Undefined in a browser. To be called once: an editor hands itself out one time only. */
export function editorOfPage(): PageEditor | undefined {
  return (globalThis as { readonly acquireVsCodeApi?: () => PageEditor }).acquireVsCodeApi?.();
}
