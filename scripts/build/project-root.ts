import path from 'node:path';

/** The checkout: compiled scripts lie in `<checkout>/<out>/scripts/build`. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** Where this compilation's output lies: `<checkout>/<out>`. */
export const OUTPUT_ROOT = path.resolve(import.meta.dirname, '..', '..');
