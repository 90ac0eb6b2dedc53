'use strict';
// In the place of `@vscode/spdlog`, which takes a compiler: without it VS Code writes no log files, and the log that
// an extension shows stays empty.
/* eslint-disable @typescript-eslint/no-require-imports -- what it stands in for is CommonJS */
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const WORDS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const INFO = WORDS.indexOf('info');

class Logger {
  #file;
  #level = INFO;
  #formatted = true;

  constructor(_type, _name, file) {
    this.#file = file;
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  clearFormatters() {
    this.#formatted = false;
  }
  setPattern() {}
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      appendFileSync(this.#file, this.#formatted ? `${time} [${WORDS[level]}] ${message}\n` : message);
    } catch {
      // The folder for logs goes before the last process that writes there.
    }
  }
}

async function createLogger(name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('', name, file);
}

// One by one, as VS Code imports them by name.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
