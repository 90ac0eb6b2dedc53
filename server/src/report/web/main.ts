/** The script of the HTML report: the picture, and what makes its table searchable. The only file that runs when it is loaded. */
import type { ReportData } from '../html/report-data.js';
import { editorOfPage } from './editor.js';
import { Picture } from './picture.js';
import { connectExports } from './save.js';
import { PackageTable } from './table.js';

const { packages, words } = JSON.parse(document.getElementById('data')?.textContent ?? '') as ReportData;
const table = PackageTable.find(packages, words);
const picture = Picture.find(packages, words, (index) => table?.show(index));

function levelsShown(): ReadonlySet<string> {
  const boxes = document.querySelectorAll<HTMLInputElement>('#levels input');
  return new Set([...boxes].filter(({ checked }) => checked).map(({ value }) => value));
}

document.getElementById('levels')?.addEventListener('change', () => {
  const levels = levelsShown();
  table?.showLevels(levels);
  picture?.showLevels(levels);
});
const editor = editorOfPage();
if (editor !== undefined)
  table?.connectLines(({ manifest, line }) => editor.postMessage({ kind: 'reveal', manifest, line }));
if (table !== undefined) connectExports(() => table.shown(), words, editor);
