import type { Words } from './words.ts';

/** From whom the directory has something. */
export const SOURCE_WORDS = {
  person: {
    tr: 'Sizden: kendiniz verdiniz veya yazdınız.',
    zh: '来自您本人：由您提供或书写。',
    en: 'You: you gave it, or wrote it.',
  },
  colleague: {
    tr: 'Firmanın bir üyesinden.',
    zh: '来自企业的成员。',
    en: 'A member of the company.',
  },
  correspondent: {
    tr: 'Sizden veya yazıştığınız kişiden.',
    zh: '来自您或与您往来的对方。',
    en: 'You, or whoever you write with.',
  },
  staff: {
    tr: 'Çalışanlarımızdan, bir karar verirken veya yaparken.',
    zh: '来自我们的工作人员，在其决定或处理时。',
    en: 'Our staff, when they decided or did something.',
  },
  use: {
    tr: 'Hizmeti kullanmanızdan: yazılımın kendisi kaydetti.',
    zh: '来自您对服务的使用：由软件自动记录。',
    en: 'Your use of the service: the software noted it.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type Source = keyof typeof SOURCE_WORDS;
