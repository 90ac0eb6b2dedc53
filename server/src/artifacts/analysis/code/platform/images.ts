import { unknown } from '../values/lattice.js';
import { isCallable } from '../values/objects.js';
import { joinTaints, taint, taintsOfAll } from '../values/taints.js';
import type { Value } from '../values/types.js';
import { runCallbacks, type Family } from './api-call.js';
import { resultName } from './names.js';

/** Packages that read pictures, and the codes in them. Their names are data: the registry's most used ones of their kind. */
export const IMAGES: readonly string[] = [
  ...[
    'jimp',
    'sharp',
    'pngjs',
    'jpeg-js',
    'upng-js',
    'fast-png',
    'get-pixels',
    'image-js',
    'canvas',
    '@napi-rs/canvas',
  ],
  ...['jsqr', 'qrcode-reader', '@zxing/library', 'steggy', 'exif-parser', 'exifr', 'image-size'],
];

/** What is in a picture, as a result, a promise of one, or given to a callback: of pixels and texts nothing else is known. */
export const images: Family = (machine, { api, args, self, callee }): Value => {
  const given = taintsOfAll([self, callee, ...args].filter((one) => !isCallable(one)));
  const isRead = given.some(({ kind }) => kind === 'image-data');
  const taints = isRead ? given : joinTaints(taint('image-data', machine.position(), api.split('.')[0]), given);
  runCallbacks(machine, args.filter(isCallable), taints);
  return unknown(taints, { api: resultName(api), props: new Map() });
};
