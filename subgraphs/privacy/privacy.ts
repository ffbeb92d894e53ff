import { allowanceRecord } from '../../kit/allowance/allowance.record.ts';
import { fenceRecord } from '../../kit/fence/fence.record.ts';
import { idempotencyKeyRecord } from '../../kit/idempotency/idempotency-key.record.ts';
import { mailRecord } from '../../kit/mail/outgoing/mail.record.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { behindGate } from '../../kit/backup/behind-gate.ts';
import { Restores } from '../../kit/backup/restores.ts';
import { answers } from '../../kit/mongo/connect.ts';
import { erasureProgressRecord } from '../../kit/participation/erasure-progress.record.ts';
import { checkKeysKnown } from '../../kit/record/keys-known.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import { appliedTombstoneRecord } from '../../kit/tombstone-ledger/applied-tombstone.record.ts';
import { closeWhenBehind } from '../../kit/tombstone-ledger/catch-up.ts';
import { containerOf } from '../../kit/subgraph/container.ts';
import { doorByPath } from '../../kit/subgraph/door-by-path.ts';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import type { Subgraph, SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import { admission } from '../../schema/events/admission.ts';
import { auditEventRecord } from '../../schema/events/audit-event.ts';
import { disclosureRecord } from '../../schema/events/disclosure.record.ts';
import { publishPolicies } from '../../schema/events/policies.ts';
import { policyVersionRecord } from '../../schema/events/policy-version.record.ts';
import { auditEntryRecord } from './audit/audit-entry.record.ts';
import { auditHeadRecord } from './audit/audit-head.record.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { CANCELLATION_RECORDS } from './cancellation/cancellation-services.ts';
import { CancellationResolver } from './cancellation/cancellation.resolver.ts';
import { CASE_RECORDS } from './case-desk/case-services.ts';
import { PrivacyCaseDeskResolver } from './case-desk/privacy-case-desk.resolver.ts';
import { PrivacyCaseResolver } from './case-opening/privacy-case.resolver.ts';
import { ViewerCasesResolver } from './case-opening/viewer-cases.resolver.ts';
import { personalRows } from './data-map/data-map.ts';
import { DataMapResolver } from './data-map/data-map.resolver.ts';
import { ErasureResolver } from './erasure/erasure.resolver.ts';
import { ERASURE_RECORDS } from './erasure/erasure-services.ts';
import { privacyParticipant } from './participation/privacy-participant.ts';
import { PersonalDataGroupResolver, PersonalDataResolver } from './personal-data/personal-data.resolver.ts';
import { EXPORT_RECORDS } from './personal-data-export/export-services.ts';
import { PersonalDataExportResolver } from './personal-data-export/personal-data-export.resolver.ts';
import { LEGAL_HOLD_RECORDS } from './legal-hold/legal-hold-services.ts';
import { LegalHoldResolver } from './legal-hold/legal-hold.resolver.ts';
import { policyVersions } from './policy/policy.catalogue.ts';
import type { PolicyFill } from './policy/policy.markdown.ts';
import { PolicyResolver } from './policy/policy.resolver.ts';
import { erasureOrderRecord } from './recipient/erasure-order.record.ts';
import { RecipientResolver } from './recipient/recipient.resolver.ts';
import { LiftRestrictionResolver } from './restriction/lift-restriction.resolver.ts';
import { privacyServices, type PrivacyParts, type PrivacyServices } from './services.ts';
import { ViewerReference } from './viewer/viewer.type.ts';

export const PRIVACY_RECORDS = [
  auditEntryRecord,
  auditHeadRecord,
  appliedTombstoneRecord,
  mailRecord,
  idempotencyKeyRecord,
  allowanceRecord,
  ...EXPORT_RECORDS,
  ...CASE_RECORDS,
  ...CANCELLATION_RECORDS,
  erasureProgressRecord,
  fenceRecord,
  ...LEGAL_HOLD_RECORDS,
  ...ERASURE_RECORDS,
  erasureOrderRecord,
];
/** What every subgraph tells the privacy subgraph, and what it tells them. */
export const PRIVACY_EVENTS = [auditEventRecord, policyVersionRecord, disclosureRecord];

/** The privacy part of the graph: the public privacy policy, what people have a right to and ask by it, and the audit log for those who look after it. */
export function privacyGraph({ policy, services }: { policy: PolicyFill; services: PrivacyServices }) {
  const schema = federatedSchema({
    resolvers: [
      PolicyResolver,
      AuditResolver,
      DataMapResolver,
      PersonalDataResolver,
      PersonalDataGroupResolver,
      PersonalDataExportResolver,
      PrivacyCaseResolver,
      PrivacyCaseDeskResolver,
      ViewerCasesResolver,
      CancellationResolver,
      LiftRestrictionResolver,
      ErasureResolver,
      LegalHoldResolver,
      RecipientResolver,
    ],
    container: containerOf([
      new PolicyResolver(policyVersions(policy)),
      new AuditResolver(services.audits),
      new DataMapResolver(personalRows()),
      new PersonalDataResolver(services.people),
      new PersonalDataGroupResolver(),
      new PersonalDataExportResolver(services.exports),
      new PrivacyCaseResolver(services),
      new PrivacyCaseDeskResolver(services),
      new ViewerCasesResolver(services.caseViews),
      new CancellationResolver(services),
      new LiftRestrictionResolver(services),
      new ErasureResolver(services),
      new LegalHoldResolver(services),
      new RecipientResolver(services),
    ]),
    // Reached by its id alone.
    orphanedTypes: [ViewerReference],
    references: {
      // Of nobody but whoever asks.
      Viewer: ({ id }: { id: string }, { viewer }: SubgraphRequest) =>
        viewer.kind === 'account' && localIdOf('Viewer', id) === viewer.accountId ? { id } : null,
    },
  });
  return { schema, contextFor: (request: SubgraphRequest) => request };
}

/**
 * The privacy subgraph, running: takes what is done to personal data into the audit log, and answers. Throws RecordError `NO_KEY` when people
 * are stored and the keyring is not theirs.
 */
export async function startPrivacy(parts: PrivacyParts): Promise<Subgraph> {
  const { connection, events, keyring, policy, log } = parts;
  await Promise.all([connection.asPromise(), events.asPromise()]);
  const restores = new Restores(connection);
  await restores.check();
  await ensureCollections(connection, PRIVACY_RECORDS);
  await ensureCollections(events, PRIVACY_EVENTS);
  await checkKeysKnown(connection, PRIVACY_RECORDS, keyring);
  await publishPolicies(events, policyVersions(policy));
  const participant = privacyParticipant({ ...parts, records: PRIVACY_RECORDS, published: PRIVACY_EVENTS });
  const services = privacyServices({ ...parts, participants: [...parts.participants, participant] });
  await closeWhenBehind(services, new Date());
  services.catchUp.start();
  const working = [
    services.intake,
    services.mails,
    services.cancellationWork,
    services.restrictionWork,
    ...services.backupExpiries,
    ...services.caseWork,
    ...services.legalHoldWork,
    ...services.erasureWork,
    ...services.exporting.working,
  ];
  const begin = async (): Promise<void> => {
    await services.log.begin();
    await services.legalHoldStore.begin();
    for (const part of working) part.start();
  };
  const subgraph: Subgraph = {
    name: 'privacy',
    ...privacyGraph({ policy, services }),
    admits: admission(events),
    door: doorByPath(services.exporting.doors),
    participant,
    ready: () => answers(connection),
    async stop() {
      await Promise.all([services.catchUp, ...working].map((part) => part.stop()));
      await services.engineCensus.close();
    },
    onHidden: () => () => undefined,
  };
  return behindGate(subgraph, { restores, begin, log });
}
