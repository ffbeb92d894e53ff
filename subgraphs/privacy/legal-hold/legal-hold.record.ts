import { group, instant, list, nullable, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import { PERSON_REF } from '../person/stored-person.ts';
import { LEGAL_HOLD_BASES, MOST_HELD_PLACES, MOST_HOLD_WORDS } from './legal-hold.values.ts';

/** The sweep takes the keys first; should it not run for a day, the database takes what nobody opens. */
const GONE_SECONDS = CASES_KEPT_SECONDS + 86_400;
const ACCOUNT_ID = '^[0-9a-f]{24}$';
const PLAIN = { protection: 'plain' } as const;

/** Not told to the person: an order may forbid it, and a claim is the other side’s too. */
const inHold = {
  purposes: ['rights'],
  basis: 'legal obligation',
  retention: 'rights case',
  since: 'releasedAt',
  onErasure: 'retain',
  onExport: 'exclude of others',
  protection: 'encrypted',
} as const;
const aboutHold = about({ ...inHold, subject: 'holdRef' });
/** An account or a person in the file of a hold: a pseudonym, kept as long as the hold. */
const pseudonym = (subject: string, pattern = ACCOUNT_ID) => ({
  ...text(26, about({ ...inHold, ...PLAIN, subject })('user.unique_id.pseudonymous'), pattern),
  refersTo: 'ANYBODY' as const,
});

/**
 * That records are kept though their person asks for their erasure. What is said in words is sealed under a key of its own, `holdRef`, so that
 * it outlives an erasure of the person and goes by its own period. It changes once: when it is released.
 */
export const legalHoldRecord = record({
  collection: 'legalHolds',
  version: 1,
  fields: {
    holdRef: subjectRef('ANYBODY', aboutHold('user.unique_id.pseudonymous', PLAIN)),
    basis: oneOf(LEGAL_HOLD_BASES),
    /** Why, in words. */
    text: text(MOST_HOLD_WORDS, aboutHold('user.content.private')),
    /** Under what the person is stored, as a case had it. Empty: the records are named one by one, whosever they are. */
    subjects: list(
      group({ personRef: pseudonym('subjects[].personRef', PERSON_REF), kind: text(20) }),
      MOST_REFERENCES,
    ),
    places: list(
      group({
        /** Database and collection, as the data map names them. */
        store: text(20),
        collection: text(60),
        /** Of one record; null: everything of the person there. */
        recordId: nullable(text(200, aboutHold('user.unique_id.pseudonymous', PLAIN))),
      }),
      MOST_HELD_PLACES,
    ),
    /** By then somebody looks whether it is still needed. */
    reviewAt: instant(),
    placedAt: instant(),
    placedBy: pseudonym('placedBy'),
    /** Null: it is active. */
    releasedAt: nullable(instant()),
    releasedBy: nullable(pseudonym('releasedBy')),
    /** Why it was released, in words; null: it is active. */
    releaseText: nullable(text(MOST_HOLD_WORDS, aboutHold('user.content.private'))),
  },
  indexes: [
    { keys: { reviewAt: 1, _id: 1 } },
    { keys: { holdRef: 1 } },
    { keys: { 'subjects.personRef': 1 } },
    { keys: { releasedAt: 1 }, expireAfterSeconds: GONE_SECONDS },
  ],
});

export type LegalHold = Recorded<typeof legalHoldRecord>;
export type HeldPlace = LegalHold['places'][number];
