import type { Connection } from 'vscode-languageserver';
import { readSettings, type Settings } from '../model/index.js';
import type { Logger } from '../platform/logger.js';
import { describeError } from './error-boundary.js';

export const SETTINGS_SECTION = 'packageRisk';

/** Settings by document, asked of the editor once and remembered until it says that they have changed. */
export class Configuration {
  readonly #ask: (scopeUri: string | undefined) => Promise<unknown>;
  readonly #logger: Logger;
  readonly #known = new Map<string | undefined, Promise<Settings>>();
  #sent: unknown;

  /** @param asks whether the editor can be asked; if not, what it sends with a change counts for every document. */
  constructor(connection: Connection, asks: boolean, logger: Logger) {
    this.#logger = logger;
    this.#ask = asks
      ? (scopeUri): Promise<unknown> => connection.workspace.getConfiguration({ scopeUri, section: SETTINGS_SECTION })
      : () => Promise.resolve(this.#sent);
  }

  /** Without a document: those of the window. */
  settingsFor(uri: string | undefined): Promise<Settings> {
    let settings = this.#known.get(uri);
    if (settings === undefined) {
      settings = this.#read(uri);
      this.#known.set(uri, settings);
    }
    return settings;
  }

  /** @param sent what came with the editor's notification: `{packageRisk: …}`. */
  changed(sent: unknown): void {
    this.#sent = typeof sent === 'object' && sent !== null && SETTINGS_SECTION in sent ? sent.packageRisk : undefined;
    this.#known.clear();
  }

  /** The document is closed. */
  forget(uri: string): void {
    this.#known.delete(uri);
  }

  async #read(uri: string | undefined): Promise<Settings> {
    try {
      return readSettings(await this.#ask(uri));
    } catch (error) {
      this.#logger.warn(`The editor's settings could not be read, so defaults are used: ${describeError(error)}`);
      this.#known.delete(uri);
      return readSettings(undefined);
    }
  }
}
