import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { Departures } from '../../server/src/engine/departures.js';

describe('departures', () => {
  it('listen to a signal once, however many wait, and not at all when closed', () => {
    const { signal } = new AbortController();
    const departures = new Departures(signal);
    for (let index = 0; index < 1000; index += 1) departures.add(() => undefined);
    assert.equal(getEventListeners(signal, 'abort').length, 1);
    departures.close();
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('call those who still wait, also when they take themselves back meanwhile', () => {
    const controller = new AbortController();
    const departures = new Departures(controller.signal);
    const left: string[] = [];
    const first = (): void => {
      left.push('first');
      departures.takeBack(first);
    };
    const gone = (): void => void left.push('gone');
    departures.add(gone);
    departures.add(first);
    departures.add(() => left.push('last'));
    departures.takeBack(gone);
    controller.abort();
    assert.deepEqual(left, ['first', 'last']);
  });
});
