import type { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Locale } from '../../../kit/text/localized-text.ts';
import { isShown } from '../product/product.record.ts';
import type { ShownProduct } from '../product/products.ts';
import { presentImage } from './image.presenter.ts';
import type { Images } from './images.ts';

const READABLE_SECONDS = 300;

/** The pictures of a product as whoever may see the product sees them. */
export class ImageViews {
  readonly #images: Pick<Images, 'byIds'>;
  readonly #addresses: SignedAddress;

  constructor(images: Pick<Images, 'byIds'>, addresses: SignedAddress) {
    this.#images = images;
    this.#addresses = addresses;
  }

  /** In the order in which they stand. Addresses are signed, and hold for five minutes, where not everybody may see the product. */
  async of({ record, card }: ShownProduct, locale: Locale) {
    const references = record.images ?? [];
    if (references.length === 0) return [];
    const found = await this.#images.byIds(references.map(({ imageId }) => imageId));
    const isPublic = isShown(record) && card !== null && !card.hidden;
    const queryOf = async (path: string) => (isPublic ? '' : this.#addresses.query(path, READABLE_SECONDS));
    return Promise.all(
      found.flatMap((image, at) => (image ? [presentImage(image, references[at]!.alt, locale, queryOf)] : [])),
    );
  }
}
