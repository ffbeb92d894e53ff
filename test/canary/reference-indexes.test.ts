import 'reflect-metadata';
import { dataMapOf } from '../../kit/data-map/data-map.ts';
import { exportPlanOf } from '../../kit/data-map/export-plan.ts';
import { STORES } from './classified.ts';

/** Places that are read through when somebody makes use of a right, and why that is soon done. */
const SHORT = 'what waits, for days at most';
const STAFF = 'as many as staff decide';
const READ_THROUGH: Readonly<Record<string, string>> = {
  'member.mails.subjectRef': SHORT,
  'member.pendingRegistrations.subjectRef': SHORT,
  'member.pendingInquiries.subjectRef': SHORT,
  'member.pendingSubscriptions.subjectRef': SHORT,
  'member.proofs.subjectRef': SHORT,
  'member.inboundMails.subjectRef': SHORT,
  'privacy.mails.subjectRef': SHORT,
  'privacy.pendingPrivacyCases.subjectRef': SHORT,
  'events.unusualActivity.subjectRef': SHORT,
  'events.auditEvents.actor': SHORT,
  'events.auditEvents.subjectRef': SHORT,
  'member.restrictions.subjectRef': 'who has left or is restricted',
  'member.claims.taken.by': STAFF,
  'member.claims.decision.by': STAFF,
  'member.claims.words[].namedRef': STAFF,
  'member.appeals.words[].namedRef': STAFF,
  'member.appeals.by': STAFF,
  'member.abuseReports.words[].namedRef': STAFF,
  'member.abuseReports.by': STAFF,
  'member.newsletterIssues.by': STAFF,
  'member.blockedWriters.writerRef': STAFF,
  'events.moderationDecisions.words[].namedRef': STAFF,
  'events.moderationDecisions.by': STAFF,
  'catalog.sponsorships.by': STAFF,
  'catalog.sponsorships.endedBy': STAFF,
  'catalog.termActs.by': STAFF,
  'privacy.legalHolds.placedBy': STAFF,
  'privacy.legalHolds.releasedBy': STAFF,
  'privacy.privacyCases.handler': STAFF,
  'privacy.privacyCases.history[].actor': STAFF,
};

it('whoever makes use of a right is found by an index wherever there may be many', () => {
  const without = STORES.flatMap(([name, records]) =>
    exportPlanOf(dataMapOf([{ name, records }])).flatMap(({ collection, subjectPath }) => {
      const { indexes } = records.find((one) => one.collection === collection)!;
      const key = subjectPath.replaceAll('[]', '');
      const isFound = indexes.some((one) => !one.partialFilterExpression && Object.keys(one.keys)[0] === key);
      return key === '_id' || isFound ? [] : [`${name}.${collection}.${subjectPath}`];
    }),
  );
  expect(without.toSorted()).toEqual(Object.keys(READ_THROUGH).toSorted());
});
