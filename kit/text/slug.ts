const PLAIN: Record<string, string> = { ı: 'i', ł: 'l', ß: 'ss' };

/** A name as it stands in an address: small Latin letters, digits and single hyphens. Empty when it has none of them. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[ıłß]/g, (letter) => PLAIN[letter]!)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
