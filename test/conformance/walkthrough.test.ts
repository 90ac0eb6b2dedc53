import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { englishManifest } from '../support/manifest.js';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const { contributes } = englishManifest() as {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
};
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** Those that are no command of ours: VS Code's, and ones that the client registers for itself. */
const OTHER_COMMANDS = [
  'workbench.action.quickOpen',
  'workbench.actions.view.problems',
  'workbench.action.openSettings',
  'packageRisk.risks.focus',
  'packageRisk.applyFix',
];

describe('the walkthrough', () => {
  const known = [...contributes.commands.map(({ command }) => command), ...OTHER_COMMANDS];

  it('is one, of four steps', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    assert.equal(steps.length, 4);
  });

  for (const { id, description, media, completionEvents } of steps) {
    it(`leads from the step "${id}" to commands that are there, and is done by something that is there`, () => {
      const links = [...description.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command ?? '');
      const events = completionEvents.map((event) => event.split(':'));
      const named = events.flatMap(([kind, what = '']) => (kind === 'onCommand' ? [what] : []));
      assert.ok(links.length > 0);
      for (const command of [...links, ...named]) assert.ok(known.includes(command), command);
      const views = events.flatMap(([kind, what = '']) => (kind === 'onView' ? [what] : []));
      for (const view of views)
        assert.ok(
          contributes.views.packageRisk?.some((one) => one.id === view),
          view,
        );
    });

    it(`shows in the step "${id}" a picture in the colours of the theme, with its words`, () => {
      const picture = textOf(media.svg);
      const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour = '']) => colour);
      for (const colour of new Set(colours)) assert.match(colour, /^(?:none|var\(--vscode-[\w-]+, [\w#]+\))$/);
      // VS Code shows pictures under a policy that drops such things.
      assert.doesNotMatch(picture, /<(?:style|script|image|foreignObject)|style=|href/);
      assert.notEqual(media.altText, '');
    });
  }
});
