import { deliveryFailure, type DeliveryFailure } from './delivery-report.ts';
import { domainOf } from '../mail-address.ts';
import { fieldOf, messageIdsIn } from './mail-head.ts';
import type { ReceivedMail } from './received-mail.ts';

/** What a mail is, seen from what answers it: only a person's is passed on, and nothing else is ever answered. */
export type MailClass =
  | { kind: 'PERSON'; /** It looks as if a program wrote it, and no more. */ maybeAutomatic: boolean }
  | { kind: 'BOUNCE'; failure: DeliveryFailure }
  | { kind: 'FEEDBACK'; originalMessageId: string | null }
  | { kind: 'AUTO_REPLY' }
  | { kind: 'LOOP' };

export interface OwnMail {
  /** Domains from which we send: what comes from there is our own, come back. */
  domains: readonly string[];
  /** The field in which our mails count how often they were passed on. */
  hopsField: string;
}

/** RFC 5321, 6.3: what was passed on so often goes in a circle. */
const MOST_RECEIVED = 50;
/** RFC 3834, 2; RFC 5230; and what programs of before write. */
const PRECEDENCE = /^(bulk|junk|auto_reply|list)\b/i;
const AUTOMATIC_FIELDS = /^(list-id|x-(auto-?reply|autorespond(er)?|auto-response|autoreply-from|mail-autoreply))$/;
const AWAY =
  /^(?:re: ?)?(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|away from (?:the )?office|otomatik (?:yanıt|cevap)|ofis dışında|ofis dışı|izindeyim|自动(?:回复|答复)|自動回覆|外出|休假)/i;

/** What a mail is, by its form (RFC 3464, RFC 5965), its head (RFC 3834), and last by its subject, which proves nothing. */
export function classifyMail(mail: ReceivedMail, envelopeFrom: string, own: OwnMail): MailClass {
  if (mail.contentType === 'multipart/report') {
    if (mail.reportType === 'feedback-report') return { kind: 'FEEDBACK', originalMessageId: originalOf(mail) };
    if (mail.reports.some(({ kind }) => kind === 'DELIVERY')) return reported(mail);
  }
  if (isOwn(mail, envelopeFrom, own)) return { kind: 'LOOP' };
  if (envelopeFrom === '' && isFromDaemon(mail)) return reported(mail);
  if (envelopeFrom === '' || isAutomatic(mail)) return { kind: 'AUTO_REPLY' };
  return { kind: 'PERSON', maybeAutomatic: AWAY.test(mail.subject) };
}

function reported(mail: ReceivedMail): MailClass {
  const failure = deliveryFailure(mail.reports, originalOf(mail));
  return failure ? { kind: 'BOUNCE', failure } : { kind: 'AUTO_REPLY' };
}

function isOwn(
  { head, from, messageId }: ReceivedMail,
  envelopeFrom: string,
  { domains, hopsField }: OwnMail,
): boolean {
  const field = hopsField.toLowerCase();
  const [, idDomain = ''] = /@([^@>]+)>$/.exec(messageId ?? '') ?? [];
  const named = [idDomain.toLowerCase(), domainOf(envelopeFrom), ...from.map(domainOf)];
  return (
    head.some(({ name }) => name === field) ||
    named.some((domain) => domains.includes(domain)) ||
    head.filter(({ name }) => name === 'received').length > MOST_RECEIVED
  );
}

function isAutomatic({ head, contentType }: ReceivedMail): boolean {
  const submitted = fieldOf(head, 'auto-submitted');
  const suppressed = fieldOf(head, 'x-auto-response-suppress');
  return (
    (submitted !== '' && !/^no\b/i.test(submitted)) ||
    PRECEDENCE.test(fieldOf(head, 'precedence')) ||
    (suppressed !== '' && !/^none$/i.test(suppressed)) ||
    contentType === 'multipart/report' ||
    head.some(({ name }) => AUTOMATIC_FIELDS.test(name))
  );
}

const isFromDaemon = ({ from }: ReceivedMail): boolean =>
  from.some((one) => /^(mailer-daemon|postmaster)(@|$)/.test(one));

/** Of which of our mails a report is: its head is in the report; else what the report answers to. */
function originalOf({ reports, inReplyTo, references }: ReceivedMail): string | null {
  const original = reports.find(({ kind }) => kind === 'ORIGINAL')?.text ?? '';
  const [, value = ''] = /^message-id:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]{1,400})/im.exec(original) ?? [];
  return messageIdsIn(value)[0] ?? inReplyTo ?? references.at(-1) ?? null;
}
