/**
 * What a stored path says about people. Every leaf of every record carries one of these, so that nothing is stored
 * undeclared: `notPersonal` for facts about goods, legal entities and the system itself, `personal` for the rest.
 * What erasure does and what an export does are two answers: one list for both leaves names behind.
 */

/** Kind of personal data, in the spelling of the Fides taxonomy of data categories (fideslang 3). */
export const PERSONAL_CATEGORIES = [
  'user.account.settings',
  'user.account.username',
  'user.authorization.credentials',
  'user.authorization.password',
  'user.behavior',
  'user.behavior.search_history',
  'user.contact.address',
  'user.contact.email',
  'user.contact.fax_number',
  'user.contact.organization',
  'user.contact.phone_number',
  'user.contact.url',
  'user.content.private',
  'user.content.public',
  'user.device',
  'user.device.device_id',
  'user.device.ip_address',
  'user.government_id',
  'user.job_title',
  'user.location',
  'user.name',
  'user.privacy_preferences',
  'user.unique_id.pseudonymous',
  'user.workplace',
] as const;
export type PersonalCategory = (typeof PERSONAL_CATEGORIES)[number];

/** Whose data it is. Each is a data subject with the same rights, with or without an account. */
export const SUBJECT_KINDS = [
  'MEMBER',
  'BUYER',
  'GUEST',
  'STAFF',
  'CONTACT_PERSON',
  'SOLE_TRADER',
  'NAMED_IN_DOCUMENT',
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];
/** What a reference says of whom it refers to: a kind, or any of them. */
export type ReferredKind = SubjectKind | 'ANYBODY';

export type OnErasure =
  'delete document' | 'remove item' | 'unset' | 'replace by token' | 'detach' | 'aggregate' | 'retain';
export type OnExport = 'include' | 'summarise' | 'exclude secret' | 'exclude of others';

/** Legal basis, GDPR art. 6(1) / KVKK art. 5 / PIPL art. 13 in common words. */
export type LegalBasis = 'contract' | 'consent' | 'legal obligation' | 'legitimate interest';

export interface Personal {
  personal: true;
  category: PersonalCategory;
  /**
   * Full path of the subject's reference, as the inventory writes it: `subjectRef`, or `persons[].subjectRef` for the same item of a
   * list. Where the reference is null the document is about nobody, and the path is stored as it is.
   */
  subject: string;
  /** Keys of the purposes that the record of processing explains. */
  purposes: readonly [string, ...string[]];
  basis: LegalBasis;
  /** Key of the retention schedule. */
  retention: string;
  /**
   * Full path of the instant from which the period runs, as `subject` is written; absent where the period ends with an event, and a
   * sweep by the clock finds nothing.
   */
  since?: string;
  onErasure: OnErasure;
  onExport: OnExport;
  /** `encrypted`: sealed under the subject's own data key before it reaches the database. `plain`: stored as it is. */
  protection: 'encrypted' | 'plain';
}

export interface NotPersonal {
  personal: false;
}

export type Declared = Personal | NotPersonal;

export const notPersonal: NotPersonal = { personal: false };

type Shared = Omit<Personal, 'personal' | 'category'>;

/**
 * What the paths about one person in one record have in common, said once; each path adds its category, and what differs.
 *
 * ```ts
 * const aboutOwner = about({ subject: 'ownerRef', purposes: ['listing'], … });
 * text(200, aboutOwner('user.name'))
 * ```
 */
export const about =
  (shared: Shared) =>
  (category: PersonalCategory, own: Partial<Shared> = {}): Personal => ({
    personal: true,
    category,
    ...shared,
    ...own,
  });
