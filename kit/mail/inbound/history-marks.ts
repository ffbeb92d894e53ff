/** Nothing longer introduces what is quoted. */
const LONGEST = 500;

/** “On … wrote:” as mail programs end it, in three languages: Gmail, Apple Mail, Thunderbird, QQ Mail, 163. */
const ENDINGS = [
  /\bwrote ?:$/i,
  /yazdı(?: ?\([^()]{1,80}\))? ?:$/i,
  /tarihinde[^:]{0,80}:$/i,
  /[写寫]道 ?[:：]$/,
  // Yandex Mail says when and who, and no verb.
  /^\d{1,2}\.\d{1,2}\.\d{4},? \d{1,2}:\d{2}, [^:]{1,200}>? ?:$/,
];
const BEGINS = /^(?:on|at) |^在|^\d{1,4}[./年-]/i;

/** Lines that say that what follows was written before: Outlook, QQ Mail. */
const DIVIDER =
  /^[-_—]{2,40} ?(?:original(?: message)?|özgün [iİ]leti|orijinal (?:mesaj|[iİ]leti)|原始邮件|邮件原件|原邮件|原始信件) ?[-_—]{2,40}$/i;
const FROM = /^\*?(?:from|kimden|gönderen|发件人|寄件者) ?[:：]/i;
const BESIDE =
  /^\*?(?:sent|date|to|cc|subject|gönderildi|gönderme tarihi|tarih|kime|bilgi|konu|发送时间|日期|时间|收件人|抄送|主题|主旨) ?[:：]/i;

/** Where what was written before begins, and whether it was introduced by who wrote it when. */
export interface HistoryMark {
  from: number;
  to: number;
  isAttribution: boolean;
}

/** The first mark in a text; null when there is none. Every line is looked at a bounded number of times. */
export function historyMark(lines: readonly string[]): HistoryMark | null {
  for (let index = 0; index < lines.length; index++) {
    const line = bare(lines[index]!);
    if (line === '' || line.length > LONGEST) continue;
    if (DIVIDER.test(line) || isHead(lines, index)) return { from: index, to: index, isAttribution: false };
    const from = attributionEndingAt(lines, index, line);
    if (from !== null) return { from, to: index, isAttribution: true };
  }
  return null;
}

/** An attribution may be wrapped: it begins up to two lines above its end. */
function attributionEndingAt(lines: readonly string[], index: number, line: string): number | null {
  if (!ENDINGS.some((ending) => ending.test(line))) return null;
  let whole = line;
  for (let from = index; from >= Math.max(0, index - 2); from--) {
    if (from < index) {
      const above = bare(lines[from]!);
      if (above === '' || above.length > LONGEST) return null;
      whole = `${above} ${whole}`;
    }
    if (/\d/.test(whole) && (whole.includes('@') || BEGINS.test(whole))) return from;
  }
  return null;
}

/** The head of a mail, as Outlook repeats it: who from, and at least two fields more. */
function isHead(lines: readonly string[], index: number): boolean {
  if (!FROM.test(bare(lines[index]!))) return false;
  return lines.slice(index + 1, index + 8).filter((line) => BESIDE.test(bare(line).slice(0, 40))).length >= 2;
}

/** A line without signs of quotation. */
const bare = (line: string): string =>
  line
    .slice(0, 2 * LONGEST)
    .replace(/^[\s>]+/, '')
    .trim();
