import type { ClientSession } from 'mongoose';
import { invalidInput, notFound, type InvalidInput } from '../../../kit/graphql/problems.ts';
import { TEXT_KEY, type LocalizedText } from '../../../kit/text/localized-text.ts';
import type { LocalizedTextInput } from '../product/localized-text.input.ts';
import type { Decide } from '../product/product-changes.ts';
import { mayShow } from '../product/product.policy.ts';
import { UNSAID, type ProductRecord } from '../product/product.record.ts';
import type { AddProductImageInput, OrderProductImagesInput, RemoveProductImageInput } from './image.input.ts';
import type { Images } from './images.ts';

const MOST_IMAGES = 20;
const LONGEST_ALT = 300;

type Change = (before: ProductRecord, session: ClientSession) => ReturnType<Decide>;

/** What is published is changed by those alone who may show it. */
const changing =
  (change: Change): Decide =>
  async (before, seller, now, session) => {
    const refusal = before.status === 'PUBLISHED' ? mayShow(seller) : null;
    if (refusal) return refusal;
    if (!session) throw new Error('Expected a transaction: pictures change together with their product.');
    const after = await change({ ...UNSAID, ...before }, session);
    return after && '_id' in after ? { ...after, updatedAt: now, version: before.version + 1 } : after;
  };

export const withImage = (images: Images, { uploadId, alt }: AddProductImageInput): Decide =>
  changing(async (before, session) => {
    if (before.images.length >= MOST_IMAGES)
      return invalidInput('productId', `Expected a product of less than ${MOST_IMAGES} pictures. Remove one first.`);
    const texts = altOf(alt ?? []);
    if ('message' in texts) return texts;
    const imageId = await images.take(uploadId, before._id, before.companyId, session);
    if (imageId === null)
      return notFound('uploadId', 'Expected a picture that was uploaded today and not used yet. Upload it again.');
    return { ...before, images: [...before.images, { imageId, alt: texts }] };
  });

export const withoutImage = (images: Images, { imageId }: RemoveProductImageInput): Decide =>
  changing(async (before, session) => {
    const rest = before.images.filter((image) => image.imageId !== imageId);
    if (rest.length === before.images.length)
      return notFound('imageId', 'Expected a picture of this product, got another. Look it up anew.');
    await images.release(before._id, [imageId], session);
    return { ...before, images: rest };
  });

export const inOrder = ({ imageIds }: OrderProductImagesInput): Decide =>
  changing(async (before) => {
    const byId = new Map(before.images.map((image) => [image.imageId, image]));
    const ordered = imageIds.flatMap((id) => byId.get(id) ?? []);
    const isWhole = new Set(imageIds).size === imageIds.length && ordered.length === imageIds.length;
    return isWhole && ordered.length === before.images.length
      ? { ...before, images: ordered }
      : invalidInput('imageIds', 'Expected all pictures of the product, each once. Look them up anew.');
  });

function altOf(given: readonly LocalizedTextInput[]): LocalizedText | InvalidInput {
  const texts: LocalizedText = {};
  for (const [at, { locale, text }] of given.entries()) {
    const key = TEXT_KEY[locale];
    const trimmed = text.trim().normalize('NFC');
    if (texts[key] !== undefined)
      return invalidInput(`alt.${at}.locale`, 'Expected each language once, got one again.');
    if (trimmed === '' || trimmed.length > LONGEST_ALT || /[\p{Cc}\p{Cs}]/u.test(trimmed))
      return invalidInput(`alt.${at}.text`, `Expected 1 to ${LONGEST_ALT} visible characters, got others. Shorten it.`);
    texts[key] = trimmed;
  }
  return texts;
}
