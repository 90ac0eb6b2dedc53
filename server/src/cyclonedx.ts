// Bills of materials: a bundle of its own, which only `check --format cyclonedx` loads.
export { billOfMaterials, type BillOptions } from './report/cyclonedx/bill-of-materials.js';
