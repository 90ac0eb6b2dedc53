import type { JsonChange } from '../../model/index.js';

/** Whose install scripts are to run, or never to. */
export interface ScriptWish {
  readonly name: string;
  readonly allow: boolean;
  /** The versions that were judged; empty where a manager could not tell which one it installs. */
  readonly versions: readonly string[];
}

/** The changes that bring wishes about. */
export interface ScriptChanges {
  /** `allowScripts in package.json` */
  readonly where: string;
  readonly root: readonly JsonChange[];
  readonly settings: readonly JsonChange[];
  /** What is not as it seems, in one sentence. */
  readonly caveat?: string;
}
