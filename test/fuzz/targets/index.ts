import type { FuzzTarget } from '../target.js';
import { DOCUMENT_TARGETS } from './documents.js';
import { FORMAT_TARGETS } from './formats.js';
import { MEDIA_TARGETS } from './media.js';
import { PACKAGE_TARGETS } from './packages.js';
import { PAGE_TARGETS } from './pages.js';
import { SETTINGS_TARGETS } from './settings.js';

/** Every reader and writer that meets what others have made. */
export const TARGETS: readonly FuzzTarget[] = [
  ...FORMAT_TARGETS,
  ...SETTINGS_TARGETS,
  ...DOCUMENT_TARGETS,
  ...PACKAGE_TARGETS,
  ...MEDIA_TARGETS,
  ...PAGE_TARGETS,
];
