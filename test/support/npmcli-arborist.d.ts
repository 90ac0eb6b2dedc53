declare module '@npmcli/arborist' {
  interface ArboristEdge {
    readonly name: string;
    readonly type: 'prod' | 'dev' | 'optional' | 'peer' | 'peerOptional' | 'workspace';
    readonly to: ArboristNode | null;
  }

  interface ArboristNode {
    /** Relative to the project, `''` for itself. */
    readonly location: string;
    readonly packageName: string | null;
    readonly isLink: boolean;
    readonly isWorkspace: boolean;
    /** Of a link what it leads to, else the node itself. */
    readonly target: ArboristNode;
    readonly edgesOut: ReadonlyMap<string, ArboristEdge>;
    readonly inventory: ReadonlyMap<string, ArboristNode>;
  }

  /** npm's own library. */
  export default class Arborist {
    constructor(options: { readonly path: string });
    /** What the lockfile in the folder says. */
    loadVirtual(): Promise<ArboristNode>;
  }
}
