/** File systems take 255 bytes of a name; what is said of a file that went is put behind it. */
const MOST_BYTES = 200;
const MOST_ENDING = 10;
/** Names that Windows takes for a device, whatever follows the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const EDGE = /[.\s]+$/;

/** A name of a file that no system takes for a path, a device or a hidden file, and that is not too long for any. */
export function archiveName(filename: string): string {
  const safe = filename
    .normalize('NFC')
    .replaceAll(/[\p{C}\\/:*?"<>|\u2028\u2029]/gu, '_')
    .replace(/^[.\s]+/, '_')
    .replace(EDGE, '');
  const letters = [...safe];
  const dot = letters.lastIndexOf('.');
  const hasEnding = dot > 0 && letters.length - dot <= MOST_ENDING;
  const ending = hasEnding ? letters.slice(dot).join('') : '';
  const stem = cut(hasEnding ? letters.slice(0, dot) : letters, MOST_BYTES - Buffer.byteLength(ending));
  return (stem + ending).replace(EDGE, '').replace(DEVICE, '$1_') || 'file';
}

/** As many characters as so many bytes hold. */
function cut(letters: readonly string[], most: number): string {
  let length = 0;
  return letters.filter((letter) => (length += Buffer.byteLength(letter)) <= most).join('');
}
