import { judgedVersion, managerName, scriptsRun, type ManagerPolicy, type Subject } from '../../model/index.js';

/** Whether the project's package manager leaves the package's install scripts alone, whatever they are. */
export function neverRunHere(subject: Subject, manager: ManagerPolicy | undefined): boolean {
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  return manager !== undefined && scriptsRun(manager, wanted) === 'no';
}

/** Behind a sentence about such a script; empty where it may run. */
export function withoutEffectHere(subject: Subject, manager: ManagerPolicy | undefined): string {
  const isOff = manager !== undefined && neverRunHere(subject, manager);
  return isOff ? ` (${managerName(manager.manager)} never runs that here)` : '';
}
