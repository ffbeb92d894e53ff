/** By which mail programs show a mail with those that it answers. All in brackets. */
export interface ThreadHeaders {
  messageId: string;
  inReplyTo: string | null;
  references: readonly string[];
}

const MOST = 20;

/** The id of one of our mails, from what tells it apart for good: sent twice, it is the same mail. */
export const messageIdOf = (id: string, domain: string): string => `<${id}@${domain}>`;

/**
 * The fields of a mail that continues a thread (RFC 5322, 3.6.4). `earlier`: the mails of the thread, the oldest first. Of many, the first stays, by
 * which programs find the thread, and the last, which it answers.
 */
export function threadHeaders(messageId: string, earlier: readonly string[]): ThreadHeaders {
  const known = [...new Set(earlier)].filter((id) => id !== messageId);
  const [first, ...others] = known;
  const references = known.length > MOST ? [first!, ...others.slice(-(MOST - 1))] : known;
  return { messageId, inReplyTo: known.at(-1) ?? null, references };
}
