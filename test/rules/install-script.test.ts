import assert from 'node:assert/strict';
import { failed, readDeclared, type TarballManifest, type VersionFacts } from '../../server/src/model/index.js';
import { installScript } from '../../server/src/rules/install-script.js';
import { packument, subject } from '../support/subjects.js';
import { draftsOf, onlyDraft } from './support/drafts-of.js';

const published = (said: Partial<VersionFacts>) => packument({ versions: { '1.0.0': said } });
const untold = { installScripts: undefined };

function tarball(given: Partial<TarballManifest>): TarballManifest {
  return { scripts: {}, hasBindingGyp: false, declares: readDeclared({}), fileCount: 3, unpackedSize: 4096, ...given };
}

const locked = (hasInstallScript: boolean) =>
  subject({ locked: { id: 'node_modules/some-package', version: '1.0.0', hasInstallScript } });

describe('install-script', () => {
  it('names the script and shows its command', () => {
    const esbuild = subject({ name: 'esbuild', version: '0.21.5' });
    const document = packument({
      name: 'esbuild',
      versions: { '0.21.5': { installScripts: { postinstall: 'node install.js' } } },
    });
    const draft = onlyDraft(draftsOf(installScript, esbuild, { packument: document }));
    assert.equal(draft.message, 'esbuild 0.21.5 runs a script when it is installed: postinstall');
    assert.deepEqual(draft.evidence, [{ kind: 'metadata', field: 'scripts.postinstall', value: 'node install.js' }]);
    assert.equal(draft.target, 'specifier');
  });

  it('names several scripts in the order in which npm runs them', () => {
    const given = { packument: published({ installScripts: { postinstall: 'node b.js', preinstall: 'node a.js' } }) };
    const draft = onlyDraft(draftsOf(installScript, subject(), given));
    assert.match(draft.message, /runs scripts when it is installed: preinstall, postinstall$/);
  });

  it('says nothing where the registry shows that there is none', () => {
    assert.deepEqual(draftsOf(installScript, subject(), { packument: published({ installScripts: {} }) }), []);
    assert.deepEqual(
      draftsOf(installScript, subject(), { packument: published({ installScripts: { postinstall: ' ' } }) }),
      [],
    );
  });

  it('goes by the flag where the registry or the lockfile tells no more', () => {
    const flagged = onlyDraft(
      draftsOf(installScript, subject(), { packument: published({ ...untold, hasInstallScript: true }) }),
    );
    assert.equal(flagged.message, 'some-package 1.0.0 runs a script when it is installed');
    assert.equal(flagged.evidence[0]?.kind, 'metadata');
    assert.equal(onlyDraft(draftsOf(installScript, locked(true))).evidence[0]?.kind, 'lockfile');
    assert.deepEqual(draftsOf(installScript, locked(false)), []);
  });

  it("does not go by the lockfile's flag for another version", () => {
    const moved = subject({
      version: '2.0.0',
      locked: { id: 'node_modules/x', version: '1.0.0', hasInstallScript: true },
    });
    assert.deepEqual(draftsOf(installScript, moved), []);
  });

  it('reads the tarball where the registry does not tell', () => {
    const given = {
      packument: published(untold),
      tarballManifest: tarball({ scripts: { preinstall: 'node preinstall.js', test: 'mocha' } }),
    };
    const draft = onlyDraft(draftsOf(installScript, subject(), given));
    assert.match(draft.message, /: preinstall$/);
  });

  it('counts a binding.gyp as the install script that npm makes of it (Phantom Gyp, 2026)', () => {
    const draft = onlyDraft(draftsOf(installScript, subject(), { tarballManifest: tarball({ hasBindingGyp: true }) }));
    assert.match(draft.message, /: install$/);
    assert.equal(draft.evidence[0]?.value, 'node-gyp rebuild');
  });

  it('knows that an install script of its own takes the place of the implicit one', () => {
    const own = tarball({ hasBindingGyp: true, scripts: { install: 'node-gyp-build' } });
    assert.equal(
      onlyDraft(draftsOf(installScript, subject(), { tarballManifest: own })).evidence[0]?.value,
      'node-gyp-build',
    );
  });

  it('shows what the registry hides from the tarball and the other way round (manifest confusion, 2023)', () => {
    const hidden = {
      packument: published({ installScripts: {} }),
      tarballManifest: tarball({ scripts: { postinstall: 'node x.js' } }),
    };
    const claimed = {
      packument: published({ installScripts: { install: 'node y.js' } }),
      tarballManifest: tarball({}),
    };
    assert.equal(draftsOf(installScript, subject(), hidden).length, 1);
    assert.equal(draftsOf(installScript, subject(), claimed).length, 1);
  });

  it('believes the tarball rather than a mere flag', () => {
    const given = {
      packument: published({ ...untold, hasInstallScript: true }),
      tarballManifest: tarball({ scripts: { prepare: 'husky' } }),
    };
    assert.deepEqual(draftsOf(installScript, subject(), given), []);
  });

  it('says nothing where nothing is known, no version is judged, or nobody installs the peer', () => {
    const scripted = { packument: published({ installScripts: { postinstall: 'node x.js' } }) };
    assert.deepEqual(draftsOf(installScript, subject(), { packument: failed('offline', 'offline') }), []);
    assert.deepEqual(
      draftsOf(installScript, subject({ resolution: { from: 'nowhere', because: 'no-such-version' } }), scripted),
      [],
    );
    assert.deepEqual(
      draftsOf(installScript, subject({ section: 'peerDependencies', optionalPeer: true }), scripted),
      [],
    );
  });
});
