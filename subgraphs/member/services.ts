import type { Connection } from 'mongoose';
import { GridFsStore } from '../../kit/files/grid-fs.file-store.ts';
import type { Log } from '../../kit/log/log.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import { Http2PushGateway } from '../../kit/push/http2-push-gateway.ts';
import type { PushGateway } from '../../kit/push/push-gateway.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { Accounts } from './account/accounts.ts';
import { alertServices } from './alert/alert-services.ts';
import { companyServices } from './company-services.ts';
import { ContactWishes } from './do-not-contact/contact-wishes.ts';
import { DoNotContact } from './do-not-contact/do-not-contact.ts';
import { Guests } from './guest/guests.ts';
import { documentServices } from './document/document-services.ts';
import { Companies } from './company/companies.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from './mail/mails.ts';
import { Memberships } from './membership/memberships.ts';
import { inquiryFiles } from './inquiry-file/inquiry-files.record.ts';
import { inquiryServices } from './inquiry/inquiry-services.ts';
import { PasswordHasher } from './password/password-hasher.ts';
import { AccountEditor } from './account/account-editor.ts';
import { EmailChanges } from './account/email-changes.ts';
import { PasswordChanges } from './account/password-changes.ts';
import { Allowances } from '../../kit/allowance/allowances.ts';
import { Proofs } from './proof/proofs.ts';
import type { RelayOptions } from './relay/relay.setting.ts';
import { reportServices } from './report/report-services.ts';
import { RelayAddresses } from './relay/relay-addresses.ts';
import { NOWHERE, relayServices } from './relay/relay-services.ts';
import { EmailProofs } from './registration/email-proofs.ts';
import { pendingRegistrationRecord } from './registration/pending-registration.record.ts';
import { PendingRegistrations } from './registration/pending-registrations.ts';
import { RegistrationSweep } from './registration/registration-sweep.ts';
import { Registrations } from './registration/registrations.ts';
import { UnusualActivities } from './abnormal/unusual-activities.ts';
import { disclosing } from '../../schema/events/disclosing.ts';
import { endedKeys } from '../../schema/events/ended-keys.ts';
import { AccountStop } from './restriction/account-stop.ts';
import { Leavings } from './restriction/leavings.ts';
import { Restricting } from './restriction/restricting.ts';
import { Restrictions } from './restriction/restrictions.ts';
import { SecurityLog } from './security-log/security-log.ts';
import { RefreshTokens } from './session/refresh-tokens.ts';
import { Sessions } from './session/sessions.ts';
import { AttemptCounts } from './sign-in/attempt-counts.ts';
import { entrance } from './sign-in/entrance.ts';
import { PasswordProof } from './sign-in/password-proof.ts';
import { Places } from './sign-in/places.ts';
import { Throttle } from './sign-in/throttle.ts';
import { ClaimReviews } from './verification/claim-reviews.ts';
import { trustServices } from './trust-services.ts';

export interface MemberParts {
  connection: Connection;
  /** The database in which events are published, of the same deployment. */
  events: Connection;
  /** The data keys of the people whom companies name, and of those who have accounts. */
  keyring: Keyring;
  /** Signs session tokens: Ed25519, PKCS #8 PEM. */
  sessionKey: string;
  /** Where mail is handed over (smtp://…), whom it comes from, and the address of the directory that links in it begin with. */
  mail: { smtp: string; from: string; publicUrl: string };
  /** Where mail comes in for buyers and suppliers; nowhere when absent. */
  relay?: RelayOptions;
  /** Wakes devices; absent: nobody is woken, and messages wait in vain. */
  push?: PushGateway;
  log: Log;
}

const NO_PUSH = new Http2PushGateway({ fcm: null, apns: null });

