import { binary, group, instant, integer, list, nullable, oneOf, text } from '../record/field.ts';
import { record } from '../record/record.ts';
import { PHASES } from './key-store.ts';
import { WRAPPED_BYTES } from './wrapped-key.ts';

/** The wrapped data key of a subject, whose reference is `_id`, or its tombstone. */
export const subjectKeyRecord = record({
  collection: 'subject_keys',
  version: 1,
  fields: {
    /** Null: destroyed. */
    wrapped: nullable(binary(WRAPPED_BYTES)),
    /** Null: not destroyed. */
    destroyedAt: nullable(instant()),
  },
  indexes: [],
});

const epoch = integer(1, 2 ** 32 - 1);

/** The state of epochs, one document. */
export const keyEpochsRecord = record({
  collection: 'key_epochs',
  version: 1,
  fields: {
    revision: integer(1, 2 ** 40),
    current: epoch,
    next: nullable(epoch),
    phase: oneOf(PHASES),
    proofs: list(group({ epoch, proof: text(100) }), 2),
  },
  indexes: [],
});

/** The right to rotate, one document: held until a time that its holder keeps moving on. */
export const keyRotationRecord = record({
  collection: 'key_rotation',
  version: 1,
  fields: { holder: text(40), until: instant() },
  indexes: [],
});
