import { instant, nullable, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

/** It outlives an erasure, because that is when it is asked for: forgetting it would be to write again. */
const aboutList = about({
  subject: 'listRef',
  purposes: ['rights'],
  basis: 'legal obligation',
  retention: 'declarations',
  onErasure: 'retain',
  onExport: 'exclude secret',
  protection: 'plain',
});

/**
 * That nobody is written to at an address who did not ask for it, as its reader wished. Of the address there is a keyed hash and nothing else, under a
 * key of the list's own: it changes with no rotation, so nothing has to be kept from which it could be made anew.
 */
export const doNotContactRecord = record({
  collection: 'doNotContact',
  version: 1,
  fields: {
    /** Names the key; of the document `list`, that all of them name. Nobody's reference. */
    listRef: subjectRef('ANYBODY', aboutList('user.unique_id.pseudonymous')),
    /** HMAC-SHA-256 of the address in the form of `emailForm`; null: the document `list`, which is of no address. */
    hash: nullable(text(64, aboutList('user.contact.email'), '^[0-9a-f]{64}$')),
    since: instant(aboutList('user.privacy_preferences')),
  },
  indexes: [{ keys: { hash: 1 }, unique: true }, { keys: { listRef: 1 } }],
});

export type DoNotContactRecord = Recorded<typeof doNotContactRecord>;
