// `npm run screenshots [-- dark|light|contrast … manifest|repository|agents|opinion …]`: the README's pictures and those of the
// gallery, of the example project as the real registry answers today. With themes or scenes named, only the gallery's of these.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Locator, Page } from 'playwright-core';
import { PROJECT_ROOT } from './build/project-root.js';
import { codeOfShop, type Content, editAsAgents, example, hostileTask, standInModel } from './gallery-contents.js';
import { takeAgents, takeGallery, takeOpinion, takeRepository, type TakePicture } from './gallery-pictures.js';
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
  // The data that comes with the program is as old as the program is on the day of the pictures.
  'packageRisk.intelligence.maximumAge': 0,
  // What the picture of a hostile folder shows is not to run.
  'task.allowAutomaticTasks': 'off',
};

/** In CSS pixels; sharp on screens with two device pixels for each. */
const SIZE = { width: 1100, height: 860, scale: 2 };
/** There are many of them, and nobody prints them. */
const GALLERY_SIZE = { ...SIZE, width: 1000, scale: 1 };

/** A window of the editor, and the folder that is open in it. */
interface Opened {
  readonly page: Page;
  readonly workspace: string;
}

interface Given {
  readonly theme: Theme;
  readonly size: typeof SIZE;
  readonly content: Content;
  /** Makes a further extension in an empty folder. */
  readonly companion?: (folder: string) => Promise<void>;
}

async function openWindow(cleanup: Cleanup, { theme, size, content, companion }: Given): Promise<Opened> {
  const say = (message: string): void => console.log(message);
  const chromium = await ensureChromium(say);
  const installation = await installVscode(newestBuild(), say);
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'package-risk-screenshots-'));
  cleanup.add(() => rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const workspace = path.join(scratch, 'shop');
  const file = await content(workspace);
  await addExtension(scratch, PROJECT_ROOT);
  if (companion !== undefined) {
    const folder = path.join(scratch, 'companion');
    await companion(folder);
    await addExtension(scratch, folder, 'gallery.companion-1.0.0');
  }
  const env = { PATH: await pathWithoutNpm(scratch) };
  const settings = { ...SETTINGS, 'workbench.colorTheme': THEMES[theme] };
  const server = await startVscodeServer(installation, { dataFolder: scratch, settings, env }, cleanup);
  const page = await openBrowser({ executable: chromium, ...size }, cleanup);
  await page.goto(workbenchUrl(server, { workspace, file: path.join(workspace, file) }));
  return { page, workspace };
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

type Scene = (theme: Theme, cleanup: Cleanup) => Promise<void>;

/** The scenes of the gallery: each is a window of its own. */
const SCENES: Readonly<Record<string, Scene>> = {
  async manifest(theme, cleanup) {
    const { page } = await openWindow(cleanup, { theme, size: GALLERY_SIZE, content: example });
    await toManifest(page);
    await takeGallery(page, theme, intoGallery(page));
  },
  async repository(theme, cleanup) {
    const { page } = await openWindow(cleanup, { theme, size: GALLERY_SIZE, content: hostileTask });
    await takeRepository(page, theme, intoGallery(page));
  },
  async agents(theme, cleanup) {
    const { page, workspace } = await openWindow(cleanup, { theme, size: GALLERY_SIZE, content: codeOfShop });
    await takeAgents(page, theme, intoGallery(page), () => editAsAgents(workspace));
  },
  async opinion(theme, cleanup) {
    const given = { theme, size: GALLERY_SIZE, content: example, companion: standInModel };
    const { page } = await openWindow(cleanup, given);
    await toManifest(page);
    await takeOpinion(page, theme, intoGallery(page));
  },
};

async function toManifest(page: Page): Promise<void> {
  await judged(page);
  await page.keyboard.press('Control+B');
  await page.keyboard.press('Control+1');
}

const given = process.argv.slice(2);
const themes = given.filter((one): one is Theme => one in THEMES);
const scenes = given.filter((one) => one in SCENES);
await mkdir(path.join(TARGET, 'gallery'), { recursive: true });
if (themes.length + scenes.length === 0) {
  await withCleanup(async (cleanup) => {
    await main((await openWindow(cleanup, { theme: 'dark', size: SIZE, content: example })).page);
  });
}
for (const theme of themes.length === 0 ? (Object.keys(THEMES) as Theme[]) : themes) {
  for (const [name, scene] of Object.entries(SCENES)) {
    if (scenes.length === 0 || scenes.includes(name)) await withCleanup((cleanup) => scene(theme, cleanup));
  }
}
