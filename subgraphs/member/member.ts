import type { Connection } from 'mongoose';
import type { Log } from '../../kit/log/log.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { answers } from '../../kit/mongo/connect.ts';
import { checkKeysKnown } from '../../kit/record/keys-known.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { containerOf } from '../../kit/subgraph/container.ts';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import type { Subgraph } from '../../kit/subgraph/subgraph.ts';
import { admission } from '../../schema/events/admission.ts';
import { companyCardRecord } from '../../schema/events/company-card.ts';
import { endedSessionRecord } from '../../schema/events/ended-session.record.ts';
import { memberActivityRecord, unusualActivityRecord } from '../../schema/events/member-activity.record.ts';
import { membershipRecord } from '../../schema/events/membership.record.ts';
import { Companies } from './company/companies.ts';
import { presentCompany } from './company/company.presenter.ts';
import { companyRecord } from './company/company.record.ts';
import { CompanyResolver } from './company/company.resolver.ts';
import { memberContext, type MemberContext } from './member.context.ts';

export const MEMBER_RECORDS = [companyRecord];
/** What the member subgraph publishes. */
export const MEMBER_EVENTS = [
  companyCardRecord,
  endedSessionRecord,
  membershipRecord,
  memberActivityRecord,
  unusualActivityRecord,
];

/** The members' part of the graph: companies. */
export function memberGraph(companies: Companies) {
  const schema = federatedSchema({
    resolvers: [CompanyResolver],
    container: containerOf([new CompanyResolver(companies)]),
    references: {
      Company: async ({ id }: { id: string }, context: MemberContext) => {
        const local = localIdOf('Company', id);
        const record = local && (await context.companies.load(local));
        return record ? presentCompany(record, context.locale) : null;
      },
    },
  });
  return { schema, contextFor: memberContext(companies) };
}

export interface MemberParts {
  connection: Connection;
  /** The database in which events are published, of the same deployment. */
  events: Connection;
  /** The data keys of the people whom companies name. */
  keyring: Keyring;
  /** Signs session tokens: Ed25519, PKCS #8 PEM. */
  sessionKey: string;
  /** Where mail is handed over (smtp://…), whom it comes from, and the address of the directory that links in it begin with. */
  mail: { smtp: string; from: string; publicUrl: string };
  log: Log;
}

/** The member subgraph, running. Throws RecordError `NO_KEY` when people are stored and the keyring is not theirs. */
export async function startMember({ connection, events, keyring }: MemberParts): Promise<Subgraph> {
  await Promise.all([connection.asPromise(), events.asPromise()]);
  await ensureCollections(connection, MEMBER_RECORDS);
  await ensureCollections(events, MEMBER_EVENTS);
  await checkKeysKnown(connection, MEMBER_RECORDS, keyring);
  const graph = memberGraph(new Companies(connection, events, keyring));
  return {
    name: 'member',
    ...graph,
    admits: admission(events),
    ready: () => answers(connection),
    stop: async () => undefined,
    onHidden: () => () => undefined,
  };
}
