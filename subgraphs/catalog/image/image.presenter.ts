import { textFor, type Locale } from '../../../kit/text/localized-text.ts';
import type { ProductRecord } from '../product/product.record.ts';
import type { ImageRecord } from './image.record.ts';

/** What the API shows of a picture. `queryOf` answers with what an address needs to be signed; empty: nothing. */
export const presentImage = async (
  { _id, version, sizes }: ImageRecord,
  alt: ProductRecord['images'][number]['alt'],
  locale: Locale,
  queryOf: (path: string) => Promise<string>,
) => ({
  imageId: _id,
  alt: textFor(alt, locale) || null,
  sizes: await Promise.all(
    sizes.map(async ({ name, width, height, contentType }) => {
      const path = `/images/${_id}/${version}/${name}`;
      const query = await queryOf(path);
      return { width, height, contentType, url: query === '' ? path : `${path}?${query}` };
    }),
  ),
});
