'use strict';
// In the place of the native watchdog, which takes a compiler: ends an extension host whose server is gone.
const CHECK_EVERY_MS = 5_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

exports.start = (pid) => {
  setInterval(() => {
    if (!isAlive(pid)) process.exit(0);
  }, CHECK_EVERY_MS).unref();
};

exports.exit = (code) => process.exit(code);
