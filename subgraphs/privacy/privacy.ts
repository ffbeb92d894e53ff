import type { Connection } from 'mongoose';
import type { Log } from '../../kit/log/log.ts';
import { ChangeFeed } from '../../kit/mongo/change-feed.ts';
import { answers } from '../../kit/mongo/connect.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import { containerOf } from '../../kit/subgraph/container.ts';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import type { Subgraph, SubgraphRequest } from '../../kit/subgraph/subgraph.ts';
import { admission } from '../../schema/events/admission.ts';
import { auditEventRecord } from '../../schema/events/audit-event.ts';
import { publishPolicies } from '../../schema/events/policies.ts';
import { policyVersionRecord } from '../../schema/events/policy-version.record.ts';
import { AuditAnchor } from './audit/audit-anchor.ts';
import { auditEntryRecord } from './audit/audit-entry.record.ts';
import { auditHeadRecord } from './audit/audit-head.record.ts';
import { AuditIntake } from './audit/audit-intake.ts';
import { AuditLog } from './audit/audit-log.ts';
import type { AuditPlace } from './audit/audit-place.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { Audits } from './audit/audits.ts';
import { personalRows } from './data-map/data-map.ts';
import { DataMapResolver } from './data-map/data-map.resolver.ts';
import { policyVersions } from './policy/policy.catalogue.ts';
import type { PolicyFill } from './policy/policy.markdown.ts';
import { PolicyResolver } from './policy/policy.resolver.ts';

export const PRIVACY_RECORDS = [auditEntryRecord, auditHeadRecord];
/** What every subgraph tells the privacy subgraph, and what it tells them. */
export const PRIVACY_EVENTS = [auditEventRecord, policyVersionRecord];

export interface PrivacyParts extends AuditPlace {
  connection: Connection;
  /** The database of published events, of the same client. */
  events: Connection;
  policy: PolicyFill;
  log: Log;
}

/** The privacy part of the graph: the public privacy policy, and the audit log for those who look after it. */
export function privacyGraph({ policy, audits }: { policy: PolicyFill; audits: Audits }) {
  const schema = federatedSchema({
    resolvers: [PolicyResolver, AuditResolver, DataMapResolver],
    container: containerOf([
      new PolicyResolver(policyVersions(policy)),
      new AuditResolver(audits),
      new DataMapResolver(personalRows()),
    ]),
    references: {},
  });
  return { schema, contextFor: (request: SubgraphRequest) => request };
}

/** The privacy subgraph, running: takes what is done to personal data into the audit log, and answers. */
export async function startPrivacy(parts: PrivacyParts): Promise<Subgraph> {
  const { connection, events, policy, witness, log: journal } = parts;
  await Promise.all([connection.asPromise(), events.asPromise()]);
  await ensureCollections(connection, PRIVACY_RECORDS);
  await ensureCollections(events, PRIVACY_EVENTS);
  await publishPolicies(events, policyVersions(policy));
  const log = new AuditLog(parts);
  await log.begin();
  const anchor = new AuditAnchor({ log, witness, journal });
  const intake = new AuditIntake({ log, anchor, feed: new ChangeFeed(events), journal });
  intake.start();
  return {
    name: 'privacy',
    ...privacyGraph({ policy, audits: new Audits(log, witness) }),
    admits: admission(events),
    ready: () => answers(connection),
    stop: () => intake.stop(),
    onHidden: () => () => undefined,
  };
}
