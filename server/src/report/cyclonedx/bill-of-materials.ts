import path from 'node:path';
import { ComponentType } from '@cyclonedx/cyclonedx-library/Enums';
import { Bom, Component, Property, Tool, type BomRef } from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { Spec1dot7 } from '@cyclonedx/cyclonedx-library/Spec';
import type { HookReport } from '../hook-report.js';
import type { PackageReport } from '../package-report.js';
import type { ProjectReport, Report } from '../report.js';
import { plainText } from '../support/plain-text.js';
import { escapedJson } from '../support/terminal.js';
import { toldFindings } from '../told-findings.js';
import type { SourceRoot } from '../support/source-root.js';
import { packageUrl } from './package-url.js';
import { vulnerabilitiesOf } from './vulnerabilities.js';

const INDENT = 2;

export interface BillOptions {
  /** Of the program. */
  readonly version: string;
  readonly root: SourceRoot;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A report as a bill of materials: CycloneDX 1.7 in JSON, with what was found as vulnerabilities. Texts are escaped. */
export function billOfMaterials(report: Report, { version, root, now }: BillOptions): string {
  const bom = new Bom();
  bom.metadata.timestamp = new Date(now);
  bom.metadata.tools.tools.add(new Tool({ vendor: 'Package Risk', name: 'package-risk', version }));
  const main = new Component(ComponentType.Application, plainText(path.basename(root.folder)) || 'project', {
    bomRef: 'project',
  });
  bom.metadata.component = main;
  const known = new Map<string, Component>();
  const hooks = new Map<HookReport, BomRef>();
  for (const project of report.projects) {
    addPackages(project, main, known);
    for (const hook of project.hooks) hooks.set(hook, addHook(hook, bom));
  }
  for (const component of known.values()) bom.components.add(component);
  const refOf = (one: PackageReport | HookReport): BomRef | undefined =>
    'file' in one ? hooks.get(one) : known.get(one.id)?.bomRef;
  for (const one of vulnerabilitiesOf(toldFindings(report, root), refOf)) bom.vulnerabilities.add(one);
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot7));
  return `${escapedJson(serializer.serialize(bom, { sortLists: true, space: INDENT }))}\n`;
}

function addPackages({ packages }: ProjectReport, main: Component, known: Map<string, Component>): void {
  for (const one of packages) {
    const component = known.get(one.id) ?? componentOf(one);
    known.set(one.id, component);
    if (one.direct) main.dependencies.add(component.bomRef);
  }
  for (const one of packages) {
    for (const id of one.places.needs ?? []) {
      const needed = known.get(id);
      if (needed !== undefined) known.get(one.id)?.dependencies.add(needed.bomRef);
    }
  }
}

function componentOf(report: PackageReport): Component {
  const { id, name, version, level, direct } = report;
  const slash = name.startsWith('@') ? name.indexOf('/') : -1;
  const component = new Component(ComponentType.Library, plainText(name.slice(slash + 1)) || 'unnamed', {
    bomRef: plainText(id),
    ...(slash > 0 && { group: plainText(name.slice(0, slash)) }),
    ...(version !== undefined && { version: plainText(version), purl: packageUrl(name, version) }),
  });
  component.properties.add(new Property('package-risk:level', level));
  component.properties.add(new Property('package-risk:direct', String(direct)));
  return component;
}

/** Something of the repository that runs by itself. */
function addHook({ id, file, name, level }: HookReport, bom: Bom): BomRef {
  const component = new Component(ComponentType.File, plainText(`${file}#${name}`), { bomRef: plainText(id) });
  component.properties.add(new Property('package-risk:level', level));
  bom.components.add(component);
  return component.bomRef;
}
