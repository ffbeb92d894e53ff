import { nothingAtDoor, type Door } from '../../../kit/subgraph/door.ts';
import type { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Products, ShownProduct } from '../product/products.ts';
import type { Images } from './images.ts';

export interface ImageDoorParts {
  images: Pick<Images, 'byIds' | 'open'>;
  products: Pick<Products, 'listed' | 'readableBy'>;
  addresses: SignedAddress;
  /** Whether anybody acts for a company. */
  hasMembers: (companyId: string) => Promise<boolean>;
}

const PATH = /^\/images\/([0-9a-f]{24})\/([0-9a-f]{16})\/([0-9]{1,4}\.(?:webp|jpg))$/;

/**
 * `GET /images/<id>/<version>/<size>`: the picture of a product, for as long as anybody may see the product; by a signed address, some
 * minutes long, also one that only its company sees, while there is anybody who acts for it. Whoever kept a copy has to ask before each
 * use, so that what is hidden is hidden there too.
 */
export const imageDoor =
  ({ images, products, addresses, hasMembers }: ImageDoorParts): Door =>
  async ({ method, path, query, headers }) => {
    const [, id, version, name] = PATH.exec(path) ?? [];
    if (!id || method === 'PUT') return nothingAtDoor();
    const [image] = await images.byIds([id]);
    const size = image?.sizes.find((one) => one.name === name);
    if (!image?.productId || image.version !== version || !size) return nothingAtDoor();
    const ids = [image.productId];
    const isPublic = has((await products.listed(ids))[0], id);
    const isOwn = !isPublic && (await addresses.holds(path, query)) && (await hasMembers(image.companyId));
    if (!isPublic && !(isOwn && has((await products.readableBy(image.companyId, ids))[0], id))) return nothingAtDoor();
    const etag = `"${version}-${name}"`;
    const told = {
      etag,
      'cache-control': isPublic ? 'public, no-cache' : 'private, no-store',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': "default-src 'none'; sandbox",
    };
    if (isPublic && isNamed(headers['if-none-match'], etag)) return { status: 304, headers: told, body: null };
    const described = { ...told, 'content-type': size.contentType, 'content-length': String(size.byteSize) };
    return { status: 200, headers: described, body: method === 'HEAD' ? null : images.open(size.fileId) };
  };

const has = (shown: ShownProduct | null | Error | undefined, imageId: string): boolean =>
  shown !== null &&
  shown !== undefined &&
  !(shown instanceof Error) &&
  (shown.record.images ?? []).some((image) => image.imageId === imageId);

/** RFC 9110, 13.1.2: any of the list, or `*`; a weak one counts too. */
const isNamed = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag));
