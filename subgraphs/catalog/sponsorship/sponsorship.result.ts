import { IdempotencyKeyReused, InvalidInput, NotAllowed, NotFound } from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { SponsorshipOverlap } from './sponsorship.problem.ts';
import { Sponsorship } from './sponsorship.type.ts';

export type SponsorshipRefusal = InvalidInput | NotAllowed | NotFound | SponsorshipOverlap | AlreadyDecided;

export const SponsorProductResult = resultUnion(
  'SponsorProductResult',
  'What came of sponsoring: the sponsorship, or why not.',
  () => [Sponsorship, InvalidInput, NotAllowed, NotFound, SponsorshipOverlap, IdempotencyKeyReused],
);
export const EndSponsorshipResult = resultUnion(
  'EndSponsorshipResult',
  'What came of ending: the sponsorship, or why not.',
  () => [Sponsorship, NotAllowed, NotFound, AlreadyDecided, IdempotencyKeyReused],
);
