import type { CompanyCard } from '../../../schema/events/company-card.ts';
import type { RankedDocument } from '../ranking/ranked-document.ts';
import { companyValues } from './company-values.ts';
import { placeTexts } from './place-texts.ts';

/** A company that is shown, as it is ranked: its public card. */
export function rankedCompany(card: CompanyCard): RankedDocument {
  const { id, seq, country, region, c1, c2, c3, ...numbers } = companyValues(card);
  return {
    id,
    seq,
    texts: {
      name: [card.name],
      supplier: card.mainProducts,
      text: [card.description],
      attributes: placeTexts(card),
    },
    codes: { country, region, c1, c2, c3 },
    numbers,
  };
}
