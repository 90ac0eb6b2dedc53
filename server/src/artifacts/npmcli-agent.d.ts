// What is used of @npmcli/agent 4, which has no types.

declare module '@npmcli/agent' {
  import type { ClientRequest } from 'node:http';

  /** As much of an agent as Node.js asks for. */
  export interface Agent {
    readonly keepAlive: boolean;
    readonly protocol: string;
    readonly defaultPort: number;
    addRequest(request: ClientRequest, options: object): void;
  }

  /** The same agent for the same origin and options. */
  export function getAgent(url: string, options: Readonly<Record<string, unknown>>): Agent;
}
