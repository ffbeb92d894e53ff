const ASCII = /^\p{ASCII}*$/u;

/** Lower case without dots and accents, alike for Turkish and English: `İ`, `I`, `ı` and `i` are one letter. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .toLocaleLowerCase('tr')
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
}
