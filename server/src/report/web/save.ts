import { tableCsv, tableMarkdown } from '../html/exports.js';
import type { PagePackage } from '../html/report-data.js';

/** What a page in an editor sends to it, where nothing can be downloaded. */
export interface SaveMessage {
  readonly save: { readonly name: string; readonly text: string };
}

interface EditorApi {
  postMessage(message: SaveMessage): void;
}

/** Makes the two buttons save what the table shows. */
export function connectExports(shown: () => readonly PagePackage[]): void {
  const editor = (globalThis as { readonly acquireVsCodeApi?: () => EditorApi }).acquireVsCodeApi?.();
  const connect = (id: string, name: string, textOf: (packages: readonly PagePackage[]) => string): void => {
    document.getElementById(id)?.addEventListener('click', () => {
      const text = textOf(shown());
      if (editor === undefined) download(name, text);
      else editor.postMessage({ save: { name, text } });
    });
  };
  connect('save-csv', 'package-risk.csv', tableCsv);
  connect('save-markdown', 'package-risk.md', tableMarkdown);
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
