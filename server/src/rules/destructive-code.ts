import { phrase } from '../model/index.js';
import { defineBehaviourRule } from './support/behaviour-rule.js';

/** It breaks what it gets its hands on. */
export const destructiveCode = defineBehaviourRule({
  id: 'destructive-code',
  title: 'Code that destroys data or blocks',
  kinds: {
    'deletes-user-files': { install: 'critical', import: 'critical', command: 'high', call: 'high' },
    'destroys-on-request': { install: 'critical', import: 'critical', command: 'critical', call: 'critical' },
    'destructive-command': { install: 'critical', import: 'critical', call: 'high' },
    'endless-loop': { install: 'medium', import: 'medium' },
    'page-protest': { install: 'medium', import: 'medium', command: 'medium', call: 'medium' },
  },
  does(about, { kind }) {
    if (kind === 'destroys-on-request')
      return phrase('{package} destroys data when its server is sent a request', { package: about.package });
    if (kind === 'page-protest')
      return phrase('{package} spoils pages for readers of some languages or countries', { package: about.package });
    if (kind === 'endless-loop') return phrase('{package} runs a loop without an end {moment}', about);
    return kind === 'deletes-user-files'
      ? phrase("{package} deletes the user's files {moment}", about)
      : phrase('{package} runs a command that destroys data {moment}', about);
  },
});
