import { group, instant, integer, list, nullable, oneOf, text } from '../../../kit/record/field.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';

const ID = '^[0-9a-f]{24}$';

/** A picture of a product, in its sizes. The product says in which order its pictures stand, and what they show. */
export const imageRecord = record({
  collection: 'images',
  version: 1,
  fields: {
    companyId: text(24, undefined, ID),
    /** The product that it belongs to; null: to none yet, or to none any more. */
    productId: nullable(text(24, undefined, ID)),
    uploadId: text(24, undefined, ID),
    /** Of the bytes: part of every address, so that an address always leads to the same picture. */
    version: text(16, undefined, '^[0-9a-f]{16}$'),
    sizes: list(
      group({
        /** Such as `480.webp`. */
        name: text(12, undefined, '^[0-9]{1,4}\\.(webp|jpg)$'),
        width: integer(1, 10_000),
        height: integer(1, 10_000),
        contentType: oneOf(['image/webp', 'image/jpeg']),
        byteSize: integer(1, 2 ** 31),
        fileId: text(24, undefined, ID),
      }),
      6,
    ),
    createdAt: instant(),
    /** When it goes, if no product has it by then; null: one has. */
    goesAt: nullable(instant()),
  },
  indexes: [
    { keys: { uploadId: 1 }, unique: true },
    { keys: { productId: 1 } },
    { keys: { goesAt: 1 }, expireAfterSeconds: 0 },
  ],
});

export type ImageRecord = Recorded<typeof imageRecord>;
