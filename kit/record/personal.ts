/**
 * What a stored path says about people. Every leaf of every record carries one of these, so that nothing is stored
 * undeclared: `notPersonal` for facts about goods, legal entities and the system itself, `personal` for the rest.
 */

/** Kind of personal data, in the spelling of the Fides taxonomy (`user.contact.email`, `user.name`, …). */
export type PersonalCategory = `user.${string}`;

/** What erasure does to the path, and apart from it what an export does. */
export type OnErasure = 'delete document' | 'unset' | 'replace by token' | 'detach' | 'aggregate' | 'retain';
export type OnExport = 'include' | 'summarise' | 'exclude secret' | 'exclude of others';

/** Legal basis, GDPR art. 6(1) / KVKK art. 5 / PIPL art. 13 in common words. */
export type LegalBasis = 'contract' | 'consent' | 'legal obligation' | 'legitimate interest';

export interface Personal {
  personal: true;
  category: PersonalCategory;
  /** Dotted path, in the same document, of the opaque `subjectRef` whose data this is. */
  subject: string;
  purposes: readonly [string, ...string[]];
  basis: LegalBasis;
  /** Key of the retention schedule. */
  retention: string;
  onErasure: OnErasure;
  onExport: OnExport;
  /** `encrypted`: sealed under the subject's own data key before it reaches the database. `plain`: public by the person's own act. */
  protection: 'encrypted' | 'plain';
}

export interface NotPersonal {
  personal: false;
}

export type Declared = Personal | NotPersonal;

export const notPersonal: NotPersonal = { personal: false };
