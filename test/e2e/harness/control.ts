import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { RecordedRequest } from '../../support/local-server.js';
import type { ServerName } from './world.js';

/** What the tests in the extension host can have the runner do: the window and the local servers are the runner's. */
export interface Control {
  /** Clicks through the editor's own way of trusting the folder. */
  readonly grantTrust: () => Promise<void>;
  /** Types into the input box with this in its title, once that is open, and presses Enter. */
  readonly answerInput: (title: string, text: string) => Promise<void>;
  /** Texts of the messages that are on the screen. */
  readonly notifications: () => Promise<readonly string[]>;
  /** The text of the panel in which edits are looked at before they are made; empty while there is none. */
  readonly refactorPreview: () => Promise<string>;
  /** Ticks everything in it that is not ticked yet. */
  readonly tickRefactorPreview: () => Promise<void>;
  /** Presses a button of a message, by its text. */
  readonly pressButton: (text: string) => Promise<void>;
  /** The rows of the tree that the side bar shows, as a screen reader says them. */
  readonly treeRows: () => Promise<readonly string[]>;
  /** Clicks on the first of them that begins so. */
  readonly clickTreeRow: (start: string) => Promise<void>;
  /** What the report says that an editor tab shows; empty while there is none. */
  readonly reportText: () => Promise<string>;
  /** Presses a button of that page, by its text. */
  readonly pressInReport: (text: string) => Promise<void>;
  /** What the icon in the activity bar says for a screen reader, its count included. */
  readonly activityLabel: () => Promise<string>;
  /** What the status bar's item says, for a screen reader. */
  readonly statusLabel: () => Promise<string>;
  /** What stands behind the braces of the status bar for the document that is shown. */
  readonly languageStatus: () => Promise<string>;
  /** Has the export of OSV say that every version of a name is malware. */
  readonly publishMalware: (id: string, name: string) => Promise<void>;
  /** What a server was asked until now. */
  readonly requests: (server: ServerName) => Promise<readonly RecordedRequest[]>;
}

export interface ControlServer {
  readonly url: string;
  readonly server: Server;
}

/** Serves the calls of one host on loopback. */
export async function serveControl(control: Control): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(control, request).then(
      (value) => response.end(JSON.stringify({ value })),
      (error: unknown) => response.end(JSON.stringify({ error: String(error) })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function answer(control: Control, request: IncomingMessage): Promise<unknown> {
  const { call, args } = (await json(request)) as { call: keyof Control; args: readonly never[] };
  const method: (...args: readonly never[]) => Promise<unknown> = control[call];
  return await method(...args);
}

/** The other end: calls from the extension host. */
export function connectControl(url: string): Control {
  const send = async (call: keyof Control, args: readonly unknown[]): Promise<unknown> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ call, args }) });
    const { value, error } = (await response.json()) as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(`the runner could not ${call}: ${error}`);
    return value;
  };
  return {
    grantTrust: async () => {
      await send('grantTrust', []);
    },
    answerInput: async (title, text) => {
      await send('answerInput', [title, text]);
    },
    notifications: async () => (await send('notifications', [])) as readonly string[],
    refactorPreview: async () => (await send('refactorPreview', [])) as string,
    tickRefactorPreview: async () => {
      await send('tickRefactorPreview', []);
    },
    pressButton: async (text) => {
      await send('pressButton', [text]);
    },
    treeRows: async () => (await send('treeRows', [])) as readonly string[],
    clickTreeRow: async (start) => {
      await send('clickTreeRow', [start]);
    },
    reportText: async () => (await send('reportText', [])) as string,
    pressInReport: async (text) => {
      await send('pressInReport', [text]);
    },
    activityLabel: async () => (await send('activityLabel', [])) as string,
    statusLabel: async () => (await send('statusLabel', [])) as string,
    languageStatus: async () => (await send('languageStatus', [])) as string,
    publishMalware: async (id, name) => {
      await send('publishMalware', [id, name]);
    },
    requests: async (server) => (await send('requests', [server])) as readonly RecordedRequest[],
  };
}
