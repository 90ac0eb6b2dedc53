import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/vscode/chromium.js';
import { Cleanup } from '../../scripts/vscode/cleanup.js';
import { openBrowser } from '../../scripts/vscode/workbench.js';
import { htmlReport } from '../../server/src/report/html/page.js';
import { reportedLevels, sinceLastReport } from '../../server/src/report/html/since.js';
import { reportOf, type Report } from '../../server/src/report/report.js';
import { direct, finding, judged, NOW, remedy, transitive } from '../report/samples.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const asset = (name: string): string => readFileSync(path.join(ROOT, 'dist', name), 'utf8');

/** What a package may call itself where nobody looks. */
const EVIL = '</td><script>document.title="taken"</script><img src=x onerror=document.title="taken">';

const LEVELS = ['critical', 'high', 'medium', 'low', 'none'] as const;

/** Runs in the page: how many colours the picture has. */
const COUNT_COLORS = `(() => {
  const canvas = document.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
})()`;

/** As many lines, each of which brings in as many packages: one of them at risk. */
function reportOfLines(lines: number, each: number): Report {
  const judgements = Array.from({ length: lines }, (_, line) => {
    const brought = Array.from({ length: each }, (__, index) => {
      const level = index === 0 ? (LEVELS[line % LEVELS.length] ?? 'none') : 'none';
      const name = line === 0 && index === 0 ? EVIL : `brought-${line}-${index}`;
      const subject = transitive(name, '2.0.0', ['.', `line-${line}@1.0.0`, `${name}@2.0.0`]);
      if (level === 'none') return judged({ subject });
      return judged(
        { subject, findings: [finding('known-vulnerability', level, `${name} has one`)] },
        remedy('Upgrade'),
      );
    });
    return [judged({ subject: direct(`line-${line}`, '^1.0.0', '1.0.0') }), ...brought];
  });
  return reportOf([{ path: 'package.json', judged: judgements.flat(), problems: [], notes: [] }]);
}

/** Classes of an editor's page, and how much red is in the colour of what nothing was found in. */
const THEMES = [
  ['vscode-light', 0xdf],
  ['vscode-high-contrast', 0x3a],
  ['vscode-high-contrast vscode-high-contrast-light', 0xdf],
  ['vscode-dark', 0x3a],
] as const;

