import { markdown } from '../../../server/src/formats/in-text/markdown.js';
import { assertMarked } from './marked-mentions.js';

const FENCE = '```';

const TABLE: Readonly<Record<string, string>> = {
  'fences of shells': `# A\n\n${FENCE}sh\nnpm i «a»\n${FENCE}\n\n~~~bash title="x"\nyarn add «b»\n~~~\n`,
  'fences without a language': `${FENCE}\nnpx «a»\n${FENCE}\n`,
  'fences in lists and quotes': `1. A\n   ${FENCE}sh\n   npm i «a»\n   ${FENCE}\n\n> ${FENCE}sh\n> npm i «b»\n> ${FENCE}\n`,
  'longer fences': `${FENCE}\`sh\n${FENCE}\nnpm i «a»\n${FENCE}\`\nnpm i b`,
  'a fence that is not closed yet': `${FENCE}sh\nnpm i «a»`,
  'code in a line': 'Run `npm i «a»` or ``npx «b» c``, and `$ yarn add «d»`.',
  'code that is only indented': 'Run:\n\n    npm i «a»\n\n\t$ npm i «b»\n',
  'commands behind a prompt': `${FENCE}console\n$ npm i «a»\nadded b in npm i c\n$ npx \\\n  «d»\nuser@host:~/e$ npm i «f»\n${FENCE}`,
  'prompts of other systems': `${FENCE}powershell\nPS C:\\a> npm i «b»\n> npm i «c»\n${FENCE}`,
  'settings of servers': `${FENCE}json\n{ "mcpServers": { "a": { "command": "npx", "args": ["-y", "«b@1»"] } } }\n${FENCE}`,
  workflows: `${FENCE}yaml\nsteps:\n  - run: npm i «a»\n${FENCE}`,
  'files for containers': `${FENCE}dockerfile\nRUN npm i «a»\n${FENCE}`,
  'no running text': 'Run npm install a to install. `install npm i a` `npm` `npm run b`',
  'no other languages': `${FENCE}js\nnpm i a\n${FENCE}\n`,
  'no comments': `<!-- \`npm i a\` -->\n<!--\n${FENCE}sh\nnpm i b\n${FENCE}\n-->\n\`npm i «c»\``,
};

describe('markdown', () => {
  for (const [title, text] of Object.entries(TABLE)) {
    it(`reads ${title}`, () => assertMarked(markdown, 'README.md', text));
  }
});
