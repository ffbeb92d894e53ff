import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../kit/text/canonical-json.ts';
import type { Erasure } from './erasure.record.ts';

/** What officers approve: everything that an erasure will do, and to whom. */
export type Planned = Pick<
  Erasure,
  'caseId' | 'ground' | 'mapHash' | 'maps' | 'persons' | 'companies' | 'held' | 'steps' | 'mentions' | 'moreMentions'
>;

/** SHA-256, in hex, of a plan in canonical JSON: two plans are the same exactly when their hashes are. In which order parts answered does not count. */
export function planHashOf(plan: Planned): string {
  const { caseId, ground, mapHash, maps, persons, companies, held, steps, mentions, moreMentions } = plan;
  const content = {
    caseId,
    ground,
    mapHash,
    maps: ordered(maps),
    references: persons.map(({ personRef }) => personRef).toSorted(),
    companies: ordered(companies),
    held: ordered(held.map(({ store, collection, id }) => ({ store, collection, id }))),
    steps: ordered(
      steps.map(({ store, collection, subjectPath, action, predicted }) => ({
        store,
        collection,
        subjectPath,
        action,
        predicted,
      })),
    ),
    mentions: ordered(
      mentions.map(({ store, collection, id, path, times, decision }) => ({
        store,
        collection,
        id,
        path,
        times,
        decision,
      })),
    ),
    moreMentions,
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

const ordered = (all: readonly object[]): object[] =>
  all
    .map((one) => [canonicalJson(one), one] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
