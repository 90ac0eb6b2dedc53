import { isAtLeast } from './level.js';
import type { Finding } from './finding.js';

/** Rules about what a package does to whoever uses it, by its own files. Names, dates and vulnerabilities are none of that. */
export const BEHAVIOUR_RULES: readonly string[] = Object.freeze([
  ...['agent-abuse', 'agent-configuration', 'backdoor', 'data-exfiltration', 'decoded-code', 'destructive-code'],
  ...['download-and-run', 'entries-differ', 'gyp-command', 'hidden-code', 'hidden-recipient', 'image-payload'],
  ...['input-capture', 'install-command', 'key-theft', 'persistence', 'phishing-page', 'prompt-injection'],
  ...['reverse-shell', 'self-propagation', 'shadowed-command', 'tampering'],
]);

/** Findings that whoever removes packages would want to hear of. */
export function isMaliciousBehaviour({ rule, level }: Pick<Finding, 'rule' | 'level'>): boolean {
  return BEHAVIOUR_RULES.includes(rule) && isAtLeast(level, 'high');
}
