import path from 'node:path';
import { lockfilePathOf, manifestPathOf, pathOfUri } from '../uri.js';

/** Files that decide how manifests are judged, and name no packages beside. */
const OTHERS = /(?:^|[\\/])package-risk\.json$/;

/** The path of a document in which packages are named beside manifests; what is installed is left alone. */
export function inTextPathOf(uri: string): string | undefined {
  if (manifestPathOf(uri) !== undefined || lockfilePathOf(uri) !== undefined) return undefined;
  const file = pathOfUri(uri);
  const isOther = file === undefined || OTHERS.test(file) || file.split(path.sep).includes('node_modules');
  return isOther ? undefined : file;
}
