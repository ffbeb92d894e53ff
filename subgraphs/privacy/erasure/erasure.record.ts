import { MOST_HELD, MOST_REFERENCES } from '../../../kit/participation/participation-messages.ts';
import { ERASURE_ACTIONS } from '../../../kit/participation/erasing.ts';
import { flag, group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';
import { CASES_KEPT_SECONDS } from '../case/privacy-case.record.ts';
import { filePseudonym } from '../person/file-pseudonym.ts';
import { PERSON_REF } from '../person/stored-person.ts';
import {
  COMPANY_FATES,
  ERASURE_BLOCKS,
  ERASURE_GROUNDS,
  ERASURE_STATES,
  ERASURE_STEPS,
  MENTION_DECISIONS,
} from './erasure.values.ts';

const ID = '^[0-9a-f]{24}$';
const HASH = '^[0-9a-f]{64}$';
const MOST_COUNT = 2 ** 31;
/** Texts of others that name the person. */
const MOST_MENTIONS = 1_000;
const MOST_PLACES = 1_000;
/** A certificate, signed. */
const MOST_DOCUMENT = 1_000_000;

const place = { store: text(40), collection: text(80) };
const residual = group({ kind: text(20), until: nullable(instant()), reason: text(300) });

/**
 * An erasure of one person for a case: its plan, who approved it, and how far it has come. It is work that is stored, so that it goes on whatever
 * becomes of a process. Nothing in it is personal but references, which lead nowhere once the keys are destroyed.
 */
export const erasureRecord = record({
  collection: 'erasures',
  version: 1,
  fields: {
    ...workFields,
    caseId: text(24, undefined, ID),
    /** The reference of the case's own file, by which the audit log names the erasure. */
    fileRef: filePseudonym('fileRef', PERSON_REF),
    ground: oneOf(ERASURE_GROUNDS),
    state: oneOf(ERASURE_STATES),
    /** Whether it is the plan that counts for its case. Of one case there is one. */
    isCurrent: flag(),
    /** What is to be done next; null: it does not run, or all is done. */
    step: nullable(oneOf(ERASURE_STEPS)),
    planHash: text(64, undefined, HASH),
    /** The declaration of personal data as a whole, by which it was planned. */
    mapHash: text(64, undefined, HASH),
    /** What each part of the directory declared then. */
    maps: list(group({ part: text(20), mapHash: text(64, undefined, HASH) }), 10),
    /** Under what the person is stored, but for the files of their cases. */
    persons: list(
      group({ personRef: filePseudonym('persons[].personRef', PERSON_REF), kind: text(20) }),
      MOST_REFERENCES,
    ),
    companies: list(group({ companyId: text(24, undefined, ID), fate: oneOf(COMPANY_FATES) }), MOST_REFERENCES),
    /** What legal holds keep. */
    held: list(group({ ...place, id: text(64), basis: text(40), reviewAt: nullable(instant()) }), MOST_HELD),
    steps: list(
      group({
        ...place,
        subjectPath: text(100),
        action: oneOf(ERASURE_ACTIONS),
        predicted: integer(0, MOST_COUNT),
        /** Behind the fence; null: not yet. */
        counted: nullable(integer(0, MOST_COUNT)),
        changed: nullable(integer(0, MOST_COUNT)),
      }),
      MOST_PLACES,
    ),
    mentions: list(
      group({
        ...place,
        id: text(64),
        path: text(100),
        times: integer(0, MOST_COUNT),
        /** Null: an officer has to decide. */
        decision: nullable(oneOf(MENTION_DECISIONS)),
      }),
      MOST_MENTIONS,
    ),
    /** Whether there are more of them than were told. */
    moreMentions: flag(),
    /** The officer who planned it; null: the directory itself, of who cancelled their account. */
    planner: nullable(filePseudonym('planner')),
    /** Accounts of whoever asks: of them nobody approves. */
    askers: list(group({ accountId: filePseudonym('askers[].accountId') }), 10),
    approvals: list(group({ approver: filePseudonym('approvals[].approver'), at: instant() }), 2),
    /** What is in the way, and where; null: nothing. */
    blockedBy: nullable(group({ code: oneOf(ERASURE_BLOCKS), place: nullable(text(200)) })),
    plannedAt: instant(),
    approvedAt: nullable(instant()),
    fencedAt: nullable(instant()),
    shreddedAt: nullable(instant()),
    verifiedAt: nullable(instant()),
    keysDestroyed: integer(0, MOST_COUNT),
    /** Of the entry by which a restored backup is put right; null: none was written yet. */
    ledgerSequence: nullable(integer(0, Number.MAX_SAFE_INTEGER)),
    /** Until when deleted text may be in files of the index; null: it is in none. */
    purgeUntil: nullable(instant()),
    /** Indexes of the search engine that were asked. */
    indexes: list(text(200), 1_000),
    certificate: nullable(
      group({ issuedAt: instant(), document: text(MOST_DOCUMENT), residuals: list(residual, 1_000) }),
    ),
    closedAt: nullable(instant()),
  },
  indexes: [
    { keys: { caseId: 1 }, unique: true, partialFilterExpression: { isCurrent: true } },
    { keys: { caseId: 1, plannedAt: 1 } },
    { keys: { state: 1, dueAt: 1 } },
    { keys: { 'persons.personRef': 1 } },
    { keys: { fileRef: 1 } },
    { keys: { planner: 1 } },
    { keys: { 'askers.accountId': 1 } },
    { keys: { 'approvals.approver': 1 } },
    { keys: { closedAt: 1 }, expireAfterSeconds: CASES_KEPT_SECONDS },
  ],
});

export type Erasure = Recorded<typeof erasureRecord>;
export type ErasedPlace = Erasure['steps'][number];
