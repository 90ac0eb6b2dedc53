import type { Connection } from 'vscode-languageserver';
import { hookDiagnostics } from '../../features/repository/hook-diagnostics.js';
import { riskRepository } from '../../features/repository/risk-repository.js';
import { HOSTILE_REPOSITORY_NOTIFICATION, type HostileRepositoryParams } from '../../protocol/repository.js';
import type { Logger } from '../../platform/logger.js';
import { attempt } from '../error-boundary.js';
import type { Escapes } from '../../features/support/escapes.js';
import type { SentDiagnostics } from '../sent-diagnostics.js';
import type { HookWatch } from './hook-watch.js';
import type { Repositories } from './repositories.js';

interface ShownParts {
  readonly repositories: Pick<Repositories, 'judged'>;
  readonly sent: SentDiagnostics;
  readonly hookWatch: HookWatch;
  readonly logger: Logger;
  readonly escapes: Escapes;
}

/** Shows what is judged: problems in files that nobody needs to open, and what is critical once. */
export async function showRepositories(
  connection: Connection,
  { repositories, sent, hookWatch, logger, escapes }: ShownParts,
): Promise<void> {
  const judged = repositories.judged();
  const byFile = new Map(
    judged.flatMap((repository) => [
      ...hookDiagnostics({ repository, severity: repository.settings.severity, escapes }),
    ]),
  );
  const files = new Set([...byFile.keys(), ...sent.hookFiles()]);
  await attempt('sending what folders run', logger, async () => {
    for (const uri of files) await sent.sendHooks(uri, byFile.get(uri) ?? []);
  });
  for (const repository of judged) {
    const shown = riskRepository(repository, escapes);
    const hooks = shown?.packages.filter(({ level }) => level === 'critical') ?? [];
    const news: HostileRepositoryParams = { uri: repository.uri, hooks };
    if (hooks.length > 0) await connection.sendNotification(HOSTILE_REPOSITORY_NOTIFICATION, news);
  }
  await hookWatch.renew();
}