/** What does the work of the member subgraph, each made once. */
export function memberServices(parts: MemberParts) {
  const { connection, events, keyring, sessionKey, mail, relay, push = NO_PUSH, log } = parts;
  const companies = new Companies(connection, events, keyring);
  const memberships = new Memberships(events, companies);
  const accounts = new Accounts(connection, keyring);
  const idempotency = new Idempotency(connection, keyring);
  const hasher = new PasswordHasher();
  const inquiryFileStore = new GridFsStore({ connection, records: inquiryFiles, keyring });
  const restrictions = new Restrictions(connection);
  const reach = (sent: { subjectRef: string; template?: string }) => restrictions.reach(sent);
  const disclose = disclosing(events);
  const doNotContact = new DoNotContact(connection, keyring);
  const wishes = new ContactWishes({ doNotContact, accounts, guests: new Guests(connection, keyring) });
  const mails = new Mails({
    reach: async (sent) => (await reach(sent)) && wishes.allow(sent),
    disclose: (sent) => disclose('MAIL_PROVIDER', sent),
    connection,
    keyring,
    sender: new MailSender(mail),
    publicUrl: mail.publicUrl,
    open: (fileId) => inquiryFileStore.open(fileId),
    log,
  });
  const relayAddresses = new RelayAddresses(connection, keyring, (relay ?? NOWHERE).domain);
  const sessions = new Sessions({ connection, events, keyring, tokens: new RefreshTokens(sessionKey) });
  const securityLog = new SecurityLog(connection, keyring);
  const throttle = new Throttle(new AttemptCounts(connection, () => new Date()), keyring);
  const passwordProof = new PasswordProof(hasher, throttle);
  const places = new Places(connection, keyring, () => new Date());
  const pending = new PendingRegistrations(connection, keyring);
  const [proofs, allowances] = [new Proofs(connection, keyring), new Allowances(connection, keyring)];
  const papers = documentServices({ connection, events, keyring, idempotency, memberships, sessionKey, log });
  const access = { accounts, hasher, passwordProof, places, sessions, securityLog };
  const changes = { ...access, proofs, allowances, idempotency, mails, restrictions };
  const emailChanges = new EmailChanges(changes);
  const registering = { events, accounts, companies, memberships, pending, allowances, emailChanges };
  const passwordChanges = new PasswordChanges(changes);
  const unusualActivities = new UnusualActivities({ ...changes, events, memberships, passwordChanges, log });
  const alerting = alertServices({
    connection,
    events,
    keyring,
    push,
    accounts,
    allowances,
    idempotency,
    mails,
    reach,
    log,
  });
  const inquiries = inquiryServices({
    connection,
    events,
    keyring,
    companies,
    memberships,
    accounts,
    allowances,
    mails,
    idempotency,
    relayAddresses,
    files: inquiryFileStore,
    holdingGuests: (ids) => alerting.subscriptions.holdingGuests(ids),
    log,
  });
  const accountStop = new AccountStop({ accounts, companies, memberships, securityLog, sessions });
  const { subscriptions } = alerting;
  return {
    doNotContact,
    restrictions,
    leavings: new Leavings({ events, accounts, companies, memberships }),
    restricting: new Restricting({ connection, accounts, accountStop, companies, restrictions, subscriptions }),
    papers,
    inquiryFiles: inquiryFileStore,
    uploadTickets: papers.tickets,
    ...alerting,
    ...entrance({ ...changes, connection, keyring, sessionKey, throttle, log }),
    unusualActivities,
    companies,
    memberships,
    accounts,
    idempotency,
    hasher,
    mails,
    sessions,
    securityLog,
    throttle,
    passwordProof,
    emailChanges,
    accountEditor: new AccountEditor(changes),
    passwordChanges,
    registrationSweep: new RegistrationSweep({
      pending,
      keyring: endedKeys(keyring, events, pendingRegistrationRecord),
      log,
    }),
    registrations: new Registrations({ ...registering, idempotency, hasher, mails }),
    ...inquiries,
    ...relayServices({
      connection,
      keyring,
      relay,
      relayAddresses,
      receiver: inquiries.inquiryReceiver,
      from: mail.from,
      allowances,
      log,
    }),
    ...companyServices({
      connection,
      keyring,
      companies,
      memberships,
      accounts,
      mails,
      idempotency,
      restrictions,
      claims: new ClaimReviews(connection, keyring),
    }),
    ...trustServices({
      connection,
      events,
      keyring,
      companies,
      memberships,
      accounts,
      mails,
      idempotency,
      log,
      documents: papers.documents,
      addresses: papers.addresses,
    }),
    ...reportServices({ connection, events, keyring, memberships, accounts, mails, idempotency }),
    emailProofs: new EmailProofs({
      ...registering,
      idempotency,
      mails,
      doNotContact,
      guestMerging: alerting.guestMerging,
    }),
  };
}

export type MemberServices = ReturnType<typeof memberServices>;
