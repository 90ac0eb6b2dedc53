import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { packageOf } from '../../../../support/artifacts.js';

/** What the tables of these tests take for granted: `s` is what is stolen. */
const GIVEN = `const fs = require('fs'), os = require('os'), path = require('path'), https = require('https'), cp = require('child_process');
  const stream = require('stream'), zlib = require('zlib'), events = require('events'), rc = os.homedir() + '/.npmrc';
  const s = fs.readFileSync(rc, 'utf8');`;

/** `credential-file>network@collect.invalid`, of code that runs on import. */
export function flowsOf(code: string): readonly string[] {
  const { flows } = analysePackage(packageOf({ 'index.js': `${GIVEN} ${code}` }));
  return flows.map(({ source, sink, host }) => `${source}>${sink}${host === undefined ? '' : `@${host}`}`);
}

export function behavioursOf(code: string): readonly string[] {
  const { behaviours } = analysePackage(packageOf({ 'index.js': `${GIVEN} ${code}` }));
  return behaviours.map(({ kind, moment }) => `${kind} ${moment}`);
}
