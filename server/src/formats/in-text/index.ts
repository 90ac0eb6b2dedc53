import type { InTextFormat } from '../format.js';
import { ciWorkflow } from './ci-workflow.js';
import { dockerfile } from './dockerfile.js';
import { markdown } from './markdown.js';
import { shellScript } from './shell-script.js';
import { sourceCode } from './source-code.js';
import { toolSettings } from './tool-settings.js';

/** Every kind of file in which packages are named beside manifests. */
export const IN_TEXT_FORMATS: readonly InTextFormat[] = Object.freeze([
  sourceCode,
  markdown,
  shellScript,
  dockerfile,
  ciWorkflow,
  toolSettings,
]);
