import type { TimePlace } from '../../../kit/graphql/time-page.ts';
import { fold } from '../../../kit/text/fold.ts';
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
  readonly #store: InquiryStore;

  constructor(store: InquiryStore) {
    this.#store = store;
  }

  /** At most so many of those that match and hold all the words, behind a place in the order of time. */
  async matching(filter: InquiryFilter, text: string, after: TimePlace | null, most: number): Promise<FoundInquiries> {
    const words = wordsOf(text);
    const found: InquiryRecord[] = [];
    let [place, opened] = [after, 0];
    for (let searched = 0; searched < MOST_SEARCHED && opened < MOST_OPENED; searched += BATCH) {
      const threads = await this.#store.page(filter, place, BATCH);
      const ids = threads.map(({ _id }) => _id);
      const messages = await this.#store.messagesOf(ids, MOST_OPENED - opened + 1);
      opened += messages.length;
      const written = new Map<string, string[]>();
      for (const { inquiryId, body, attachments } of messages) {
        const texts = written.get(inquiryId) ?? [];
        written.set(inquiryId, [...texts, body, ...attachments.map(({ filename }) => filename)]);
      }
      for (const thread of threads) {
        const texts = [...(written.get(thread._id) ?? []), thread.buyers[0]?.name ?? ''];
        const plain = plainOf(texts.join('\n'));
        if (words.every((word) => plain.includes(word)) && found.push(thread) === most) return { found, isCut: false };
      }
      if (opened > MOST_OPENED) break;
      const last = threads.at(-1);
      if (!last || threads.length < BATCH) return { found, isCut: false };
      place = { at: last.lastMessageAt, id: last._id };
    }
    const isCut = opened > MOST_OPENED || (await this.#store.page(filter, place, 1)).length > 0;
    return { found, isCut };
  }
}

/** As names are compared: without case, dots and accents; full-width letters are letters. */
const plainOf = (text: string): string => fold(text.normalize('NFKC'));

const wordsOf = (text: string): string[] => plainOf(text).split(/\s+/u).filter(Boolean);