describe('the HTML report in a browser', () => {
  const cleanup = new Cleanup();
  const requested: string[] = [];
  const failures: string[] = [];
  let page: Page;
  let folder: string;

  const open = async (report: Report): Promise<string> => {
    const since = sinceLastReport({ 'package.json: gone@1.0.0': 'high' }, reportedLevels(report), NOW);
    const assets = { script: asset('report.js'), style: asset('report-style.css') };
    const file = path.join(folder, 'report.html');
    await writeFile(file, htmlReport({ report, assets, now: NOW, version: '1.2.3', since }));
    requested.length = 0;
    await page.goto(pathToFileURL(file).href);
    await page.locator('#picture').waitFor();
    return pathToFileURL(file).href;
  };
  const rows = (): Promise<number> => page.locator('#table tbody tr:visible').count();
  const pointed = async (): Promise<string> => (await page.locator('#pointed').textContent()) ?? '';

  const barriers = async (): Promise<readonly string[]> => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    return violations.map(({ id, impact, nodes }) => `${impact}: ${id}: ${nodes[0]?.html}`);
  };

  before(async function () {
    // It may have to be installed first.
    this.timeout(300_000);
    folder = await mkdtemp(path.join(os.tmpdir(), 'package-risk-report-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    page = await openBrowser({ executable: await ensureChromium(console.log) }, cleanup);
    page.on('request', (request) => requested.push(request.url()));
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('dialog', (dialog) => failures.push(dialog.message()));
  });
  after(() => cleanup.run());
  afterEach(() => assert.deepEqual(failures.splice(0), []));

  it('loads nothing but itself, and runs nothing that a package has written', async () => {
    const address = await open(reportOfLines(10, 3));
    assert.deepEqual(requested, [address]);
    assert.match(await page.title(), /^Package Risk: package\.json/);
    assert.equal(await page.locator('img').count(), 0);
    assert.match(await page.locator('#table th[scope=row]').first().innerText(), /<script>document\.title="taken"/);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious barrier, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await open(reportOfLines(10, 3));
      assert.deepEqual(await barriers(), []);
    });
  }

  it('filters by words and by levels, and says how much is left', async () => {
    await open(reportOfLines(10, 3));
    assert.equal(await rows(), 8);
    await page.locator('#filter').fill('brought-2');
    assert.equal(await rows(), 1);
    assert.equal(await page.locator('#shown').textContent(), '1 of 8 shown');
    await page.locator('#filter').fill('');
    await page.locator('#levels input[value=critical]').uncheck();
    assert.equal(await rows(), 6);
  });

  it('sorts by each heading, and says which way', async () => {
    await open(reportOfLines(10, 3));
    const heading = page.locator('th[data-key=package]');
    const first = (): Promise<string> => page.locator('#table tbody th').first().innerText();
    await heading.getByRole('button').press('Enter');
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    const ascending = await first();
    await heading.getByRole('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    assert.notEqual(await first(), ascending);
    assert.match(await first(), /^brought-8-0@/);
  });

  it('leads by keyboard from one package at risk to the next, and to its row', async () => {
    await open(reportOfLines(10, 3));
    await page.locator('canvas').focus();
    await page.keyboard.press('ArrowRight');
    assert.match(await pointed(), /<script>.*through line-0 > .*: critical, /);
    await page.keyboard.press('ArrowRight');
    assert.match(await pointed(), /^brought-5-0@2\.0\.0, through line-5 > brought-5-0@2\.0\.0: critical, /);
    await page.keyboard.press('Enter');
    assert.match(await page.locator('tr.chosen').innerText(), /brought-5-0/);
  });

  it('points at the package under the mouse, and paints each of them', async () => {
    await open(reportOfLines(4, 2));
    await page.locator('canvas').scrollIntoViewIfNeeded();
    const box = await page.locator('canvas').boundingBox();
    assert.ok(box);
    const seen = new Set<string>();
    for (let step = 0; step < 96; step += 1) {
      const [column, row] = [step % 12, Math.floor(step / 12)];
      await page.mouse.move(box.x + ((column + 0.5) * box.width) / 12, box.y + ((row + 0.5) * box.height) / 8);
      seen.add((await pointed()).split(',')[0] ?? '');
    }
    seen.delete('');
    assert.equal(seen.size, 12, [...seen].join('; '));
    const colors = await page.evaluate(COUNT_COLORS);
    assert.ok(Number(colors) > 4, `${String(colors)} colours`);
  });

  for (const [button, name, start] of [
    ['#save-csv', 'package-risk.csv', '"Level","Package"'],
    ['#save-markdown', 'package-risk.md', '| Level | Package |'],
  ] as const) {
    it(`saves what is shown as ${name}`, async () => {
      await open(reportOfLines(10, 3));
      await page.locator('#filter').fill('brought-2');
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
      assert.equal(download.suggestedFilename(), name);
      const text = await readFile(await download.path(), 'utf8');
      assert.ok(text.startsWith(start), text);
      assert.ok(text.includes('brought-2-0'));
      assert.ok(!text.includes('brought-3-0'));
    });
  }

  describe('that an editor shows', () => {
    const sent = async (): Promise<unknown> => await page.evaluate('globalThis.sent');
    let context: BrowserContext;
    let outside: Page;
    before(async () => {
      outside = page;
      const browser = page.context().browser();
      assert.ok(browser);
      context = await browser.newContext();
      page = await context.newPage();
      page.on('pageerror', (error) => failures.push(error.message));
      // What an editor puts into its pages; it can be had once.
      await page.addInitScript(`
        globalThis.sent = [];
        globalThis.acquireVsCodeApi = () => {
          delete globalThis.acquireVsCodeApi;
          return { postMessage: (message) => globalThis.sent.push(message) };
        };
        new MutationObserver((_, observer) => {
          const style = document.documentElement?.style;
          if (style === undefined) return;
          observer.disconnect();
          style.setProperty('--vscode-editor-background', 'rgb(30, 30, 30)');
          style.setProperty('--vscode-foreground', 'rgb(204, 204, 204)');
          style.setProperty('--vscode-textLink-foreground', 'rgb(55, 148, 255)');
          style.setProperty('--vscode-descriptionForeground', 'rgb(157, 157, 157)');
        }).observe(document, { childList: true });`);
      await page.emulateMedia({ colorScheme: 'dark' });
    });
    after(async () => {
      await context.close();
      page = outside;
    });

    it('leads to the line of each package by its name, by keyboard, too', async () => {
      await open(reportOfLines(10, 3));
      const name = page.getByRole('button', { name: 'brought-5-0@2.0.0', exact: true });
      await name.focus();
      await page.keyboard.press('Enter');
      assert.deepEqual(await sent(), [{ kind: 'reveal', manifest: 'package.json', line: 'line-5' }]);
    });

    it('hands over what is to be saved', async () => {
      await open(reportOfLines(10, 3));
      await page.locator('#filter').fill('brought-2');
      await page.locator('#save-csv').click();
      const [{ kind, name, text }] = (await sent()) as [{ kind: string; name: string; text: string }];
      assert.deepEqual([kind, name], ['save', 'package-risk.csv']);
      assert.match(text, /brought-2-0/);
    });

    it('has the brightness of the theme, whatever the system has, and follows it', async () => {
      await open(reportOfLines(10, 3));
      for (const [theme, red] of THEMES) {
        await page.evaluate(`document.body.className = '${theme}'`);
        // Of what nothing was found in, both in the legend and in the picture.
        await page.waitForFunction(`(() => {
          const swatch = getComputedStyle(document.querySelector('.none > .swatch')).backgroundColor;
          const canvas = document.querySelector('canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return swatch.startsWith('rgb(${red},') && data.filter((value, at) => at % 4 === 0 && value === ${red}).length > 1000;
        })()`);
      }
    });

    it('has no serious barrier in the colours of the editor', async () => {
      await open(reportOfLines(10, 3));
      assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(30, 30, 30)');
      assert.deepEqual(await barriers(), []);
    });
  });

  it('draws 3,000 packages', async () => {
    await open(reportOfLines(100, 29));
    const label = await page.locator('canvas').getAttribute('aria-label');
    assert.match(label ?? '', /3000 packages/);
    await page.locator('canvas').focus();
    await page.keyboard.press('ArrowLeft');
    assert.match(await pointed(), /low, brought-/);
  });
});
