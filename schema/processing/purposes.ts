/** What personal data is used for, in the spelling of the Fides taxonomy of data uses (fideslang 3). */
type DataUse = 'essential.service' | 'essential.legal_obligation';

export interface Purpose {
  readonly use: DataUse;
  /** One sentence that tells a person what their data is for. */
  readonly describe: string;
  /** Who gets it: categories of recipients, as a record of processing asks. */
  readonly recipients: string;
  /** Whether and how it goes abroad. */
  readonly transfers: string;
}

/**
 * Every purpose for which the directory processes personal data, by the key that declarations name. The table is closed: a key that nothing
 * names goes, and a declaration that names another key fails `npm run check:privacy`.
 */
export const PURPOSES = {
  listing: {
    use: 'essential.service',
    describe: 'Showing a company in the directory, and how to get in touch with it.',
    recipients: 'Everybody who reads the directory; an authority or a court under a binding order.',
    transfers:
      'What is shown can be read anywhere in the world (KVKK art. 9, GDPR art. 44 to 49, PIPL art. 38 to 43); no other copy goes abroad.',
  },
  account: {
    use: 'essential.service',
    describe: 'Opening and keeping an account, knowing who signs in, and for which company they act.',
    recipients: 'The provider that carries our mail; an authority or a court under a binding order.',
    transfers: 'None.',
  },
  security: {
    use: 'essential.service',
    describe: 'Recognising guessing, unusual sign-ins, fraud and abuse, telling the member, and acting on it.',
    recipients: 'An authority or a court under a binding order.',
    transfers: 'None.',
  },
  publishing: {
    use: 'essential.service',
    describe: 'Taking in, checking and publishing what members offer, and showing them what came of it.',
    recipients: 'None beyond the member and our staff; an authority or a court under a binding order.',
    transfers: 'None.',
  },
  correspondence: {
    use: 'essential.service',
    describe:
      'Carrying what buyers and suppliers write to each other, showing it to both, and keeping their addresses from each other.',
    recipients:
      'The supplier or buyer who is written to, and the provider that carries our mail; an authority or a court under a binding order.',
    transfers:
      'To wherever the supplier or buyer who is written to is (KVKK art. 9(6), GDPR art. 49(1)(b), PIPL art. 38 to 43), because the writer asks for it.',
  },
  verification: {
    use: 'essential.service',
    describe: 'Checking that a company is what it says, by evidence, and deciding on claims, complaints and appeals.',
    recipients: 'Our staff; an authority or a court under a binding order.',
    transfers: 'None.',
  },
  alerts: {
    use: 'essential.service',
    describe: 'Telling people of what they subscribed to: products that a saved search finds, topics and newsletters.',
    recipients:
      'The provider that carries our mail; the provider that wakes the app, which gets a device token and identifiers; an authority or a court under a binding order.',
    transfers: 'None by mail; a push message takes the way of whoever made the device.',
  },
  rights: {
    use: 'essential.legal_obligation',
    describe: 'Carrying out what people ask by their rights, answering them, and proving that it was done.',
    recipients: 'Our staff, and the provider that carries our mail; an authority or a court under a binding order.',
    transfers: 'None.',
  },
  accountability: {
    use: 'essential.legal_obligation',
    describe: 'Proving to people and authorities who did what to personal data, and when.',
    recipients: 'An authority or a court under a binding order.',
    transfers: 'None.',
  },
} as const satisfies Readonly<Record<string, Purpose>>;
