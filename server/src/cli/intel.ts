import path from 'node:path';
import {
  DEFAULT_SETTINGS,
  inEnglish,
  intelligenceSource,
  type IntelligenceChange,
  type IntelligenceStore,
  type Outcome,
  type Words,
} from '../model/index.js';
import { intelligenceChangeText, intelligenceStatusText } from '../report/intelligence-text.js';
import { jsonText } from '../report/support/terminal.js';
import { complain, type CommandContext } from './context.js';
import { EXIT_CODES } from './exit-codes.js';
import { progressLine } from './progress.js';

/** `intel info` tells what the offline data holds; `build` and `update` renew it. */
export async function intel(context: CommandContext): Promise<number> {
  const { io, operands, options } = context;
  const [action] = operands;
  const problem = usageProblem(action, options);
  if (problem !== undefined) {
    complain(io, problem);
    return EXIT_CODES.unusable;
  }
  const store = await context.createIntelligenceStore();
  if (action !== 'info') return renew(store, context);
  const status = await store.status();
  io.stdout.write(options.json === true ? jsonText(status) : intelligenceStatusText(status, io.now()));
  return EXIT_CODES.ok;
}

function usageProblem(action: string | undefined, { from, out }: CommandContext['options']): string | undefined {
  if (action === 'build' && from === undefined) return 'intel build needs --from DIR, ZIP or URL.';
  if (action === 'info' && from !== undefined) return 'intel info takes no --from.';
  return action !== 'build' && out !== undefined ? `intel ${action ?? ''} takes no --out.` : undefined;
}

async function renew(store: IntelligenceStore, { io, operands, options }: CommandContext): Promise<number> {
  const progress = progressLine(io.stderr, io.now);
  const from = options.from === undefined ? intelligenceSource(DEFAULT_SETTINGS) : located(options.from, io.cwd);
  const request = { from, signal: io.signal, onProgress: (what: Words) => progress.say(inEnglish(what)) };
  const out = options.out === undefined ? undefined : path.resolve(io.cwd, options.out);
  const outcome: Outcome<IntelligenceChange> =
    operands[0] === 'build' ? await store.build(request, out) : await store.update(request);
  progress.clear();
  if (outcome.status !== 'ok') {
    complain(io, outcome.status === 'absent' ? 'There is nothing to read.' : outcome.message);
    return EXIT_CODES.unusable;
  }
  io.stdout.write(options.json === true ? jsonText(outcome.value) : intelligenceChangeText(outcome.value, io.now()));
  return EXIT_CODES.ok;
}

function located(from: string, cwd: string): string {
  return /^https?:\/\//i.test(from) ? from : path.resolve(cwd, from);
}
