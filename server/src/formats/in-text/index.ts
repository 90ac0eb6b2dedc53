import type { AliasFormat, InTextFormat } from '../format.js';
import { bundlerConfig } from './bundler-config.js';
import { ciWorkflow } from './ci-workflow.js';
import { dockerfile } from './dockerfile.js';
import { markdown } from './markdown.js';
import { shellScript } from './shell-script.js';
import { sourceCode } from './source-code.js';
import { toolSettings } from './tool-settings.js';
import { tsconfig } from './tsconfig.js';
import { webPage } from './web-page.js';

/** Every kind of file in which packages are named beside manifests. */
export const IN_TEXT_FORMATS: readonly InTextFormat[] = Object.freeze([
  sourceCode,
  markdown,
  shellScript,
  dockerfile,
  ciWorkflow,
  toolSettings,
  webPage,
]);

/** Every kind of settings that gives names to a project's files. */
export const ALIAS_FORMATS: readonly AliasFormat[] = Object.freeze([tsconfig, bundlerConfig]);
