/** What a process used, all its threads included; `usage-at-exit.cts` tells it. */
export interface Usage {
  readonly peakMegabytes: number;
  readonly processorMs: number;
  readonly wallMs: number;
}
