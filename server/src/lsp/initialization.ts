import type { EditorNetwork, InitializationOptions } from '../protocol/messages.js';

/** Reads what the client says of itself; whatever is missing or malformed counts as the careful choice. */
export function readInitialization(options: unknown): InitializationOptions {
  const given = record(options);
  return {
    trusted: readTrusted(given),
    network: readNetwork(given.network),
    sourceDocuments: given.sourceDocuments === true,
    themeIcons: given.themeIcons === true,
    translations: readTranslations(given.translations),
  };
}

/** Only a plain yes is a yes. */
export function readTrusted(params: unknown): boolean {
  return record(params).trusted === true;
}

export function readNetwork(params: unknown): EditorNetwork {
  const { proxy, noProxy, strictSsl, certificates } = record(params);
  return {
    ...(typeof proxy === 'string' && proxy !== '' ? { proxy } : {}),
    noProxy: strings(noProxy),
    strictSsl: strictSsl !== false,
    certificates: strings(certificates),
  };
}

/** Addresses of manifests. */
export function readManifests(params: unknown): readonly string[] {
  return strings(record(params).uris);
}

function readTranslations(value: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(record(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
