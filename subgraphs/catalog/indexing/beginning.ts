/** The first `length` UTF-16 units of a text, one less where that would cut a character in half: the engine refuses halves. */
export const beginning = (text: string, length: number): string => {
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
};
