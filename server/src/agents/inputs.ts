import type { TextSchema } from './schema.js';

/** Inputs that several tools have. */

export const NAME_INPUT: TextSchema = Object.freeze({
  type: 'string',
  description: 'The exact name of an npm package, such as lodash or @types/node; no version, no address, no alias.',
  minLength: 1,
  maxLength: 214,
  pattern: '^(?:@[A-Za-z0-9_~\\-][A-Za-z0-9_~.\\-]*\\/)?[A-Za-z0-9_~\\-][A-Za-z0-9_~.\\-]*$',
});

export const RANGE_INPUT: TextSchema = Object.freeze({
  type: 'string',
  description: 'A version (4.17.21), a range (^4.17.0) or a dist-tag (next) of the registry; without it, latest.',
  minLength: 1,
  maxLength: 100,
  pattern: '^[A-Za-z0-9^~<>=*|.+ \\-]+$',
});

export const VERSION_INPUT: TextSchema = Object.freeze({
  type: 'string',
  description: 'An exact version, such as 4.17.21.',
  minLength: 1,
  maxLength: 64,
  pattern: '^[0-9][A-Za-z0-9.+\\-]*$',
});

export const PATH_INPUT: TextSchema = Object.freeze({
  type: 'string',
  description:
    'The folder, package.json, lockfile, pnpm-workspace.yaml or .yarnrc.yml of the project that it is for, inside the opened folder; without it, the opened folder. Its configuration says which registry is asked.',
  minLength: 1,
  maxLength: 1000,
});

export const RULE_INPUT: TextSchema = Object.freeze({
  type: 'string',
  description: 'The id of a rule as a finding names it, such as known-malware.',
  minLength: 1,
  maxLength: 64,
  pattern: '^[a-z][a-z\\-]*$',
});
