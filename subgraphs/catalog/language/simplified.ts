import { Converter } from 'opencc-js/t2cn';

const HAN = /\p{Script=Han}/u;
let table: Map<string, string> | undefined;

/** Chinese characters in their simplified form, one for one, so that places in the text stay: `閥門` → `阀门`. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text;
  table ??= traditional();
  let folded = '';
  for (const character of text) folded += table.get(character) ?? character;
  return folded;
}

/** Every character that has another simplified form of the same length. */
function traditional(): Map<string, string> {
  const convert = Converter({ from: 't', to: 'cn' });
  const differing = new Map<string, string>();
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const character = String.fromCodePoint(code);
    const simple = convert(character);
    if (simple !== character && simple.length === 1) differing.set(character, simple);
  }
  return differing;
}
