/** Files in which packages are named beside manifests: source code, documentation, scripts, workflows, settings of tools. */
export const IN_TEXT_PATTERNS: readonly string[] = Object.freeze([
  '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte}',
  '**/*.{md,mdx,mdc,markdown}',
  '**/*.{html,htm,xhtml}',
  '**/*.{sh,bash,zsh}',
  '**/{Dockerfile,Dockerfile.*,*.dockerfile,Containerfile}',
  '**/.{github,forgejo,gitea}/{workflows,actions}/**/*.{yml,yaml}',
  '**/{.gitlab-ci,.travis,azure-pipelines,bitbucket-pipelines,action,docker-compose,compose}.{yml,yaml}',
  '**/.circleci/config.{yml,yaml}',
  '**/{mcp,.mcp,mcp_config,mcp_settings,claude_desktop_config,devcontainer,.devcontainer}.json',
  '**/.devcontainer/*.json',
  '**/.vscode/{tasks,settings}.json',
]);

/** Folders of what is installed or made from sources, and of tools' own files. */
const NOT_SOURCES: ReadonlySet<string> = new Set([
  ...['node_modules', 'bower_components', 'dist', 'out', 'build', 'coverage', 'vendor'],
  ...['.git', '.next', '.nuxt', '.output', '.svelte-kit', '.yarn', '.turbo', '.cache', '.vercel', '.netlify'],
]);
const MADE = /\.min\.[cm]?js$|\.d\.[cm]?ts$/i;

/** Longer texts are made by programs: reading one would take longer than anybody waits. */
export const MAX_IN_TEXT_LENGTH = 1_000_000;

/** Whether somebody works on a file, as far as its path tells. @param path relative to the opened folder, or absolute */
export function isWorkedOn(path: string): boolean {
  return !MADE.test(path) && !path.split(/[\\/]/).some((step) => NOT_SOURCES.has(step));
}
