import type { Memento } from 'vscode';
import type { RiskPackage } from '../../../server/src/protocol/risk-view.js';
import { noticeKeys } from './critical-text.js';

/** Under this name it is kept what was told, for the workspace. */
const TOLD_KEY = 'criticalNotices';

/** The oldest are forgotten: at worst something is told again. */
const MAX_TOLD = 500;

/** Whether all of it was told before. @param uri of the manifest or folder */
export function isTold(uri: string, packages: readonly RiskPackage[], state: Memento): boolean {
  const told = new Set(state.get<readonly string[]>(TOLD_KEY, []));
  return noticeKeys(uri, packages).every((key) => told.has(key));
}

export async function remember(uri: string, packages: readonly RiskPackage[], state: Memento): Promise<void> {
  const told = new Set([...state.get<readonly string[]>(TOLD_KEY, []), ...noticeKeys(uri, packages)]);
  await state.update(TOLD_KEY, [...told].slice(-MAX_TOLD));
}
