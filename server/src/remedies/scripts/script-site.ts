import { phrase, type JsonChange, type Phrase, type Words } from '../../model/index.js';

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
  readonly where: Words;
  readonly root: readonly JsonChange[];
  readonly settings: readonly JsonChange[];
  /** What is not as it seems, in one sentence. */
  readonly caveat?: Phrase;
}

/** `allowScripts in package.json` */
export function inFile(setting: string, file: string): Phrase {
  return phrase('{setting} in {file}', { setting, file });
}
