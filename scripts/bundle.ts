// `npm run build`: everything that is shipped, into dist/.
import { buildDistribution } from './build/distribution.js';

await buildDistribution({ sourceMaps: true });
