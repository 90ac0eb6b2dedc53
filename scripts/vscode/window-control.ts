import type { FrameLocator, Page } from 'playwright-core';
import type { Control } from '../../test/e2e/harness/control.js';

/** What is done with the editor's window, as a person would do it. */
export type WindowControl = Omit<Control, 'requests' | 'publishMalware'>;

/** @param page the workbench's page, in Chromium or in the desktop editor. */
export function windowControl(page: () => Page): WindowControl {
  return {
    grantTrust: () => grantTrust(page()),
    answerInput: (title, text) => answerInput(page(), title, text),
    notifications: async () => await page().locator('.notification-list-item-message').allInnerTexts(),
    refactorPreview: async () => (await page().locator('.bulk-edit-panel').allInnerTexts()).join('\n'),
    tickRefactorPreview: async () => {
      for (const box of await page().locator('.bulk-edit-panel .edit-checkbox').all()) await box.check({ force: true });
    },
    pressButton: async (text) => {
      await page()
        .locator('.notifications-toasts, .notifications-center')
        .getByText(text, { exact: true })
        // A message that has faded out is still there.
        .locator('visible=true')
        .first()
        .click();
    },
    // In one go: whoever asks a row that has gone meanwhile waits for it to come back.
    treeRows: async () => await page().evaluate<readonly string[]>(TREE_ROWS),
    clickTreeRow: async (start) => {
      await page()
        .locator(`.sidebar .monaco-list-row[aria-label^=${JSON.stringify(start)}]`)
        .first()
        .click();
    },
    reportText: async () => {
      const body = reportOf(page()).locator('main');
      return (await body.count()) === 0 ? '' : await body.innerText();
    },
    pressInReport: async (text) =>
      await reportOf(page()).getByRole('button', { name: text, exact: true }).press('Enter'),
    activityLabel: async () =>
      (await page().locator('.activitybar a[aria-label*="Package Risk"]').first().getAttribute('aria-label')) ?? '',
    statusLabel: async () =>
      (await page().locator('[id="package-risk.package-risk.packageRisk.status"]').getAttribute('aria-label')) ?? '',
    languageStatus: () => languageStatus(page()),
  };
}

/** A click keeps the hover open; Escape closes it again. */
async function languageStatus(page: Page): Promise<string> {
  await page.locator('[id="status.languageStatus"]').click();
  const shown = await page.locator('.hover-language-status').allInnerTexts();
  await page.keyboard.press('Escape');
  return shown.join('\n');
}

/** Webviews have a frame of their own inside of one of the editor's. */
function reportOf(page: Page): FrameLocator {
  return page.locator('iframe.webview.ready').last().contentFrame().frameLocator('#active-frame');
}

/** Runs in the window: what the rows of the side bar say for a screen reader. */
const TREE_ROWS = `[...document.querySelectorAll('.sidebar .monaco-list-row')]
  .map((row) => row.getAttribute('aria-label') ?? '')`;

/** From the "Restricted Mode" item of the status bar to the button of the trust editor. */
async function grantTrust(page: Page): Promise<void> {
  await page.locator('[id="status.workspaceTrust"]').click();
  const editor = page.locator('.workspace-trust-editor');
  await editor
    .getByRole('button', { name: /^Trust( |$)/ })
    .first()
    .click();
}

async function answerInput(page: Page, title: string, text: string): Promise<void> {
  const titled = { has: page.locator('.quick-input-title', { hasText: title }) };
  const input = page.locator('.quick-input-widget', titled).locator('.quick-input-box input');
  await input.fill(text);
  await input.press('Enter');
}
