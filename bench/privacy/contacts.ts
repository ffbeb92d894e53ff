import { notPersonal, about } from '../../kit/record/personal.ts';
import { integer, subjectRef, text } from '../../kit/record/field.ts';
import { record, type Recorded } from '../../kit/record/record.ts';
import { newSubjectRef } from '../../kit/subject-keys/subject-ref.ts';

const aboutContact = about({
  subject: 'subjectRef',
  purposes: ['listing'],
  basis: 'contract',
  retention: 'while listed',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'encrypted',
});

/** Contacts with three private fields each, sealed as they would be, and the same stored as they are. */
export const sealedContacts = record({
  collection: 'sealedContacts',
  version: 1,
  fields: {
    subjectRef: subjectRef('CONTACT_PERSON'),
    order: integer(0, 1_000_000),
    name: text(200, aboutContact('user.name')),
    email: text(254, aboutContact('user.contact.email')),
    telephone: text(30, aboutContact('user.contact.phone_number')),
  },
  indexes: [{ keys: { order: 1 } }],
  lookups: { emailTokens: { of: 'email', form: (email) => email.toLowerCase() } },
});
export const plainContacts = record({
  collection: 'plainContacts',
  version: 1,
  fields: { ...sealedContacts.fields, name: text(200, notPersonal), email: text(254), telephone: text(30) },
  indexes: [{ keys: { order: 1 } }],
});

export type Contact = Recorded<typeof plainContacts>;

/** Invented, each about somebody else. */
export const contact = (order: number): Contact => ({
  _id: order.toString(16).padStart(24, '0'),
  subjectRef: newSubjectRef(),
  order,
  name: `Deniz Örnek ${order}`,
  email: `deniz.ornek.${order}@example.test`,
  telephone: `+90 555 ${String(order).padStart(7, '0')}`,
});
