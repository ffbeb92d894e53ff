import type { SendMailOptions } from 'nodemailer';
import { headerAddress, headerLink, headerMessageId, headerText } from '../header-text.ts';
import { messageIdOf } from '../thread/thread-headers.ts';
import { HOPS_FIELD, type Letter, type LetterHead } from './letter.ts';

/** Whom mails are from, unless they say otherwise. */
export interface Sender {
  name: string;
  address: string;
}

const MOST_NAME = 100;
const MOST_SUBJECT = 250;
const MOST_REFERENCES = 20;

/**
 * A letter as the mailer takes it. Whatever people wrote stands where it belongs and nowhere else: names and subjects become one line, and
 * addresses, ids and links that are none are refused. Throws for those.
 */
export function messageOf(letter: Letter, sender: Sender, html: string): SendMailOptions {
  const { id, to, subject, text, attachments = [] } = letter;
  const from = {
    name: headerText(letter.fromName ?? sender.name, MOST_NAME),
    address: headerAddress(letter.fromAddress ?? sender.address),
  };
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    from,
    to: { name: '', address: to },
    replyTo: letter.replyTo === undefined ? undefined : { name: from.name, address: headerAddress(letter.replyTo) },
    subject: headerText(subject, MOST_SUBJECT),
    text,
    html,
    messageId: letter.messageId === undefined ? messageIdOf(id, domain) : headerMessageId(letter.messageId),
    inReplyTo: letter.inReplyTo ? headerMessageId(letter.inReplyTo) : undefined,
    references: (letter.references ?? []).slice(-MOST_REFERENCES).map(headerMessageId),
    headers: headersOf(letter),
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename: headerText(filename, 120),
      contentType,
      content,
      contentDisposition: 'attachment',
    })),
    envelope: envelopeOf(letter, from.address),
  };
}

function headersOf({ autoSubmitted = true, hops = 0, listUnsubscribe }: LetterHead): Record<string, string> {
  return {
    ...(autoSubmitted && { 'Auto-Submitted': 'auto-generated' }),
    [HOPS_FIELD]: String(Math.trunc(hops)),
    ...(listUnsubscribe && {
      'List-Unsubscribe': waysOut(listUnsubscribe),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

/** Notices have no return path: nobody is told that they failed, and nothing goes in a circle (RFC 3834, 3.3). */
function envelopeOf({ to, returnPath }: Letter, from: string): { from: string; to: string } {
  if (returnPath === undefined) return { from, to };
  return { from: returnPath === '' ? '' : headerAddress(returnPath), to };
}

const waysOut = ({ url, mailto }: NonNullable<LetterHead['listUnsubscribe']>): string =>
  [`<${headerLink(url)}>`, ...(mailto === undefined ? [] : [`<mailto:${headerAddress(mailto)}>`])].join(', ');
