import { fold } from '../../../kit/text/fold.ts';
import type { Random } from '../../../seed/random.ts';

const VOWELS = 'a e i o u'.split(' ');
const CONSONANTS = 'b c d g h k l m n p r s t v y z'.split(' ');
/** What a wrong choice of characters for the same sound comes to. */
const SOUNDS = new Map(
  (
    '阀罚 承城 钢刚 泵蹦 电店 机基 灯登 管馆 板版 纱沙 布步 毯坦 瓷磁 玻波 璃离 桌卓 椅以 轮伦 胎台 滤律 缆览 螺罗 栓拴 钉订 油由 茶查 榛真 ' +
    '糖唐 膜模 袋代 箱香 酸算 漆七 胶交 铜同 铝吕 链练 减简 压鸭 插叉 衫山 裤库 锅郭 刀到 器气 料聊'
  )
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** A name with one slip of the hand in its longest word, never in the first letter; null when no word of five letters is in it. */
export function slip(name: string, random: Random): string | null {
  const word = name.split(/[^\p{L}]+/u).toSorted((a, b) => b.length - a.length)[0]!;
  if (word.length < 5) return null;
  for (;;) {
    const wrong = edited([...word], 1 + random.below(word.length - 2), random);
    if (fold(wrong) !== fold(word)) return name.replace(word, wrong);
  }
}

/** A Chinese name with one character that sounds like the right one; null when none is known of, or nothing else is in the name. */
export function slipOfSound(name: string): string | null {
  const right = [...name].find((character) => SOUNDS.has(character));
  return right === undefined || name.length < 3 ? null : name.replace(right, SOUNDS.get(right)!);
}

function edited(letters: string[], at: number, random: Random): string {
  const [letter, next] = [letters[at]!, letters[at + 1]!];
  const other = random.pick(VOWELS.includes(fold(letter)) ? VOWELS : CONSONANTS);
  const middle = random.pick([[next, letter], [next], [letter, letter, next], [other, next]]);
  return [...letters.slice(0, at), ...middle, ...letters.slice(at + 2)].join('');
}
