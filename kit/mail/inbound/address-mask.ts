/** What stands where an address stood; it reads in every language. */
const MASKED = '[@…]';

/** Addresses of mail, also with wide signs, and as people write them for people: “ali (at) firma (dot) com”. */
const ADDRESS =
  /(?:mailto:)?[\p{L}\p{N}._%+'-]{1,64}[@＠﹫][\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[.．。][\p{L}\p{N}-]{1,63}){1,6}/giu;
const SPOKEN =
  /[\p{L}\p{N}._%+-]{1,64} ?[([{<] ?(?:at|et|kuyruklu a) ?[)\]}>] ?[\p{L}\p{N}-]{1,63}(?: ?(?:[([{<] ?(?:dot|nokta|点) ?[)\]}>]|\.) ?[\p{L}\p{N}-]{1,63}){1,4}/giu;

/** A text without addresses of mail: those that are given, in whatever case, and all that look like one. */
export function withoutAddresses(text: string, given: readonly string[]): string {
  let masked = text;
  for (const address of given) {
    if (address.length > 3) masked = masked.replaceAll(new RegExp(escaped(address), 'giu'), MASKED);
  }
  return masked.replaceAll(ADDRESS, MASKED).replaceAll(SPOKEN, MASKED);
}

const escaped = (text: string): string =>
  text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`).replaceAll('@', '[@＠﹫]');
