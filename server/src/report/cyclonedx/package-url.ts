/** `pkg:npm/%40scope/name@1.0.0`. Every part is percent-encoded: no name can become another part. */
export function packageUrl(name: string, version: string): string {
  const steps = name.split('/').map(encoded);
  return `pkg:npm/${steps.join('/')}@${encoded(version)}`;
}

function encoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\uFFFD')).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
