/** Words that say nothing of what is looked for, folded: in a query they are needed only when there is nothing else. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been but by can could did do does for from had has have how i if in into is it its many may me most much my no not of on or our
  s so some such than that the their them then there these they this to too under up us was we were what when where which while who whom whose why will with would you your
  ve ile veya ya da de ki mi mu bir bu su o icin gibi kadar daha en cok hem ama ancak ise ne nedir nasil neden nicin hangi hangisi kim kime kimin kac nerede nereye nereden
  olan olarak olur oldu olmak var yok her diye sonra once gore uzere tarafindan kendi idi hangileri
  的 了 和 是 在 与 或 及 等 有 也 都 就 而 被 把 对 从 为 以 于 之 其 该 这 那 哪 什么 什 么 谁 多少 怎么 怎样 如何 哪里 哪个 哪些 哪 几 吗 呢 吧 个 们 一个 可以 因为 所以 为什么 何时 什么时候`.split(
    /\s+/,
  ),
);

export const isStopWord = (term: string): boolean => STOP_WORDS.has(term);
