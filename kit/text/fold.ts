/** Lower case without dots and accents, alike for Turkish and English: `İ`, `I`, `ı` and `i` are one letter. */
export const fold = (text: string): string =>
  text
    .toLocaleLowerCase('tr')
    .replaceAll('ı', 'i')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '');
