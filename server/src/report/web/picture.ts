import { titleOf } from '../html/exports.js';
import type { PageWords } from '../html/page-words.js';
import type { PagePackage } from '../html/report-data.js';
import { packageAt, treemapOf, type LineBox, type PackageBox } from '../html/treemap.js';
import { filled } from './filled.js';
import { fillsFor, readColors } from './patterns.js';

/** Narrower frames have no name; a reader of the picture can point at them. */
const NAMED_FROM = 48;
const HEADING_BASELINE = 13;
const FONT = '11px system-ui, sans-serif';

/** How much of what is filtered out can still be seen. */
const FADED = 0.15;

/** The picture of what each line brings in. */
export class Picture {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #packages: readonly PagePackage[];
  readonly #words: PageWords;
  readonly #onChosen: (index: number) => void;
  readonly #frame = document.createElement('div');
  #lines: readonly LineBox[] = [];
  #levels: ReadonlySet<string> | undefined;
  #pointed: PackageBox | undefined;

  private constructor(
    canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
    packages: readonly PagePackage[],
    words: PageWords,
    onChosen: (index: number) => void,
  ) {
    this.#canvas = canvas;
    this.#context = context;
    this.#packages = packages;
    this.#words = words;
    this.#onChosen = onChosen;
  }

  /**
   * @param onChosen a package was clicked on, by its place in the report
   * @returns undefined where there is nothing to draw, or nothing to draw on
   */
  static find(
    packages: readonly PagePackage[],
    words: PageWords,
    onChosen: (index: number) => void,
  ): Picture | undefined {
    const section = document.querySelector<HTMLElement>('#picture');
    const canvas = section?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (section === null || canvas == null || context == null || packages.length === 0) return undefined;
    section.hidden = false;
    const picture = new Picture(canvas, context, packages, words, onChosen);
    picture.#connect();
    return picture;
  }

  showLevels(levels: ReadonlySet<string>): void {
    this.#levels = levels;
    this.#paint();
  }

  #connect(): void {
    const canvas = this.#canvas;
    this.#frame.className = 'mark';
    this.#frame.hidden = true;
    canvas.after(this.#frame);
    new ResizeObserver(() => this.#layOut()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#paint());
    // An editor says its theme by a class.
    new MutationObserver(() => this.#paint()).observe(document.body, { attributeFilter: ['class'] });
    canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
      this.#point(packageAt(this.#lines, offsetX, offsetY));
    });
    canvas.addEventListener('pointerleave', () => this.#point(undefined));
    canvas.addEventListener('click', () => this.#choose());
    canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  #layOut(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#canvas.width = clientWidth * devicePixelRatio;
    this.#canvas.height = clientHeight * devicePixelRatio;
    this.#lines = treemapOf(this.#packages, clientWidth, clientHeight);
    this.#point(undefined);
    this.#paint();
  }

  #paint(): void {
    const { width, height } = this.#canvas;
    const context = this.#context;
    const { ink = '', line = '' } = readColors(['ink', 'line']);
    const fills = fillsFor(context);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.scale(devicePixelRatio, devicePixelRatio);
    context.font = FONT;
    for (const frame of this.#lines) {
      context.globalAlpha = 1;
      context.fillStyle = ink;
      if (frame.width >= NAMED_FROM) this.#name(frame);
      for (const box of frame.packages) {
        context.globalAlpha = this.#levels?.has(box.level) === false ? FADED : 1;
        context.fillStyle = fills[box.level];
        context.fillRect(box.x, box.y, box.width, box.height);
      }
      context.globalAlpha = 1;
      context.strokeStyle = line;
      context.strokeRect(frame.x + 0.5, frame.y + 0.5, frame.width - 1, frame.height - 1);
    }
  }

  #name({ x, y, width, line, weight }: LineBox): void {
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(x, y, width - 2, HEADING_BASELINE + 4);
    context.clip();
    context.fillText(weight === 1 ? line : `${line} (${weight})`, x + 4, y + HEADING_BASELINE);
    context.restore();
  }

  /** An element over the picture: to paint thousands of packages anew would lag behind the pointer. */
  #mark(): void {
    const { x = 0, y = 0, width = 0, height = 0 } = this.#pointed ?? {};
    this.#frame.hidden = this.#pointed === undefined;
    Object.assign(this.#frame.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  }

  #point(box: PackageBox | undefined): void {
    if (box?.index === this.#pointed?.index) return;
    this.#pointed = box;
    this.#mark();
    const about = box && this.#packages[box.index];
    const pointed = document.querySelector('#pointed');
    if (pointed !== null) pointed.textContent = about === undefined ? '' : textOf(about, this.#words);
  }

  #choose(): void {
    if (this.#pointed !== undefined) this.#onChosen(this.#pointed.index);
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') this.#choose();
    if (step === undefined) return;
    event.preventDefault();
    // The report's order: the worst first.
    const boxes = this.#lines.flatMap(({ packages }) => packages).filter(({ level }) => level !== 'none');
    boxes.sort((a, b) => a.index - b.index);
    const place = boxes.findIndex(({ index }) => index === this.#pointed?.index);
    const next = place < 0 && step < 0 ? boxes.length - 1 : place + step;
    this.#point(boxes[(next + boxes.length) % boxes.length]);
  }
}

function textOf(about: PagePackage, words: PageWords): string {
  const { level, way, line, direct, findings } = about;
  const [first] = findings;
  const place = direct ? words.named : filled(words.through, { way: way ?? line });
  return `${titleOf(about)}, ${place}: ${first === undefined ? words.nothing : `${words.levels[level]}, ${first.message}`}`;
}
