import ts from 'typescript';
import { manifestOf, mapScripts, withManifest } from '../package-tree.js';
import { rewrite } from './support/source-edits.js';
import type { Variation } from './variation.js';

/**
 * Functions through which data leaves or code runs, by the last part of their name. A call of one becomes a call of
 * nothing with the same arguments: what is collected goes nowhere.
 */
const SINKS: ReadonlySet<string> = new Set([
  ...[
    'fetch',
    'request',
    'sendBeacon',
    'connect',
    'createConnection',
    'lookup',
    'resolve4',
    'resolveTxt',
    'post',
    'put',
  ],
  ...['exec', 'execSync', 'execFile', 'execFileSync', 'spawn', 'spawnSync', 'fork', 'eval', 'Function'],
  ...['runInThisContext', 'runInNewContext', 'runInContext', '_compile', 'dlopen', 'send', 'sendMail', 'sendEmail'],
  ...['writeFile', 'writeFileSync', 'appendFile', 'appendFileSync', 'createWriteStream', 'rmSync', 'unlinkSync'],
]);

/** Sinks only as members of a network module: `get` of a map is none. */
const MEMBER_SINKS = /^(?:https?|axios|got|net|tls|dns|dgram|undici)\.(?:get|request|post|connect)$/;

function isSink(callee: ts.Expression, file: ts.SourceFile): boolean {
  const text = callee.getText(file).replace(/\?\./g, '.');
  const last = text.split('.').at(-1) ?? '';
  return SINKS.has(last) || MEMBER_SINKS.test(text);
}

/** The honest twin: everything but the last step. None of these may reach `high`. */
export const withoutSink: Variation = {
  name: 'without its sink',
  vary(tree) {
    const changed = mapScripts(tree, (text) =>
      rewrite(text, (node, file) => {
        if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
        if (!isSink(node.expression, file) && !isWorker(node)) return undefined;
        const passed = node.arguments?.map((argument) => argument.getText(file)) ?? [];
        return `((...ignored) => ({ on() { return this; }, end() {}, unref() {}, then() {} }))(${passed.join(', ')})`;
      }),
    );
    if (changed === undefined) return undefined;
    const { scripts = {} } = manifestOf(changed) ?? {};
    // A lifecycle command that is no start of a script of the package is a sink of its own.
    const kept = Object.entries(scripts).filter(([, command]) => /^node [\w./-]+$/.test(command));
    return withManifest(changed, { scripts: Object.fromEntries(kept) });
  },
};

function isWorker(node: ts.CallExpression | ts.NewExpression): boolean {
  return ts.isNewExpression(node) && /(?:^|\.)(?:Worker|WebSocket|Function)$/.test(node.expression.getText());
}
