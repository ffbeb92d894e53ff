import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

/** Products that one subscription found. */
export interface AlertGroup {
  /** The words of the search, or the code of the category; empty: what narrows it alone. */
  title: string;
  /** Whether it is a topic: the title is a category's code. Absent: a search. */
  isTopic?: boolean;
  products: readonly { name: string; id: string }[];
  /** How many more there are. */
  more: number;
  /** What ends this subscription. */
  token: string;
}

interface Facts {
  groups: readonly AlertGroup[];
}

type Words = Record<'subject' | 'digest' | 'search' | 'topic' | 'more' | 'end' | 'all', (value: string) => string>;

const write =
  (words: Words): MailTemplate<Facts>['en'] =>
  ({ groups }, link) => {
    const parts = groups.map(({ title, isTopic, products, more, token }) =>
      [
        isTopic ? words.topic(title) : words.search(title),
        ...products.map(({ name, id }) => `${name}\n${link(`products/${id}`)}`),
        ...(more > 0 ? [words.more(String(more))] : []),
        `${words.end('')}\n${link(`unsubscribe/${token}`)}`,
      ].join('\n\n'),
    );
    const [first] = groups;
    const isOne = groups.length === 1 && first!.products.length === 1 && first!.more === 0;
    const found = groups.reduce((sum, { products, more }) => sum + products.length + more, 0);
    return {
      subject: isOne ? words.subject(first!.products[0]!.name) : words.digest(String(found)),
      text: [...parts, `${words.all('')}\n${link('subscriptions', first?.token ?? '')}`].join('\n\n'),
    };
  };

/** To whoever subscribed: what was found, by name and address, and how to end it. */
export const productAlert: MailTemplate<Facts> = {
  tr: write({
    subject: (name) => `Yeni ürün: ${name}`,
    digest: (count) => `Sizin için ${count} yeni ürün`,
    search: (title) => `Aramanız için yeni: ${title || 'seçtiğiniz ölçütler'}`,
    topic: (code) => `${code} kategorisinde yeni:`,
    more: (count) => `ve ${count} ürün daha`,
    end: () => 'Bu aboneliği sonlandırmak için:',
    all: () => 'Tüm aboneliklerinizi görmek ve sonlandırmak için:',
  }),
  zh: write({
    subject: (name) => `新产品：${name}`,
    digest: (count) => `为您找到 ${count} 个新产品`,
    search: (title) => `您的搜索有新结果：${title || '您选择的条件'}`,
    topic: (code) => `类目 ${code} 的新产品：`,
    more: (count) => `另有 ${count} 个产品`,
    end: () => '终止此订阅：',
    all: () => '查看并终止所有订阅：',
  }),
  en: write({
    subject: (name) => `New product: ${name}`,
    digest: (count) => `${count} new products for you`,
    search: (title) => `New for your search: ${title || 'what you chose'}`,
    topic: (code) => `New in the category ${code}:`,
    more: (count) => `and ${count} more`,
    end: () => 'To end this subscription:',
    all: () => 'To see all your subscriptions, and end them:',
  }),
};
