/** What somebody reads. `text` is plain; the HTML is made of it. */
export interface Written {
  subject: string;
  text: string;
}

/** An address of the directory that a mail leads to; with a token, the page that takes it. */
export type Link = (path: string, token?: string) => string;

/**
 * A mail in the three languages: pure functions of its facts, which are kept sealed, as JSON, until the mail was sent. A link stands on a line of its own.
 */
export type MailTemplate<Facts extends object> = Readonly<
  Record<'tr' | 'zh' | 'en', (facts: Facts, link: Link) => Written>
>;

/** Links into a place. A token stands behind `#`, which no browser sends anywhere by itself. */
export const linksTo =
  (publicUrl: string): Link =>
  (path, token) =>
    `${publicUrl.replace(/\/$/, '')}/${path}${token === undefined ? '' : `#token=${token}`}`;
