import type { Page } from 'playwright-core';
import { windowControl } from './vscode/window-control.js';

/** Takes a picture of the window's upper part. */
export type TakePicture = (name: string, height: number) => Promise<void>;

const HEIGHT = 640;

/** What is told stands at the lower edge of the window. */
const WITH_TOAST = 860;

const PREVIEW_MS = 6000;

/** By as many pixels: findings are sentences. */
const WIDER = 190;

/** As many as were made at most; more do nothing. */
const UNDO_STEPS = 12;

/** Lists come from a server that is asked, and descriptions from a registry. */
const LIST_MS = 30_000;

/** What the gallery shows of writing a manifest, in the theme that the window has. The document is left as it was. */
export async function takeGallery(page: Page, theme: string, take: TakePicture): Promise<void> {
  const picture = (name: string): Promise<void> => take(`${name}-${theme}`, HEIGHT);
  await lineOf(page, 'lodash').hover();
  await page.locator('.monaco-hover .hover-row', { hasText: 'Declared' }).first().waitFor();
  await picture('hover');
  await page.keyboard.press('Escape');
  await lineOf(page, 'lodash').click();
  await picture('code-lens');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('"babelco', { delay: 60 });
  await suggestions(page, '@babel/core');
  await picture('completion-names');
  await page.keyboard.press('Enter');
  await suggestions(page, 'latest');
  await picture('completion-versions');
  await page.keyboard.press('Escape');
  for (let step = 0; step < UNDO_STEPS; step += 1) await page.keyboard.press('Control+Z');
  await lineOf(page, 'lodash').hover();
  await page.locator('.monaco-hover a', { hasText: 'Whole case' }).first().click();
  await page.locator('iframe.webview').first().waitFor();
  await page.mouse.move(0, 0);
  // The preview paints some time after its frame is there.
  await page.waitForTimeout(PREVIEW_MS);
  await picture('case');
  await command(page, 'View: Close All Editors');
  await compareVersions(page);
  await picture('compare');
  await command(page, 'View: Close All Editors');
  await showRiskView(page);
  await picture('risk-view');
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  await command(page, 'Package Risk: Show Report');
  const report = page.locator('iframe.webview.ready').last().contentFrame().frameLocator('#active-frame');
  await report.locator('#picture').waitFor({ timeout: LIST_MS });
  await page.locator('.notification-toast').waitFor({ state: 'detached' });
  await picture('report');
}

/** What is told of a folder that does harm as soon as it is trusted. */
export async function takeRepository(page: Page, theme: string, take: TakePicture): Promise<void> {
  await page.locator('.notification-toast', { hasText: 'Package Risk' }).first().waitFor({ timeout: LIST_MS });
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached', timeout: LIST_MS });
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  await take(`repository-${theme}`, WITH_TOAST);
}

/**
 * What is told of a manifest that nobody looks at.
 *
 * @param edit what is done to it on the disk
 */
export async function takeAgents(
  page: Page,
  theme: string,
  take: TakePicture,
  edit: () => Promise<void>,
): Promise<void> {
  await page.locator('.view-line').nth(3).waitFor({ timeout: LIST_MS });
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  await untilTold(page, 'chalk', edit);
  await take(`agents-${theme}`, WITH_TOAST);
}

/** A second opinion: what would be sent, and what came back. */
export async function takeOpinion(page: Page, theme: string, take: TakePicture): Promise<void> {
  const { pressButton } = windowControl(() => page);
  const toast = page.locator('.notification-toast');
  // Of what is still being checked nothing is told yet.
  const ask = async (): Promise<void> => {
    await untilTold(page, 'sends what was found', async () => {
      await command(page, 'Notifications: Clear All Notifications');
      await lineOf(page, 'request').click();
      await command(page, 'Package Risk: Ask a Language Model');
    });
  };
  await ask();
  await take(`opinion-asks-${theme}`, WITH_TOAST);
  await pressButton('Show what would be sent');
  await page.locator('.view-line', { hasText: 'BEGIN' }).first().waitFor({ timeout: LIST_MS });
  // The lines are long.
  await page.keyboard.press('Alt+Z');
  await take(`opinion-sent-${theme}`, HEIGHT);
  await command(page, 'View: Revert and Close Editor');
  await ask();
  await pressButton('Switch on and ask');
  await toast.filter({ hasText: 'Stand-in' }).waitFor({ timeout: LIST_MS });
  await command(page, 'Notifications: Clear All Notifications');
  await lineOf(page, 'request').hover();
  await page.locator('.monaco-hover .hover-row', { hasText: 'Second opinion of' }).first().waitFor();
  await take(`opinion-${theme}`, HEIGHT);
}

/** Does something until a message speaks of this: some seconds after its start the editor does not hear of all yet. */
async function untilTold(page: Page, words: string, act: () => Promise<void>): Promise<void> {
  const toast = page.locator('.notification-toast', { hasText: words }).first();
  for (const start = performance.now(); performance.now() - start < LIST_MS;) {
    await act();
    const isThere = await toast.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`nothing was told of ${words}`);
}

/** As the command over a line does it. */
async function compareVersions(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+T');
  await lineOf(page, 'lodash').click();
  await startCommand(page, 'Package Risk: Compare Versions');
  const version = page.locator('.quick-input-widget .monaco-list-row', { hasText: /^\d+\.\d/ });
  await version.first().waitFor({ timeout: LIST_MS });
  await page.keyboard.press('Enter');
  await page.locator('.multiDiffEditor .view-line').nth(3).waitFor({ timeout: LIST_MS });
}

/** Opens the tree down to what has been found of the worst package. */
async function showRiskView(page: Page): Promise<void> {
  await command(page, 'Package Risk: Focus on Dependencies View');
  await page.locator('.sidebar .monaco-list-row').nth(3).waitFor({ timeout: LIST_MS });
  const firstPackage = page.locator('.sidebar .monaco-list-row[aria-level="3"]').first();
  await firstPackage.click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.sidebar .monaco-list-row[aria-level="4"]').first().waitFor();
  await widenSideBar(page);
  await page.locator('.squiggly-error').first().waitFor({ state: 'attached', timeout: LIST_MS });
}

async function widenSideBar(page: Page): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (bar === null) throw new Error('there is no side bar');
  const [x, y] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + WIDER, y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(0, 0);
}

async function command(page: Page, title: string): Promise<void> {
  await startCommand(page, title);
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** It may go on asking. */
async function startCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await input.fill(`>${title}`);
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().waitFor();
  await input.press('Enter');
}

/** Asks until the list holds an entry: while an answer is on its way the editor shows none. */
async function suggestions(page: Page, entry: string): Promise<void> {
  const shown = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: entry }).first();
  for (const start = performance.now(); performance.now() - start < LIST_MS;) {
    await page.keyboard.press('Control+Space');
    const isThere = await shown.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`the list never offered ${entry}`);
}

/** A name that leads to its page is painted without its quotes. */
function lineOf(page: Page, dependency: string) {
  return page.locator('.view-line span', { hasText: new RegExp(`^"?${dependency}"?$`) }).first();
}
