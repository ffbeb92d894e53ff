import {
  simpleParser,
  type AddressObject,
  type Attachment,
  type EmailAddress,
  type ParsedMail,
  type StructuredHeader,
} from 'mailparser';
import { visibleText } from '../visible-text.ts';
import { mailAddressForm } from '../mail-address.ts';
import { fieldOf, HEAD_BYTES, headOf, messageIdsIn } from './mail-head.ts';
import { plainOfHtml } from './plain-of-html.ts';
import { withoutHistory } from './quoted-history.ts';
import type { MailReport, ReceivedFile, ReceivedMail } from './received-mail.ts';

/** Why a mail is not read: no mail program writes such a one. */
export class UnreadableMail extends Error {}

/** Parts of a mail, however deep they are nested: each one nests, at most. */
const MOST_PARTS = 50;
const MOST_TEXT = 50_000;
/** Of a text that is looked at, with what nobody sees in it. */
const MOST_PLAIN = 4 * MOST_TEXT;
const MOST_HTML = 400_000;
const REPORTS: Readonly<Record<string, MailReport['kind']>> = {
  'message/delivery-status': 'DELIVERY',
  'message/global-delivery-status': 'DELIVERY',
  'message/feedback-report': 'FEEDBACK',
  'message/rfc822': 'ORIGINAL',
  'text/rfc822-headers': 'ORIGINAL',
};
const REPORT_CHARS = 16_384;
/** Invitations act in a calendar, cards hold addresses, and whole mails hold their heads: none of them is passed on. */
const DROPPED = /^(text\/(x-)?(calendar|vcard)|application\/ics|text\/directory|message\/.*|text\/rfc822-headers)$/;

/** Reads a mail, within bounds. Rejects with UnreadableMail for one that is out of them, or is none. */
export async function readMail(raw: Buffer): Promise<ReceivedMail> {
  const head = headOf(raw);
  if (!head) throw new UnreadableMail('expected a head of the usual length');
  const parsed = await parse(raw);
  const type = parsed.headers?.get('content-type') as StructuredHeader | undefined;
  const people = flat([parsed.from ?? []].flat());
  const written = writtenIn(parsed);
  const text = withoutHistory(written.text);
  return {
    messageId: messageIdsIn(fieldOf(head, 'message-id'))[0] ?? null,
    inReplyTo: messageIdsIn(fieldOf(head, 'in-reply-to')).at(-1) ?? null,
    references: messageIdsIn(fieldOf(head, 'references')),
    from: people.flatMap(({ address }) => (address ? [mailAddressForm(address)] : [])),
    fromName: visibleText(people[0]?.name ?? '').slice(0, 200),
    subject: visibleText(parsed.subject ?? '').slice(0, 300),
    text,
    // What was cut off of the history below is not missed.
    isCut: written.isCut && written.text.trimEnd().endsWith(text),
    attachments: parsed.attachments.filter((part) => !DROPPED.test(kindOf(part))).map(fileOf),
    dropped: [...new Set(parsed.attachments.map(kindOf).filter((kind) => DROPPED.test(kind)))],
    head,
    contentType: type?.value?.toLowerCase() ?? 'text/plain',
    reportType: type?.params?.['report-type']?.toLowerCase() ?? '',
    reports: parsed.attachments.flatMap(reportOf),
  };
}

async function parse(raw: Buffer): Promise<ParsedMail> {
  try {
    return await simpleParser(raw, {
      keepCidLinks: true,
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      checksumAlgo: false,
      maxChildNodes: MOST_PARTS,
      maxHeadSize: HEAD_BYTES,
    });
  } catch (error) {
    throw new UnreadableMail(`expected a mail, got ${(error as { code?: string }).code ?? 'something else'}`);
  }
}

/** The plain text where there is one; else what the HTML says. Of either as much as is looked at. */
function writtenIn({ text = '', html }: ParsedMail): { text: string; isCut: boolean } {
  const plain = visibleText(text.slice(0, MOST_PLAIN), true);
  if (plain !== '' || !html) return bounded(plain, text.length > MOST_PLAIN);
  return bounded(visibleText(plainOfHtml(html.slice(0, MOST_HTML)), true), html.length > MOST_HTML);
}

const bounded = (text: string, isCut: boolean) => ({
  text: text.slice(0, MOST_TEXT),
  isCut: isCut || text.length > MOST_TEXT,
});

const kindOf = ({ contentType }: Attachment): string => contentType.toLowerCase();
const fileOf = ({ filename = '', content }: Attachment): ReceivedFile => ({ filename, content });

function reportOf(part: Attachment): MailReport[] {
  const kind = REPORTS[kindOf(part)];
  return kind ? [{ kind, text: part.content.subarray(0, REPORT_CHARS).toString('latin1') }] : [];
}

const flat = (found: readonly AddressObject[]): EmailAddress[] =>
  found.flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]));
