import { checkPackage } from './check-package.js';
import { checkProject } from './check-project.js';
import { compareVersions } from './compare-versions.js';
import { explainFinding } from './explain-finding.js';
import { findSafeVersion } from './find-safe-version.js';
import { readInput } from './read-input.js';
import { isProblem, type Tool, type ToolContext, type ToolProblem, type ToolResult } from './tool.js';

/** All that an agent can ask. */
export const TOOLS: readonly Tool[] = Object.freeze([
  checkPackage,
  checkProject,
  findSafeVersion,
  compareVersions,
  explainFinding,
]);

/** Checks the input and answers. Rejects only with the signal's reason or where something is broken. */
export async function runTool(name: string, given: unknown, context: ToolContext): Promise<ToolResult | ToolProblem> {
  const tool = TOOLS.find((one) => one.name === name);
  if (tool === undefined)
    return { problem: `There is no such tool; the tools are ${TOOLS.map((one) => one.name).join(', ')}.` };
  const read = readInput(tool.input, given);
  return isProblem(read) ? read : tool.run(read.input, context);
}
