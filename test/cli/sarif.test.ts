import assert from 'node:assert/strict';
import { openShop, type Shop } from '../mcp/shop.js';
import { validRun, type SarifResult, type SarifRun } from '../support/sarif-schema.js';

describe('check --format sarif', () => {
  let shop: Shop;
  let run: SarifRun;

  before(async () => {
    shop = await openShop();
    const { code, stdout } = await shop.user.run(['check', '--format', 'sarif', '--trust-project-config']);
    assert.equal(code, 1);
    run = validRun(stdout);
  });
  after(() => shop.close());

  const about = (words: string): SarifResult => {
    const found = run.results.find(({ message }) => message.text.includes(words));
    assert.ok(found, words);
    return found;
  };
  const placesOf = ({ locations, relatedLocations = [] }: SarifResult): readonly string[] =>
    [...locations, ...relatedLocations].map(({ physicalLocation: { artifactLocation, region } }) =>
      [artifactLocation.uri, region.startLine, region.startColumn, region.endColumn].join(':'),
    );

  it('points at the lines of the manifest and of the lockfile', () => {
    assert.deepEqual(placesOf(about('loose 1.0.0 is deprecated')), [
      'package.json:11:5:21',
      'package-lock.json:46:5:28',
    ]);
    assert.deepEqual(placesOf(about('qs 6.7.0 has a known vulnerability')), [
      'package-lock.json:50:5:25',
      'package.json:9:5:25',
    ]);
  });

  it('has every rule with its page, the accepted finding as suppressed, and the source that failed as a notification', () => {
    const { rules } = run.tool.driver;
    assert.ok(rules.length > 60 && rules.every(({ help }) => help.markdown.includes('## What to do')));
    assert.deepEqual(
      run.results.filter(({ suppressions = [] }) => suppressions.length > 0).map(({ ruleId }) => ruleId.split('/')[0]),
      ['known-vulnerability'],
    );
    assert.ok(
      run.invocations[0].toolExecutionNotifications.some(
        ({ level, message }) =>
          level === 'warning' && message.text.startsWith('registry metadata: not answered for 1 package.'),
      ),
    );
  });

  it('names files as the checkout does, wherever in it the command is given', async () => {
    const { user } = shop;
    await user.folder.write('home/.git/HEAD', 'ref: refs/heads/main\n');
    const { stdout } = await user.run(['check', '--format', 'sarif']);
    const uris = validRun(stdout).results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
    assert.deepEqual([...new Set(uris)].sort(), ['shop/package-lock.json', 'shop/package.json']);
  });
});
