import assert from 'node:assert/strict';
import { InFlight } from '../../server/src/platform/in-flight.js';
import { deferred } from '../support/deferred.js';

describe('work that several want at once', () => {
  const patient = (): AbortSignal => new AbortController().signal;

  it('is done once for each key, and anew when it is over', async () => {
    const flights = new InFlight<number>();
    const done = deferred<number>();
    let started = 0;
    const work = () => {
      started += 1;
      return done.promise;
    };
    const both = [flights.run('a', patient(), work), flights.run('a', patient(), work)];
    assert.equal(started, 1);
    done.resolve(7);
    assert.deepEqual(await Promise.all(both), [7, 7]);
    await flights.run('a', patient(), work);
    await flights.run('b', patient(), work);
    assert.equal(started, 3);
  });

  it('goes on while somebody waits, and is given up when all have left', async () => {
    const flights = new InFlight<number>();
    const done = deferred<number>();
    let signal = patient();
    const work = (given: AbortSignal) => {
      signal = given;
      return done.promise;
    };
    const [one, two] = [new AbortController(), new AbortController()];
    const results = [flights.run('a', one.signal, work), flights.run('a', two.signal, work)];
    one.abort(new Error('first leaves'));
    await assert.rejects(results[0] ?? Promise.resolve(), /first leaves/);
    assert.equal(signal.aborted, false);
    two.abort(new Error('second leaves'));
    await assert.rejects(results[1] ?? Promise.resolve(), /second leaves/);
    assert.equal(signal.aborted, true);
    const anew = flights.run('a', patient(), () => Promise.resolve(2));
    assert.equal(await anew, 2);
    done.resolve(1);
  });

  it('fails for all who wait', async () => {
    const flights = new InFlight<number>();
    const work = () => Promise.reject(new Error('broken'));
    await assert.rejects(flights.run('a', patient(), work), /broken/);
    await assert.rejects(flights.run('a', AbortSignal.abort(new Error('late')), work), /late/);
  });
});
