import type { ArtifactManifest } from '../../../model/index.js';
import type { PackageFile } from '../../package-files.js';

/** What can name a dependency: code, styles, templates, settings. */
const NAMES_PACKAGES =
  /\.(?:[cm]?[jt]sx?|json|vue|svelte|astro|css|scss|sass|less|html?|ya?ml|gypi?|node|mdx?)$|(?:^|\/)[^./]+$|(?:^|\/)\.[\w.-]+$/i;

/** Dependencies whose names stand in none of the package's own files but its `package.json`. */
export function unusedDependencies(files: readonly PackageFile[], manifest: ArtifactManifest): readonly string[] {
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  let open = declared.filter((name) => !name.startsWith('@types/') && !manifest.bundled.includes(name));
  const scripts = Object.values(manifest.scripts).join('\n');
  open = open.filter((name) => !scripts.includes(name));
  for (const { path, bytes } of files) {
    if (open.length === 0) break;
    if (
      path === 'package.json' ||
      /^(?:README|CHANGELOG|npm-shrinkwrap|package-lock)/i.test(path) ||
      !NAMES_PACKAGES.test(path)
    )
      continue;
    const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    open = open.filter((name) => !held.includes(name));
  }
  return open;
}
