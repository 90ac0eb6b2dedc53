import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PagePackage } from '../../../server/src/report/html/report-data.js';
import { packageAt, treemapOf, type Box } from '../../../server/src/report/html/treemap.js';

function pkg(name: string, line: string, project = 'package.json'): PagePackage {
  return {
    ...{ name, line, project, manifest: project, level: 'none', direct: name === line },
    ...{ findings: [], fixes: [], unchecked: 0 },
  };
}

const packagesOf = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('one', 'two')), { minLength: 1, maxLength: 80 })
  .map((all) => all.map(([line, project], index) => pkg(`p${index}`, line, project)));

const lies = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6;

const overlap = (a: Box, b: Box): boolean =>
  a.x + 1e-6 < b.x + b.width &&
  b.x + 1e-6 < a.x + a.width &&
  a.y + 1e-6 < b.y + b.height &&
  b.y + 1e-6 < a.y + a.height;

describe('the picture of what each line brings in', () => {
  it('has a frame for each line of each project, the heaviest first', () => {
    const lines = treemapOf([pkg('a', 'a'), pkg('b', 'b'), pkg('x', 'b'), pkg('a', 'a', 'web')], 400, 300);
    assert.deepEqual(
      lines.map(({ line, project, weight }) => [line, project, weight]),
      [
        ['b', 'package.json', 2],
        ['a', 'package.json', 1],
        ['a', 'web', 1],
      ],
    );
  });

  it('has each package once, inside of its frame, and over no other', () => {
    fc.assert(
      fc.property(packagesOf, (packages) => {
        const lines = treemapOf(packages, 800, 400);
        const boxes = lines.flatMap((line) => line.packages);
        assert.deepEqual(
          boxes.map(({ index }) => index).sort((a, b) => a - b),
          packages.map((_, index) => index),
        );
        for (const line of lines) {
          for (const box of line.packages) {
            assert.ok(lies(box, line));
            assert.equal(packages[box.index]?.line, line.line);
          }
        }
        boxes.forEach((box, index) => {
          for (const other of boxes.slice(index + 1)) assert.ok(!overlap(box, other));
        });
      }),
    );
  });

  it('finds the package at a point, and none between them', () => {
    const lines = treemapOf([pkg('a', 'a'), pkg('b', 'b')], 400, 300);
    for (const { packages } of lines) {
      for (const { x, y, width, height, index } of packages) {
        assert.equal(packageAt(lines, x + width / 2, y + height / 2)?.index, index);
      }
    }
    assert.equal(packageAt(lines, 1, 1), undefined);
    assert.equal(packageAt(lines, -5, 10), undefined);
  });
});
