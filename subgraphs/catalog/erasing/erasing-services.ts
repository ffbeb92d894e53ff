import type { OwnErasing } from '../../../kit/participation/declared-erasing.ts';
import type { Participant } from '../../../kit/participation/participant.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { cardHiding } from './card-hiding.ts';
import { companyPlaces, type CompanyPlacesParts } from './company-places.ts';
import { purgeRequestRecord } from './purge-request.record.ts';
import { PURGE_HOURS } from './purge-window.setting.ts';
import { Purging, type PurgingParts } from './purging.ts';
import { Unindexing, type UnindexingParts } from './unindexing.ts';
import type { Withdrawals } from '../product/withdrawals.ts';

export const ERASING_RECORDS = [purgeRequestRecord] as const;

export interface ErasingServicesParts
  extends
    CompanyPlacesParts,
    UnindexingParts,
    Omit<PurgingParts, 'requests' | 'engine' | 'states' | 'now' | 'windowMs'> {
  withdrawals: Withdrawals;
  /** How long erasures wait for the indexes to be built anew; as PURGE_HOURS says when absent. */
  purgeHours?: number;
}

/** What the catalog does in an erasure beside what its records declare. Start `purging`, and stop it with the subgraph. */
export function erasingServices(parts: ErasingServicesParts): {
  own: OwnErasing;
  restriction: Pick<Participant, 'restrict' | 'lift'>;
  purging: Purging;
} {
  const { connection, cards, withdrawals, purgeHours = PURGE_HOURS } = parts;
  const unindexing = new Unindexing(parts);
  const windowMs = purgeHours * 3_600_000;
  const purging = new Purging({ ...parts, requests: modelOf(connection, purgeRequestRecord), windowMs });
  return {
    own: {
      places: companyPlaces(parts),
      unindex: (target) => unindexing.unindex(target),
      purge: (target) => purging.purge(target),
      verify: (target) => unindexing.verify(target),
    },
    restriction: cardHiding(cards.collection, withdrawals),
    purging,
  };
}
