import type { Level } from '../../model/index.js';

/** Of a tile of a pattern, in pixels of the screen. */
const TILE = 6;

type Draw = (context: OffscreenCanvasRenderingContext2D) => void;

/** Drawn over the level's colour; the same as the style sheet's swatches. */
const MARKS: Readonly<Record<Level, Draw>> = {
  critical: (context) => {
    line(context, 0, TILE, TILE, 0);
    line(context, 0, 0, TILE, TILE);
  },
  high: (context) => line(context, 0, TILE, TILE, 0),
  medium: (context) => line(context, TILE / 2, 0, TILE / 2, TILE),
  low: (context) => context.fillRect(TILE / 2 - 1, TILE / 2 - 1, 2, 2),
  none: () => undefined,
};

export type Fills = Readonly<Record<Level, CanvasPattern | string>>;

/** What each level is filled with, in the page's colours as they are now. */
export function fillsFor(context: CanvasRenderingContext2D): Fills {
  const colors = readColors(['critical', 'high', 'medium', 'low', 'none', 'paper']);
  const fill = (level: Level): CanvasPattern | string => {
    const tile = new OffscreenCanvas(TILE, TILE);
    const brush = tile.getContext('2d');
    if (brush === null) return colors[level] ?? '';
    brush.fillStyle = colors[level] ?? '';
    brush.fillRect(0, 0, TILE, TILE);
    brush.fillStyle = colors.paper ?? '';
    brush.strokeStyle = colors.paper ?? '';
    MARKS[level](brush);
    return context.createPattern(tile, 'repeat') ?? colors[level] ?? '';
  };
  return {
    critical: fill('critical'),
    high: fill('high'),
    medium: fill('medium'),
    low: fill('low'),
    none: fill('none'),
  };
}

/** Variables hold expressions; only an element that is painted with one knows the colour. */
export function readColors(names: readonly string[]): Readonly<Record<string, string>> {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colors = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colors);
}

function line(context: OffscreenCanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
