import type { CompanyCard } from '../../../schema/events/company-card.ts';
import { seqOf } from './product-values.ts';

/** What searches of companies narrow and order by; codes and numbers only. */
export interface CompanyValues {
  id: string;
  country: string;
  region: string | null;
  /** Codes of the categories that it trades in, by level. */
  c1: string[];
  c2: string[];
  c3: string[];
  /** Milliseconds; 0 when not verified. */
  verifiedUntil: number;
  createdAt: number;
  /** Breaks ties in every order; unique in practice. */
  seq: number;
}

export function companyValues(card: CompanyCard): CompanyValues {
  const level = (depth: number) => [
    ...new Set(card.categoryCodes.map((code) => code.split('.').slice(0, depth).join('.'))),
  ];
  return {
    id: card._id,
    country: card.country,
    region: card.region,
    c1: level(1),
    c2: level(2),
    c3: level(3),
    verifiedUntil: card.verifiedUntil?.getTime() ?? 0,
    createdAt: card.createdAt.getTime(),
    seq: seqOf(card._id),
  };
}
