import assert from 'node:assert/strict';
import { CRASH_WINDOW_MS, MAX_CRASHES, RestartBudget } from '../../client/src/restart-budget.js';

describe('the budget of restarts', () => {
  let now = 0;
  let budget = new RestartBudget(() => now);
  beforeEach(() => {
    now = 1000;
    budget = new RestartBudget(() => now);
  });

  it('restarts after each crash, says so once, and gives up at the last one allowed', () => {
    const answers = Array.from({ length: MAX_CRASHES }, () => budget.crashed());
    assert.deepEqual(answers, ['restart-and-say', 'restart', 'restart', 'give-up']);
  });

  it('forgets crashes that are older than its window, and then says so again', () => {
    for (let crash = 1; crash < MAX_CRASHES; crash++) budget.crashed();
    now += CRASH_WINDOW_MS;
    assert.equal(budget.crashed(), 'restart-and-say');
  });

  it('still counts crashes just inside its window', () => {
    for (let crash = 1; crash < MAX_CRASHES; crash++) budget.crashed();
    now += CRASH_WINDOW_MS - 1;
    assert.equal(budget.crashed(), 'give-up');
  });

  it('starts anew when someone asks for another try', () => {
    for (let crash = 1; crash <= MAX_CRASHES; crash++) budget.crashed();
    budget.forgive();
    assert.equal(budget.crashed(), 'restart-and-say');
  });
});
