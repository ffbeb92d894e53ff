import type { ClientSession, Connection } from 'mongoose';
import { Allowances } from '../../kit/allowance/allowances.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import type { Log } from '../../kit/log/log.ts';
import type { MailQueueParts } from '../../kit/mail/outgoing/mail-queue.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import { ChangeFeed } from '../../kit/mongo/change-feed.ts';
import type { Participant } from '../../kit/participation/participant.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import type { Replay } from '../../kit/tombstone-ledger/catch-up.ts';
import { disclosing } from '../../schema/events/disclosing.ts';
import { AuditAnchor } from './audit/audit-anchor.ts';
import { AuditIntake } from './audit/audit-intake.ts';
import { AuditLog } from './audit/audit-log.ts';
import type { AuditPlace } from './audit/audit-place.ts';
import { Audits } from './audit/audits.ts';
import { accountLeaving, cancellationServices } from './cancellation/cancellation-services.ts';
import type { CaseSeams } from './case/case-seams.ts';
import { caseServices } from './case-desk/case-services.ts';
import { Certificates } from './certificate/certificates.ts';
import { personalMap } from './data-map/data-map.ts';
import { dueDates } from './deadline/due-dates.ts';
import { regimesOf } from './deadline/regime.ts';
import { legalHoldServices } from './legal-hold/legal-hold-services.ts';
import { Mails } from './mail/mails.ts';
import { AppliedTombstones } from '../../kit/tombstone-ledger/applied-tombstones.ts';
import type { ErasurePlace } from './backup/erasure-place.setting.ts';
import { DatabaseCensus, type DatabaseCensusParts } from './erasure/database-census.ts';
import { backedUp, buriedIn, keptBy, toldTo } from './erasure/erasure-around.ts';
import { atRecordsOf, erasing, erasureServices } from './erasure/erasure-services.ts';
import { SearchEngineCensus } from './erasure/search-engine-census.ts';
import { ledgerServices } from './backup/ledger-services.ts';
import { exportServices } from './personal-data-export/export-services.ts';
import type { PolicyFill } from './policy/policy.markdown.ts';
import { RecipientAnswers } from './recipient/recipient-answers.ts';
import { RecipientOrders } from './recipient/recipient-orders.ts';
import { registerOf, type RegisterParts } from './recipient/recipient-register.ts';
import { RestrictionLifting } from './restriction/restriction-lifting.ts';
import { RestrictionWork } from './restriction/restriction-work.ts';

export interface PrivacyParts extends AuditPlace, ErasurePlace {
  connection: Connection;
  /** The database of published events, of the same client. */
  events: Connection;
  /** The data keys of whoever makes use of a right, and of whoever is written to. */
  keyring: Keyring;
  /** Where mail is handed over (smtp://…), whom it comes from, and the address of the directory that links in it begin with. */
  mail: { smtp: string; from: string; publicUrl: string };
  /** The parts of the directory that store people; `startPrivacy` adds its own. */
  participants: readonly Participant[];
  policy: PolicyFill;
  /** By which certificates of erasures are signed: Ed25519, PKCS #8 PEM. */
  certificateKey: string;
  /** Every database of the directory: what is erased is looked for in each, whoever’s it is. */
  databases: DatabaseCensusParts['databases'];
  /** The search engine, which is asked too. */
  engine: { url: string; masterKey: string };
  /** Whom recipients want to be written to about data protection; to the officers for those that are absent. */
  contacts?: RegisterParts['contacts'];
  log: Log;
  /** Erases again, on restored databases, whom the ledger names; absent: nobody can, and databases that are behind it are not served. */
  replay?: Replay;
  /** The clock by which rights are answered and cancellations end. */
  now?: () => Date;
}

/** What does the work of the privacy subgraph, each made once. */
export function privacyServices(parts: PrivacyParts) {
  const { connection, events, keyring, mail, participants, witness, log: journal } = parts;
  const log = new AuditLog(parts);
  const anchor = new AuditAnchor({ log, witness, journal });
  const [idempotency, allowances] = [new Idempotency(connection, keyring), new Allowances(connection, keyring)];
  const { publicUrl } = mail;
  const now = parts.now ?? (() => new Date());
  const disclose = disclosing(events);
  const sender = new MailSender(mail);
  const handedOver: MailQueueParts['disclose'] = (sent) => disclose('MAIL_PROVIDER', sent);
  const mails = new Mails({ connection, keyring, sender, publicUrl, disclose: handedOver, log: journal });
  const shared = { connection, events, keyring, participants, idempotency, allowances, mails, now, log: journal };
  /** What carries out what people ask without an officer, as far as it is there. */
  const seams: CaseSeams = { cancelling: accountLeaving({ connection, events, mails, participants, now }) };
  const officers = { email: parts.policy.contact, locale: 'EN' } as const;
  const { certificateKey, contacts = {} } = parts;
  const signing = { certificateKey, publicUrl, controller: parts.policy.controller };
  const cases = caseServices({ ...shared, officers, dueDates, regimesOf, seams });
  const map = personalMap();
  const exporting = exportServices({
    ...shared,
    map,
    policy: parts.policy,
    publicUrl,
    handedOver: (caseId, session) => cases.caseOutcomes.done(caseId, 'EXPORT', session),
    // An officer sees to it, for the person was told of the archive and did not come.
    missed: (caseId) =>
      connection.transaction((session: ClientSession) => cases.caseOutcomes.failed(caseId, 'EXPORT', session)),
  });
  seams.exporting = exporting.exports;
  seams.erasing = erasing(connection, now);
  const cancelling = cancellationServices({ ...shared, ...cases });
  const holding = legalHoldServices({
    ...shared,
    ...cases,
    officers,
    rows: map.rows,
    isErasing: atRecordsOf(connection, now),
  });
  const certificates = new Certificates({ ...signing, now });
  const recipientOrders = new RecipientOrders({ ...shared, ...signing, contacts, officers });
  const engineCensus = new SearchEngineCensus(parts.engine);
  const erasures = erasureServices({
    ...shared,
    ...cases,
    ...cancelling,
    certificates,
    holds: keptBy(holding.legalHolds),
    ledger: buriedIn(parts.ledger, new AppliedTombstones(connection), now),
    recipients: toldTo(recipientOrders),
    backups: backedUp(parts.backups),
    census: new DatabaseCensus({ databases: parts.databases, rows: map.rows }),
    engine: engineCensus,
    mapHash: map.hash,
  });
  holding.legalHolds.onReleased((erasureId) => erasures.approvedErasures.resume(erasureId));
  return {
    log,
    people: { participants, rows: map.rows },
    exports: exporting.exports,
    exporting,
    intake: new AuditIntake({ log, anchor, feed: new ChangeFeed(events), journal }),
    certificates,
    engineCensus,
    recipients: registerOf({ hosts: { MAIL_PROVIDER: new URL(mail.smtp).hostname }, contacts }),
    recipientOrders,
    recipientAnswers: new RecipientAnswers(shared),
    audits: new Audits(log, witness),
    participants,
    idempotency,
    allowances,
    mails,
    ...cases,
    ...cancelling,
    ...holding,
    ...erasures,
    restrictionLifting: new RestrictionLifting({ ...shared, store: cases.caseStore, now }),
    restrictionWork: new RestrictionWork({ ...shared, store: cases.caseStore, now }),
    ...ledgerServices({ replay: erasures.erasureReplay.replay, ...parts }),
  };
}

export type PrivacyServices = ReturnType<typeof privacyServices>;
