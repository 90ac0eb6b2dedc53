import { titleOf } from '../html/exports.js';
import type { PageWords } from '../html/page-words.js';
import type { PagePackage } from '../html/report-data.js';
import { filled } from './filled.js';

interface Row {
  readonly element: HTMLTableRowElement;
  readonly about: PagePackage;
  /** Its place in the report. */
  readonly index: number;
  /** What is searched, in lower case. */
  readonly text: string;
}

/** By the heading's `data-key`. */
const ORDERS: Readonly<Record<string, (a: Row, b: Row) => number>> = {
  level: (a, b) => a.index - b.index,
  package: (a, b) => titleOf(a.about).localeCompare(titleOf(b.about)),
  line: (a, b) => a.about.line.localeCompare(b.about.line),
  findings: (a, b) => b.about.findings.length - a.about.findings.length,
};

/** The table of packages at risk, which the page holds from the start. */
export class PackageTable {
  readonly #body: HTMLTableSectionElement;
  readonly #rows: readonly Row[];
  readonly #words: PageWords;
  #filter = '';
  #levels: ReadonlySet<string> | undefined;

  private constructor(body: HTMLTableSectionElement, packages: readonly PagePackage[], words: PageWords) {
    this.#words = words;
    this.#body = body;
    const found = packages.flatMap((about, index) => (about.level === 'none' ? [] : [{ about, index }]));
    this.#rows = [...body.rows].flatMap((element, place): Row[] => {
      const one = found[place];
      return one === undefined ? [] : [{ element, ...one, text: element.textContent.toLowerCase() }];
    });
  }

  /** @param packages of the report; undefined where the page has no table. */
  static find(packages: readonly PagePackage[], words: PageWords): PackageTable | undefined {
    const element = document.querySelector<HTMLTableElement>('#table');
    const [body] = element?.tBodies ?? [];
    if (element === null || body === undefined) return undefined;
    const table = new PackageTable(body, packages, words);
    table.#connect(element);
    return table;
  }

  showLevels(levels: ReadonlySet<string>): void {
    this.#levels = levels;
    this.#update();
  }

  /** Brings a package's row into view, if it has one. */
  show(index: number): void {
    const row = this.#rows.find((one) => one.index === index);
    for (const { element } of this.#rows) element.classList.toggle('chosen', element === row?.element);
    row?.element.scrollIntoView({ block: 'center' });
  }

  /** What the filters leave, in the report's order. */
  shown(): readonly PagePackage[] {
    return this.#rows.filter(({ element }) => !element.hidden).map(({ about }) => about);
  }

  /** Makes each name a button that leads to its line. */
  connectLines(onChosen: (about: PagePackage) => void): void {
    for (const { element, about } of this.#rows) {
      const name = element.querySelector('th');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = titleOf(about);
      button.addEventListener('click', () => onChosen(about));
      name?.replaceChildren(button);
    }
  }

  #connect(element: HTMLTableElement): void {
    for (const heading of element.querySelectorAll<HTMLTableCellElement>('th[data-key]')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = heading.textContent;
      button.addEventListener('click', () => this.#sort(heading));
      heading.replaceChildren(button);
    }
    const filter = document.querySelector<HTMLInputElement>('#filter');
    filter?.addEventListener('input', () => {
      this.#filter = filter.value.trim().toLowerCase();
      this.#update();
    });
    document.querySelector<HTMLElement>('#tools')?.removeAttribute('hidden');
    this.#update();
  }

  #update(): void {
    for (const { element, about, text } of this.#rows) {
      element.hidden = this.#levels?.has(about.level) === false || !text.includes(this.#filter);
    }
    const shown = document.querySelector('#shown');
    if (shown === null) return;
    shown.textContent = filled(this.#words.shown, { shown: this.shown().length, all: this.#rows.length });
  }

  #sort(heading: HTMLTableCellElement): void {
    const order = ORDERS[heading.dataset.key ?? ''];
    if (order === undefined) return;
    const direction = heading.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
    for (const other of heading.parentElement?.children ?? []) other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', direction);
    const sorted = [...this.#rows].sort(direction === 'ascending' ? order : (a, b) => order(b, a));
    this.#body.append(...sorted.map(({ element }) => element));
  }
}
