import type { Connection, mongo } from 'mongoose';
import { companiesWith, companyPlace } from '../../../kit/participation/company-place.ts';
import {
  deleting,
  refsOf,
  type ErasurePlace,
  type Stored,
  type StoredFilter,
} from '../../../kit/participation/erasure-place.ts';
import type { CompanyFate, ErasureTarget } from '../../../kit/participation/erasing.ts';
import type { RecordDeclaration } from '../../../kit/record/record.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { cannedAnswerRecord } from '../inbox/canned-answer.record.ts';
import { inquiryAssignmentRecord } from '../inbox/inquiry-assignment.record.ts';
import { invitationRecord } from '../invitation/invitation.record.ts';
import { membershipRecord } from '../../../schema/events/membership.record.ts';

export interface CompanyRemainsParts {
  connection: Connection;
  events: Connection;
  keyring: Pick<Keyring, 'destroy'>;
}

/**
 * What goes with a company where members are: nobody is invited to one that nobody owns, and of one that is the person nothing is left of what it
 * would have answered by itself, and nobody acts for it. What it wrote to others stays theirs, and stored as it is stays a company that was left behind.
 */
export function companyRemains({ connection, events, keyring }: CompanyRemainsParts): ErasurePlace[] {
  const place = ({ collection }: RecordDeclaration, subjectPath: string, ...fates: CompanyFate['fate'][]) => {
    const stored = connection.collection(collection) as unknown as mongo.Collection<Stored>;
    const at = { store: 'member', collection, subjectPath, action: 'delete document', stored } as const;
    const ofCompany = (target: ErasureTarget) => ({ [subjectPath]: { $in: companiesWith(target, ...fates) } });
    return { ...companyPlace(at, ofCompany), change: deleting(stored) };
  };
  const invitations = place(invitationRecord, 'companyId', 'ERASED', 'WITHDRAWN');
  /** Those that the person made or got go by their references. */
  const withoutTheirs = (target: ErasureTarget) => ({
    companyId: { $in: companiesWith(target, 'ERASED', 'WITHDRAWN') },
    inviterRef: { $nin: refsOf(target) },
    invitedRef: { $nin: refsOf(target) },
  });
  const answers = place(cannedAnswerRecord, 'companyId', 'ERASED');
  const { collection } = membershipRecord;
  const members = events.collection(collection) as unknown as mongo.Collection<Stored>;
  const acting = { store: 'events', collection, subjectPath: 'companyId', action: 'delete document' } as const;
  /** The person's own goes by their reference. */
  const colleagues = (target: ErasureTarget) => ({
    companyId: { $in: companiesWith(target, 'ERASED') },
    subjectRef: { $nin: refsOf(target) },
  });
  return [
    { ...companyPlace({ ...acting, stored: members }, colleagues), change: deleting(members) },
    { ...invitations, ...companyPlace(invitations, withoutTheirs) },
    place(inquiryAssignmentRecord, '_id', 'ERASED'),
    {
      ...answers,
      before: async (ids) => {
        const refs = await answers.stored.distinct('namedRef', { _id: { $in: [...ids] } } as StoredFilter);
        await keyring.destroy(refs as string[]);
      },
    },
  ];
}
