/** Capitals with one space before the last three; null for what is no postcode. */
export function readPostcode(text: string): string | null {
  const postcode = text
    .replaceAll(/\s/g, '')
    .toUpperCase()
    .replace(/(.{3})$/, ' $1');
  return /^[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}$/.test(postcode) ? postcode : null;
}
