import type { Connection } from 'mongoose';
import { notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff } from '../../../schema/events/staff.policy.ts';
import { EDITORS, EVERYBODY, mayIn, refused } from '../membership/company-access.ts';
import type { Memberships } from '../membership/memberships.ts';
import { documentRecord, type DocumentRecord } from './document.record.ts';
import { KEPT_AFTER_MS, type Documents } from './documents.ts';

export interface LicencesParts {
  /** The database of published events. */
  events: Connection;
  documents: Documents;
  memberships: Memberships;
  idempotency: Idempotency;
  now?: () => Date;
}

/** Business licences: one for each company is relied on; the one before it goes when its retention ends. */
export class Licences {
  readonly #parts: LicencesParts;

  constructor(parts: LicencesParts) {
    this.#parts = parts;
  }

  /** The reference is the document's id. */
  async submit(
    viewer: Viewer,
    input: { uploadId: string; idempotencyKey: string },
  ): Promise<Outcome<NotAllowed | NotFound>> {
    const { documents, memberships, idempotency, now = () => new Date() } = this.#parts;
    const intention = { viewer, mutation: 'submitBusinessLicence', key: input.idempotencyKey, input };
    return idempotency.once<NotAllowed | NotFound>(intention, async (session) => {
      const member = await mayIn(memberships, { viewer, company: null, field: 'uploadId' }, EDITORS, session);
      if (refused(member)) return member;
      const { companyId } = member;
      const before = await documents.licenceOf(companyId, session);
      const kept = await documents.keep(input.uploadId, { kind: 'BUSINESS_LICENCE', companyId }, session);
      if (!kept)
        return notFound(
          'uploadId',
          'Expected a business licence that was uploaded today and not used yet. Upload it again.',
        );
      if (before) await documents.deleteAfter(before._id, new Date(now().getTime() + KEPT_AFTER_MS), session);
      return { reference: kept._id };
    });
  }

  /** For whoever acts for the company; for nobody else. */
  async own(viewer: Viewer, id: string): Promise<DocumentRecord | NotAllowed | NotFound> {
    const member = await mayIn(this.#parts.memberships, { viewer, company: null, field: 'uploadId' }, EVERYBODY);
    if (refused(member)) return member;
    const document = await this.#parts.documents.byId(id);
    return document?.companyId === member.companyId
      ? document
      : notFound('uploadId', 'Expected the document that this key handed in before; it is gone.');
  }

  /** The licence of a company, for those who act for it and for verifiers, whose reading is written down; null for everybody else. */
  async seenBy(viewer: Viewer, companyId: string): Promise<DocumentRecord | null> {
    if (viewer.kind === 'anonymous') return null;
    const { memberships, documents, events } = this.#parts;
    const verifier = actingStaff('VERIFY', viewer);
    if (!verifier && (await memberships.of(viewer.accountId))?.companyId !== companyId) return null;
    const found = await documents.licenceOf(companyId);
    if (!found || !verifier) return found;
    const { accountId: actor, role } = verifier;
    const read = { actor, role, action: 'READ', record: documentRecord, count: 1, reason: 'VERIFICATION' } as const;
    await recordAudit(events, { ...read, subjectRef: found.subjectRef });
    return found;
  }
}

export const isVerifier = (viewer: Viewer): boolean => viewer.kind === 'account' && viewer.roles.includes('VERIFIER');
