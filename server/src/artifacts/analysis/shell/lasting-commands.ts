import type { BehaviourKind } from '../../../model/index.js';

/** Settings of git and npm by which both start something else; a project's own hooks are its own. */
const STARTS =
  /\bgit['"]?\s+config\b[^|;&]*\bcredential(?:\.\S+)?\.helper['"]?\s+\\?["']?!|\bnpm\s+(?:config\s+set|set)\s+(?:script-shell|node-options|git|onload-script)[=\s]|\bpm2\s+startup\b|\bsetx(?:\.exe)?\s+["']?(?:NODE_OPTIONS|PATH|Path|BASH_ENV|PYTHONSTARTUP)\b/;
const LETS_IN =
  /(?<!\b(?:npm|yarn|bun)\s+)\b(?:useradd|adduser)\s+\S|\bnet(?:\.exe)?\s+user\s+\S+[^|;&]*\/add\b|\bnet(?:\.exe)?\s+localgroup\s+administrators\b[^|;&]*\/add\b|\bNew-LocalUser\b|\bdscl\s+\.\s+-create\s+\/Users\//i;
/** Firewalls, scanners, the trust in certificates, the proxies of the system. */
const WEAKENS =
  /\bnetsh\b[^|;&]*\b(?:advfirewall\b[^|;&]*\bstate\s+off|firewall\b[^|;&]*\bdisable)|\bSet-MpPreference\b[^|;&]*-Disable|\bAdd-MpPreference\b[^|;&]*-Exclusion|\bsecurity\s+add-trusted-cert\b|\bcertutil(?:\.exe)?\b[^|;&]*-addstore\b|\bImport-Certificate\b[^|;&]*\\Root\b|\btrust\s+anchor\s+\S|\bufw\s+disable\b|\bsetenforce\s+0\b|\bcsrutil\s+disable\b|\bspctl\s+--(?:master|global)-disable\b|\bnetworksetup\s+-set(?:web|secureweb|socksfirewall|autoproxy)\w*|\bnetsh\s+winhttp\s+set\s+proxy\b|\b(?:iptables|pfctl)\s+-F\b/i;
const REDIRECTS = /\b(?:npm|pnpm|yarn)\s+(?:config\s+set|set)\s+(?:https?-)?proxy[=\s]+['"]?(?:https?:\/\/|\d)/;
/** From a file or an address; what the editor's own shop has is offered by many tools by its name. */
const EXTENDS =
  /\b(?:code|code-insiders|cursor|windsurf|codium|trae)(?:\.cmd)?['"]?\s+(?:-\S+\s+)*--install-extension[=\s]+['"]?\S+\.vsix\b/;

/** Assistants that ask nobody, by the options of each. */
const AGENTS =
  /--permission-mode[=\s]+['"]?bypassPermissions\b|\bclaude\b[^|;&]*--allowed-?tools[=\s]+['"]?(?:[\w,\s]*,\s*)?Bash\b(?!\()|\bcursor-agent\b[^|;&]*\s(?:--force|-f)(?=\s|$)|\baider\b[^|;&]*\s--yes(?:-always)?\b|\bopencode\s+run\b|\bamp\b[^|;&]*--dangerously-allow-all\b|\bdroid\s+exec\b[^|;&]*--skip-permissions-unsafe\b/i;

/** What commands leave behind on a machine, or let an assistant do there. */
export const LASTING: readonly (readonly [RegExp, BehaviourKind])[] = [
  [STARTS, 'autostart'],
  [LETS_IN, 'ssh-access'],
  [WEAKENS, 'protection-weakened'],
  [REDIRECTS, 'downloads-redirected'],
  [EXTENDS, 'installs-globally'],
  [AGENTS, 'agent-without-permissions'],
];
