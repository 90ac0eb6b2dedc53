import type { ArtifactManifest } from '../../../model/index.js';

/**
 * Commands that people and scripts call without looking where they come from: POSIX and cmd.exe, and what developers have
 * installed. With a package's `bin` folder first in the path, as in every npm script, another program answers to them.
 */
const COMMANDS: ReadonlySet<string> = new Set([
  ...[
    'sh',
    'bash',
    'zsh',
    'env',
    'ls',
    'cd',
    'cat',
    'cp',
    'mv',
    'rm',
    'mkdir',
    'chmod',
    'chown',
    'echo',
    'test',
    'pwd',
  ],
  ...[
    'grep',
    'sed',
    'awk',
    'find',
    'xargs',
    'sort',
    'head',
    'tail',
    'tar',
    'gzip',
    'unzip',
    'kill',
    'ps',
    'which',
    'sudo',
    'su',
  ],
  ...[
    'curl',
    'wget',
    'ssh',
    'scp',
    'rsync',
    'openssl',
    'gpg',
    'ping',
    'dig',
    'nslookup',
    'cmd',
    'powershell',
    'pwsh',
    'dir',
  ],
  ...[
    'git',
    'gh',
    'docker',
    'kubectl',
    'aws',
    'gcloud',
    'az',
    'terraform',
    'make',
    'cmake',
    'gcc',
    'cc',
    'clang',
    'python',
  ],
  ...[
    'python3',
    'pip',
    'pip3',
    'ruby',
    'gem',
    'go',
    'cargo',
    'rustc',
    'java',
    'javac',
    'mvn',
    'brew',
    'apt',
    'apt-get',
    'systemctl',
  ],
  ...['node', 'npm', 'npx', 'code', 'vim', 'vi', 'nano', 'open', 'xdg-open', 'crontab', 'security', 'login', 'passwd'],
]);

/** Those of them that come from npm. */
const OWN_COMMANDS: ReadonlyMap<string | undefined, readonly string[]> = new Map([
  ['npm', ['npm', 'npx']],
  ['node', ['node']],
]);

/** The commands of a manifest that stand for others. */
export function shadowedCommands({ name: own, bin }: Pick<ArtifactManifest, 'name' | 'bin'>): readonly string[] {
  const owned = OWN_COMMANDS.get(own) ?? [];
  return Object.keys(bin).filter(
    (name) => !owned.includes(name) && COMMANDS.has(name.toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '')),
  );
}
