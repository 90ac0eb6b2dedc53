import type { InTextFormat } from '../format.js';
import { dockerPackages } from './support/docker-commands.js';

const DOCKERFILE = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[^/]+)?$|\.(?:dockerfile|containerfile)$/i;

/** Files that say how an image of a container is made. */
export const dockerfile: InTextFormat = Object.freeze({
  id: 'dockerfile',
  matches: (file) => DOCKERFILE.test(file),
  read: (text) => dockerPackages(text),
} satisfies InTextFormat);
