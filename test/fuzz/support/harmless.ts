import assert from 'node:assert/strict';

/** What is not seen, or turns what is: in every medium for people, terminals or models. */
export const UNSEEN =
  /[\p{Cf}\p{Cs}\p{Co}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2028\u2029\u2800\u3164\uFE00-\uFE0F\uFFA0\u{E0100}-\u{E01EF}]/u;
const CONTROLS = /[^\P{Cc}\n]/u;

/** What the log of a pipeline takes for a command: GitHub at the start of a line, it and others anywhere. */
const PIPELINE_COMMAND = /^\s*::[a-z]|##\[|##vso\[|##teamcity\[/im;

export function assertPlain(text: string): void {
  assert.doesNotMatch(text, CONTROLS);
  assert.doesNotMatch(text, UNSEEN);
}

export function assertNoPipelineCommand(text: string): void {
  assert.doesNotMatch(text, PIPELINE_COMMAND);
}

/** Every text in plain data. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}
