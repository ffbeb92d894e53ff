import type { Connection } from 'mongoose';
import { inquiryRecord } from '../inquiry/inquiry.record.ts';

const WINDOW_DAYS = 90;
/** Of fewer buyers nothing is said: it would be about them. */
const LEAST_BUYERS = 10;
const MOST_READ = 5_000;
const KEPT_MS = 300_000;
const MOST_KEPT = 10_000;
const DAY = 86_400_000;

/** How a company answers: of how many buyers, how many, and how fast. */
export interface Responsiveness {
  answered: number;
  asked: number;
  windowDays: number;
  /** Null: too few were answered. */
  medianMinutes: number | null;
}

interface Asked {
  createdAt: Date;
  firstAnsweredAt: Date | null;
  buyers: { buyerRef: string }[];
}

/** Counts how companies answer, each at most once in five minutes in a process. What a company keeps aside does not count. */
export class ResponsivenessCounts {
  readonly #connection: Connection;
  readonly #now: () => Date;
  readonly #kept = new Map<string, { at: number; counted: Promise<Responsiveness | null> }>();

  constructor(connection: Connection, now: () => Date = () => new Date()) {
    this.#connection = connection;
    this.#now = now;
  }

  /** Null: fewer than ten buyers asked within the window. */
  async of(companyId: string): Promise<Responsiveness | null> {
    const at = this.#now().getTime();
    const kept = this.#kept.get(companyId);
    if (kept && at - kept.at < KEPT_MS) return kept.counted;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const counted = this.#counted(companyId, at);
    this.#kept.set(companyId, { at, counted });
    counted.catch(() => this.#kept.delete(companyId));
    return counted;
  }

  async #counted(companyId: string, at: number): Promise<Responsiveness | null> {
    const since = new Date(at - WINDOW_DAYS * DAY);
    const found = await this.#connection
      .collection<Asked>(inquiryRecord.collection)
      .find(
        {
          companyId,
          lastMessageAt: { $gte: since },
          createdAt: { $gte: since },
          state: { $nin: ['QUARANTINED', 'SPAM'] },
        },
        {
          projection: { createdAt: 1, firstAnsweredAt: 1, 'buyers.buyerRef': 1 },
          sort: { lastMessageAt: -1, _id: -1 },
          limit: MOST_READ,
        },
      )
      .toArray();
    return responsivenessOf(found);
  }
}

/** By buyers, not by inquiries, so that nobody counts twice: each with the answer that came first. */
export function responsivenessOf(inquiries: readonly Asked[]): Responsiveness | null {
  const minutes = new Map<string, number>();
  for (const { createdAt, firstAnsweredAt, buyers } of inquiries) {
    const buyer = buyers.at(-1)?.buyerRef;
    if (buyer === undefined) continue;
    const took = firstAnsweredAt ? (firstAnsweredAt.getTime() - createdAt.getTime()) / 60_000 : Infinity;
    minutes.set(buyer, Math.min(took, minutes.get(buyer) ?? Infinity));
  }
  if (minutes.size < LEAST_BUYERS) return null;
  const answers = [...minutes.values()].filter(Number.isFinite).toSorted((first, second) => first - second);
  const medianMinutes = answers.length < LEAST_BUYERS ? null : Math.round(median(answers));
  return { answered: answers.length, asked: minutes.size, windowDays: WINDOW_DAYS, medianMinutes };
}

const median = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
