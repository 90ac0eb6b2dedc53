import {
  judgedVersion,
  managerName,
  phrase,
  scriptsRun,
  type ManagerPolicy,
  type Subject,
  type Words,
} from '../../model/index.js';

/** Whether the project's package manager leaves the package's install scripts alone, whatever they are. */
export function neverRunHere(subject: Subject, manager: ManagerPolicy | undefined): boolean {
  const wanted = { name: subject.name, version: judgedVersion(subject) };
  return manager !== undefined && scriptsRun(manager, wanted) === 'no';
}

/** A sentence about such a script, and that it does not run here, where it does not. */
export function withEffectHere(sentence: Words, subject: Subject, manager: ManagerPolicy | undefined): Words {
  if (manager === undefined || !neverRunHere(subject, manager)) return sentence;
  return phrase('{sentence} ({manager} never runs that here)', { sentence, manager: managerName(manager.manager) });
}
