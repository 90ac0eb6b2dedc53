import { Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

/** A channel for the traffic with the server. */
export interface TraceChannel {
  readonly channel: LogOutputChannel;
  readonly subscription: Disposable;
}

/**
 * Lets `packageRisk.trace.server` alone decide whether the traffic is logged. The library would also ask for the
 * channel's own level to be Trace, which a user who changes a setting has no reason to know.
 */
export function createTraceChannel(log: LogOutputChannel): TraceChannel {
  const level = (): LogLevel => {
    const wanted = workspace.getConfiguration('packageRisk').get<string>('trace.server', 'off');
    return wanted === 'off' ? log.logLevel : LogLevel.Trace;
  };
  const changes = new EventEmitter<LogLevel>();
  const subscription = Disposable.from(
    changes,
    log.onDidChangeLogLevel(() => changes.fire(level())),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('packageRisk.trace.server')) changes.fire(level());
    }),
  );
  const channel = new Proxy(log, {
    get(target, key): unknown {
      if (key === 'logLevel') return level();
      if (key === 'onDidChangeLogLevel') return changes.event;
      // At the channel's usual level a trace line would not show.
      if (key === 'trace') return (message: string) => target.info(message);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { channel, subscription };
}
