import { tableCsv, tableMarkdown, type TableWords } from '../html/exports.js';
import type { PagePackage } from '../html/report-data.js';
import type { PageEditor } from './editor.js';

/**
 * Makes the two buttons save what the table shows.
 *
 * @param editor undefined in a browser; in an editor nothing can be downloaded
 */
export function connectExports(
  shown: () => readonly PagePackage[],
  words: TableWords,
  editor: PageEditor | undefined,
): void {
  const connect = (id: string, name: string, textOf: typeof tableCsv): void => {
    document.getElementById(id)?.addEventListener('click', () => {
      const text = textOf(shown(), words);
      if (editor === undefined) download(name, text);
      else editor.postMessage({ kind: 'save', name, text });
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
