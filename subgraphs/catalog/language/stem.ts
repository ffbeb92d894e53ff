/**
 * Turkish endings of nouns, on folded letters (ı is i, ü is u), the longest first: plural, possessive, cases, -li and -siz. Each with how many
 * letters have to stay. Verbs are left alone.
 */
const ENDINGS: readonly (readonly [string, number])[] = (
  [
    [4, 'larinin lerinin larinda lerinde larindan lerinden'],
    [3, 'larin lerin lari leri larda lerde lardan lerden'],
    [4, 'sinin sunun nin nun sinda sinde sunda sinden sundan'],
    [3, 'lar ler'],
    [4, 'dan den tan ten daki deki'],
    [4, 'siz suz lik luk'],
    [4, 'in un si su yi yu li lu da de ta te'],
  ] as const
).flatMap(([stays, endings]) => endings.split(' ').map((ending) => [ending, stays] as const));
const VOWEL = /[aeiou]/;
const LETTERS = /^[a-z]+$/;
/** Of `teli`, `yagi`, `celigi`: a last i or u behind a consonant, which makes a noun belong to another. */
const POSSESSIVE = /[^aeiou][iu]$/;
/** Consonants that soften before it: çelik, çeliği; kilit, kilidi; dolap, dolabı. */
const HARDENED: Readonly<Record<string, string>> = { g: 'k', d: 't', b: 'p' };
/** Of `zeytinyağ`: zeytinyağı looks like çeliği, and zeytinyağları does not. */
const LAST_G = /[aeiou]g$/;
/** Of `profil`, `panel`: profili may be profil-i, and vidalı is vida-lı; so an l behind a vowel goes from all of them. */
const LAST_L = /[aeiou]l$/;
const SHORTEST = 3;
/** English plurals of goods that no rule makes. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['knives', 'knife'],
  ['shelves', 'shelf'],
  ['leaves', 'leaf'],
  ['loaves', 'loaf'],
  ['lenses', 'lens'],
  ['gases', 'gas'],
  ['buses', 'bus'],
  ['tomatoes', 'tomato'],
  ['potatoes', 'potato'],
  ['mangoes', 'mango'],
]);

/**
 * The stem of a folded Latin word, alike for Turkish and English, because a query does not say its language: `vanalari` → `vana`, `kaucuklu` →
 * `kaucuk`, `valves` → `valve`. Applied to a stem it changes nothing. It need not be a word: only the same for all forms of one.
 */
export function stem(word: string): string {
  if (word.length <= SHORTEST || !LETTERS.test(word)) return word;
  let rest = word;
  for (let shorter = shortened(rest); shorter !== rest; shorter = shortened(rest)) rest = shorter;
  return rest;
}

function shortened(word: string): string {
  if (word.length <= SHORTEST) return word;
  const one = singular(word);
  if (one !== word) return one;
  for (const [ending, stays] of ENDINGS) {
    const left = word.length - ending.length;
    if (left >= stays && word.endsWith(ending) && VOWEL.test(word.slice(0, left)))
      return VOWEL.test(ending[0]!) ? hardened(word.slice(0, left)) : word.slice(0, left);
  }
  if (POSSESSIVE.test(word)) return hardened(word.slice(0, -1));
  if (LAST_G.test(word)) return hardened(word);
  return word.length > SHORTEST + 1 && LAST_L.test(word) ? word.slice(0, -1) : word;
}

const hardened = (word: string): string =>
  word.length > SHORTEST ? word.slice(0, -1) + (HARDENED[word.at(-1)!] ?? word.at(-1)!) : word;

/** English plurals (after Harman’s S-stemmer): `valves`, `batteries`, `boxes`, `glass`. */
function singular(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|z)es$/.test(word) && word.length > 4) return word.slice(0, -2);
  if (/[^us]s$/.test(word) && !word.endsWith('is')) return word.slice(0, -1);
  return word;
}
