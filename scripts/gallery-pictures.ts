import type { Page } from 'playwright-core';

/** Takes a picture of the window's upper part. */
export type TakePicture = (name: string, height: number) => Promise<void>;

const HEIGHT = 640;

const PREVIEW_MS = 6000;

/** As many as were made at most; more do nothing. */
const UNDO_STEPS = 12;

/** Lists come from a server that is asked, and descriptions from a registry. */
const LIST_MS = 30_000;

/** What the gallery shows of writing a manifest, in the theme that the window has. The document is left as it was. */
export async function takeGallery(page: Page, theme: string, take: TakePicture): Promise<void> {
  const picture = (name: string): Promise<void> => take(`${name}-${theme}`, HEIGHT);
  await lineOf(page, 'lodash').hover();
  await page.locator('.monaco-hover .hover-row').first().waitFor();
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
