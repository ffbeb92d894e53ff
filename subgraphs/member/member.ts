import { behindGate } from '../../kit/backup/behind-gate.ts';
import { Restores } from '../../kit/backup/restores.ts';
import { answers } from '../../kit/mongo/connect.ts';
import { fenceRecord } from '../../kit/fence/fence.record.ts';
import { idempotencyKeyRecord } from '../../kit/idempotency/idempotency-key.record.ts';
import { erasureProgressRecord } from '../../kit/participation/erasure-progress.record.ts';
import { checkKeysKnown } from '../../kit/record/keys-known.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { Subgraph } from '../../kit/subgraph/subgraph.ts';
import { admission } from '../../schema/events/admission.ts';
import { companyCardRecord } from '../../schema/events/company-card.ts';
import { endedSessionRecord } from '../../schema/events/ended-session.record.ts';
import { memberActivityRecord, unusualActivityRecord } from '../../schema/events/member-activity.record.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import { accountRecord } from './account/account.record.ts';
import { allowanceRecord } from '../../kit/allowance/allowance.record.ts';
import { companyChangeRecord } from './company-history/company-change.record.ts';
import { companySlugRecord } from './company-slug/company-slug.record.ts';
import { companyRecord } from './company/company.record.ts';
import { doNotContactRecord } from './do-not-contact/do-not-contact.record.ts';
import { DOCUMENT_RECORDS } from './document/document-services.ts';
import { INQUIRY_RECORDS } from './inquiry/inquiry-services.ts';
import { ALERT_RECORDS } from './alert/alert-services.ts';
import { invitationRecord } from './invitation/invitation.record.ts';
import { mailRecord } from '../../kit/mail/outgoing/mail.record.ts';
import { ownershipOfferRecord } from './membership/ownership-offer.record.ts';
import { memberParticipant } from './participation/member-participant.ts';
import { proofRecord } from './proof/proof.record.ts';
import { pendingRegistrationRecord } from './registration/pending-registration.record.ts';
import { restrictionRecord } from './restriction/restriction.record.ts';
import { securityEventRecord } from './security-log/security-event.record.ts';
import { sessionRecord } from './session/session.record.ts';
import { attemptsRecord } from './sign-in/attempts.record.ts';
import { placeRecord } from './sign-in/place.record.ts';
import { moderationDecisionRecord } from '../../schema/events/moderation-decision.record.ts';
import { productReinstatementRecord } from '../../schema/events/product-reinstatement.record.ts';
import { savedSearchRecord } from '../../schema/events/saved-search.record.ts';
import { searchMatchRecord } from '../../schema/events/search-match.record.ts';
import { appealRecord } from './appeal/appeal.record.ts';
import { REPORT_RECORDS } from './report/report-services.ts';
import { inboundMailRecord } from './relay/inbound-mail.record.ts';
import { relayAddressRecord } from './relay/relay-address.record.ts';
import { claimRecord } from './verification/claim.record.ts';
import { memberServices, type MemberParts } from './services.ts';
import { memberGraph } from './subgraph.ts';

export const MEMBER_RECORDS = [
  companyRecord,
  companyChangeRecord,
  companySlugRecord,
  invitationRecord,
  ownershipOfferRecord,
  accountRecord,
  mailRecord,
  idempotencyKeyRecord,
  claimRecord,
  appealRecord,
  allowanceRecord,
  pendingRegistrationRecord,
  doNotContactRecord,
  proofRecord,
  restrictionRecord,
  sessionRecord,
  securityEventRecord,
  attemptsRecord,
  placeRecord,
  relayAddressRecord,
  inboundMailRecord,
  ...DOCUMENT_RECORDS,
  ...INQUIRY_RECORDS,
  ...ALERT_RECORDS,
  ...REPORT_RECORDS,
  erasureProgressRecord,
  fenceRecord,
];
/** What the member subgraph publishes. */
export const MEMBER_EVENTS = [
  companyCardRecord,
  endedSessionRecord,
  membershipRecord,
  memberActivityRecord,
  unusualActivityRecord,
  moderationDecisionRecord,
  productReinstatementRecord,
  savedSearchRecord,
  searchMatchRecord,
  fenceRecord,
];

export interface MemberSubgraph extends Subgraph {
  /** Where mail comes in; null: none does, or not yet. */
  readonly mailPort: number | null;
}

/** The member subgraph, running. Throws RecordError `NO_KEY` when people are stored and the keyring is not theirs. */
export async function startMember(parts: MemberParts): Promise<MemberSubgraph> {
  const { connection, events, keyring, log } = parts;
  await Promise.all([connection.asPromise(), events.asPromise()]);
  const restores = new Restores(connection);
  await restores.check();
  await ensureCollections(connection, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  await checkKeysKnown(connection, MEMBER_RECORDS, keyring);
  const services = memberServices(parts);
  const working = [
    services.aside,
    services.unusualActivities,
    services.mails,
    services.inboundMails,
    services.registrationSweep,
    services.inquirySweep,
    services.inquiryFilesWork,
    ...services.papers.working,
    ...services.trustWork,
    ...services.alertWork,
  ];
  let mailDoor: Awaited<ReturnType<typeof services.openMailDoor>> = null;
  const begin = async (): Promise<void> => {
    mailDoor ??= await services.openMailDoor();
    for (const part of working) part.start();
  };
  const subgraph: MemberSubgraph = {
    name: 'member',
    ...memberGraph(services),
    admits: admission(events),
    door: (request, asked) =>
      request.path.startsWith('/inquiry-files/')
        ? services.inquiryFileDoor(request, asked)
        : services.papers.door(request, asked),
    participant: memberParticipant({
      ...parts,
      ...services,
      documentFiles: services.papers.files,
      records: MEMBER_RECORDS,
      published: MEMBER_EVENTS,
    }),
    get mailPort() {
      return mailDoor?.port ?? null;
    },
    ready: () => answers(connection),
    stop: async () => {
      await mailDoor?.stop();
      await Promise.all(working.map((part) => part.stop()));
    },
    onHidden: (listener) => {
      const stops = [services.companyModeration, services.restricting].map((part) => part.onHidden(listener));
      return () => stops.forEach((stop) => stop());
    },
  };
  return behindGate(subgraph, { restores, begin, log });
}
