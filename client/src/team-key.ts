import type { ExtensionContext, SecretStorage } from 'vscode';
import { window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { t } from './l10n.js';

/** As on the command line: a secret that is handed to the server's process, so that it stands in no setting, message or log. */
const VARIABLE = 'PACKAGE_RISK_TEAM_PRIVATE_KEY';
const SECRET = 'teamCache.privateKey';

/** Environment variables that the server's process gets beside the editor's own. Read anew at each of its starts. */
export interface ServerEnvironment {
  [VARIABLE]?: string | undefined;
}

/** Puts the key that writes to the team's store, if there is one, where the server finds it when it starts. */
export async function provideTeamKey({ secrets }: ExtensionContext, environment: ServerEnvironment): Promise<void> {
  environment[VARIABLE] = await secrets.get(SECRET);
}

/** Asks for the key and keeps it among the editor's secrets; an empty one is forgotten. The server starts anew with it. */
export async function setTeamKey(
  client: LanguageClient,
  context: ExtensionContext,
  environment: ServerEnvironment,
): Promise<void> {
  const key = await window.showInputBox({
    title: t("Key for writing to the team's store"),
    prompt: t('A private Ed25519 key, in PEM or base64; empty forgets the one that is kept.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await keep(context.secrets, key.trim());
  await provideTeamKey(context, environment);
  await client.restart();
}

async function keep(secrets: SecretStorage, key: string): Promise<void> {
  if (key === '') await secrets.delete(SECRET);
  else await secrets.store(SECRET, key);
}
