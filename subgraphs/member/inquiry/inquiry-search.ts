import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import { fold } from '../../../kit/text/fold.ts';
import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import type { InquiryFilter, InquiryStore } from './inquiry-store.ts';
import type { InquiryRecord } from './inquiry.record.ts';

/** Threads and messages that one search opens. */
export const MOST_SEARCHED = 1_000;
const MOST_OPENED = 10_000;
/** Threads that are opened at once. */
const BATCH = 250;

/** What was found, who was written in last first; whether there were older threads that were not looked through. */
export interface FoundInquiries {
  found: InquiryRecord[];
  isCut: boolean;
}

/** Finds threads by what was written in them: opens them, and looks. What is looked for is stored nowhere. */
export class InquirySearch {
  readonly #store: Pick<InquiryStore, 'page' | 'messagesOf'>;

  constructor(store: Pick<InquiryStore, 'page' | 'messagesOf'>) {
    this.#store = store;
  }

  /**
   * At most so many of those that match and hold all the words, behind a place in the order of time. `forBuyer`: in what a buyer sees, so that nobody finds by
   * words what they are not shown.
   */
  async matching(
    filter: InquiryFilter,
    text: string,
    after: TimePlace | null,
    most: number,
    forBuyer = false,
  ): Promise<FoundInquiries> {
    const words = wordsOf(text);
    const found: InquiryRecord[] = [];
    let opened = 0;
    let next = this.#store.page(filter, after, BATCH);
    for (let searched = 0; searched < MOST_SEARCHED && opened <= MOST_OPENED; searched += BATCH) {
      const threads = await next;
      const last = threads.length < BATCH ? null : threads.at(-1)!;
      // Read while these are looked through.
      if (last) next = this.#store.page(filter, { at: last.lastMessageAt, id: last._id }, BATCH);
      next.catch(() => undefined);
      const messages = await this.#store.messagesOf(
        threads.map(({ _id }) => _id),
        MOST_OPENED - opened + 1,
        forBuyer,
      );
      opened += messages.length;
      for (const thread of holding(words, threads, messages))
        if (found.push(thread) === most) return { found, isCut: false };
      if (!last) return { found, isCut: opened > MOST_OPENED };
    }
    const isCut = opened > MOST_OPENED || (await next).length > 0;
    return { found, isCut };
  }
}

/** Those of some threads in which all words were written, or that come from such a buyer. */
function holding(words: readonly string[], threads: readonly InquiryRecord[], messages: readonly InquiryMessage[]) {
  const written = new Map<string, string[]>(threads.map(({ _id, buyers }) => [_id, [buyers[0]?.name ?? '']]));
  for (const { inquiryId, body, attachments } of messages)
    written.get(inquiryId)!.push(body, ...attachments.map(({ filename }) => filename));
  return threads.filter(({ _id }) => {
    const plain = plainOf(written.get(_id)!.join('\n'));
    return words.every((word) => plain.includes(word));
  });
}

/** As names are compared: without case, dots and accents; full-width letters are letters. */
const plainOf = (text: string): string => fold(text.normalize('NFKC'));

const wordsOf = (text: string): string[] => plainOf(text).split(/\s+/u).filter(Boolean);
