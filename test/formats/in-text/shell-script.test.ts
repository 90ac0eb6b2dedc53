import assert from 'node:assert/strict';
import { shellScript } from '../../../server/src/formats/in-text/shell-script.js';
import { assertMarked } from './marked-mentions.js';

function assertFinds(table: Readonly<Record<string, string>>): void {
  for (const [title, marked] of Object.entries(table)) it(title, () => assertMarked(shellScript, 'a.sh', marked));
}

/** `name` or `name@range`, as it is understood. */
function namesIn(text: string): readonly string[] {
  return shellScript.read(text, 'a.sh').map((found) => {
    assert.ok(found.kind === 'command');
    return found.range === undefined ? found.name : `${found.name}@${found.range}`;
  });
}

describe('shellScript', () => {
  it('is for scripts of shells', () => {
    assert.ok(['a.sh', 'b/a.bash', 'a.zsh'].every((file) => shellScript.matches(file)));
    assert.ok(!['a.js', 'sh', 'a.sh.md'].some((file) => shellScript.matches(file)));
  });

  describe('finds what is installed', () => {
    assertFinds({
      'by npm': 'npm install «lodash»\nnpm i «a» «@b/c@^1.0.0»\nnpm add «d@next»\nnpm isntall «e»',
      'by the others': 'pnpm add «a»\nyarn add «b»\nbun add «c»\npnpm install «d»\nbun i «e»\nvlt install «f»',
      globally: 'npm i -g «a»\nyarn global add «b»',
      'in a member': 'yarn workspace web add «a»\npnpm --filter web add «b»\nnpm i «c» -w web\nnpm --prefix web i «d»',
      'with options in between': 'npm install --save-dev «a» --registry https://r.example «b» -D «c» --tag=next',
      'where an option of one is another thing for the other': 'pnpm add -w «a»\nnpm i -w a «b»\nyarn add -W «c»',
      'in a chain': 'cd a && npm i «b»; npm ci || yarn add «c» | tee log & bun add «d»',
      'over several lines': 'npm install \\\n  «a» \\\n  «b@1.0.0»\nnpm i «c» `\n  «d»',
      'behind other programs':
        'sudo -E npm i «a»\nNODE_ENV=x CI=1 npm i «b»\nif npm i «c»; then npm i «d»; fi\nsudo -u me npm i «e»',
      'in quotes': `npm i "«a@^1.0.0 <2»" '«@b/c»'`,
      'by a path to the program': '/usr/bin/npm i «a»\nnpm.cmd i «b»\ncorepack pnpm@9 add «c»',
      'in subshells': '(npm i «a») && $(npm i «b»)\nc=`npm i «d»`',
      'with its output sent elsewhere': 'npm i «a» > log 2>&1\nnpm i «b» 2> err «c»',
    });
  });

  describe('finds what is run', () => {
    assertFinds({
      'by npx and its like': 'npx «a» b c\nnpx -y «d@1» e\nbunx «f» --g h\npnpx «i»\nnpx -- «j» k',
      'by subcommands': 'npm exec «a» -- b\npnpm dlx «c» d\nyarn dlx «e» f\nbun x «g» h\nnpm x «i»',
      'where the packages are named by options':
        'npx -p «a» -p «b» c\nnpx --package=«d» e\nnpm exec --package «f» -- g\nyarn dlx -p «h» i',
      'and no command for a shell': 'npx -c "a b"\nnpx -p «a» -c "b c"',
      'to begin a project':
        'npm create «vite@latest» my-app -- --template react\nnpm init «@a» b\nyarn create «c» d\npnpm create «@e/f»',
    });

    it('under the name that the creator has', () => {
      assert.deepEqual(namesIn('npm create vite@latest a; npm init @b; npm init @c/d@1; bun create e; npm init -y'), [
        ...['create-vite@latest', '@b/create', '@c/create-d@1', 'create-e'],
      ]);
    });
  });

  describe('finds nothing in', () => {
    assertFinds({
      'other commands': 'npm ci\nnpm run build a\nnpm test\nyarn\nyarn build a\npnpm exec a\nnpm view a\ngit add b',
      'names that only look so': 'my-npm i a\nnpm-check i a\necho npm i a',
      comments: '# npm i a\nnpm i «b» # c',
      'what is only known later': 'npm i $PKG ${A} "$B" $(cat c) %D% $env:E ${{ inputs.f }} {{ g }}',
      'what is to be filled in':
        'npm i <name> <package name> [a] your-package my-package @scope/name PACKAGE_NAME foo ... …',
      'paths and addresses':
        'npm i . ./a ../b ~/c /d a.tgz/e https://f.example/g.tgz git+ssh://git@h.example/i j/k github:l/m file:n',
      'what comes from elsewhere': 'npm i a@file:../a b@git+https://b.example/b.git jsr:@c/d\ndeno add jsr:@e/f',
      'texts that are written': `cat <<EOF\nnpm i a\nEOF\ncat <<-'END' > b\n  npm i c\n  END\nnpm i «d»`,
    });
  });

  it('reads versions, ranges, tags, and the real names of aliases', () => {
    assert.deepEqual(namesIn('npm i a@1.0.0 @b/c@^2 d@beta e@npm:f@3 @g/h@npm:@i/j "k@>=1 <2"'), [
      ...['a@1.0.0', '@b/c@^2', 'd@beta', 'f@3', '@i/j', 'k@>=1 <2'],
    ]);
    assert.deepEqual(namesIn('npm i react@$VERSION vue@<version>'), ['react', 'vue']);
    assert.deepEqual(namesIn('deno add npm:chalk@5; deno run npm:@a/b c'), ['chalk@5', '@a/b']);
  });
});
