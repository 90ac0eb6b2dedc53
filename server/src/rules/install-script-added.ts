import { phrase, valueOf, type ArtifactManifest, type Evidence } from '../model/index.js';
import { defineRule } from './rule.js';
import { neverRunHere, withEffectHere } from './support/scripts-here.js';
import { labelOf, newSinceBefore, shorten } from './support/text.js';

/** In most takeovers the first install script that a package ever had is the whole attack. */
export const installScriptAdded = defineRule({
  id: 'install-script-added',
  title: 'Install script that is new in this version',
  needs: ['artifact', 'previousArtifact'],
  find({ subject, facts, manager }) {
    const now = valueOf(facts.artifact)?.manifest;
    const before = valueOf(facts.previousArtifact)?.manifest;
    if (now === undefined || before === undefined || scriptsOf(before).length > 0) return [];
    const added = scriptsOf(now);
    if (added.length === 0) return [];
    const sentence = phrase('{package} runs something when it is installed', { package: labelOf(subject) });
    return [
      {
        message: withEffectHere(newSinceBefore(sentence), subject, manager),
        evidence: added,
        target: 'specifier' as const,
        level: neverRunHere(subject, manager) ? ('low' as const) : ('medium' as const),
      },
    ];
  },
});

function scriptsOf({ scripts, hasBindingGyp }: ArtifactManifest): readonly Evidence[] {
  const named = ['preinstall', 'install', 'postinstall'].filter((name) => (scripts[name]?.trim() ?? '') !== '');
  const implicit = hasBindingGyp && !named.includes('install') && !named.includes('preinstall');
  return [
    ...named.map((name) => evidence(`scripts.${name}`, scripts[name] ?? '')),
    ...(implicit ? [evidence('binding.gyp', 'node-gyp rebuild')] : []),
  ];
}

function evidence(field: string, value: string): Evidence {
  return { kind: 'file', file: 'package.json', field, value: shorten(value) };
}
