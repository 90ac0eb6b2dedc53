import { l10n } from 'vscode';
import type { Translate } from '../../server/src/protocol/translate.js';

/** Into the display language of this editor. */
export const t: Translate = (message, values = {}) => l10n.t(message, values);
