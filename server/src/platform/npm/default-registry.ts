import fetchFromRegistry from 'npm-registry-fetch';

/** What npm itself uses where nothing is configured. Its names are public. Ends with `/`. */
export const DEFAULT_REGISTRY: string = fetchFromRegistry.pickRegistry('any', {});

export const DEFAULT_REGISTRY_HOST: string = new URL(DEFAULT_REGISTRY).host;
