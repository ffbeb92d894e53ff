import type { Model } from 'mongoose';
import { badInput } from '../../../kit/graphql/refusal.ts';
import type { ProductRecord, ProductStatusName } from '../product/product.record.ts';

export interface OwnQuestion {
  companyId: string;
  status: ProductStatusName | null;
  query: string | null;
  first: number;
  after: string | null;
}

/** Where a product stands in the list. */
type Place = Pick<ProductRecord, '_id' | 'createdAt'>;

const LONGEST_QUERY = 100;
/** A look through the names of a very large catalogue ends here. */
const MOST_MS = 2_000;
const CURSOR = /^(\d{1,15})\.([0-9a-f]{24})$/;

/** The list of a company's own products, the newest first: from the database, so that what was just written is in it. */
export class OwnProducts {
  readonly #products: Model<ProductRecord>;

  constructor(products: Model<ProductRecord>) {
    this.#products = products;
  }

  /** Places of products, one more than `first` where there is one. Throws BAD_USER_INPUT. */
  page({ first, after, ...question }: OwnQuestion): Promise<Place[]> {
    const at = after === null ? null : placeOf(after);
    const rest = at && {
      $or: [{ createdAt: { $lt: at.createdAt } }, { createdAt: at.createdAt, _id: { $lt: at._id } }],
    };
    return this.#products
      .find({ $and: [filterOf(question), rest ?? {}] }, { createdAt: 1 })
      .sort({ createdAt: -1, _id: -1 })
      .limit(first + 1)
      .maxTimeMS(MOST_MS)
      .lean<Place[]>();
  }

  count(question: Pick<OwnQuestion, 'companyId' | 'status' | 'query'>): Promise<number> {
    return this.#products.countDocuments(filterOf(question)).maxTimeMS(MOST_MS).exec();
  }
}

export const cursorOf = ({ createdAt, _id }: Place): string =>
  Buffer.from(`${createdAt.getTime()}.${_id}`).toString('base64url');

function placeOf(cursor: string): Place {
  const [, at, _id] = CURSOR.exec(Buffer.from(cursor.slice(0, 100), 'base64url').toString('latin1')) ?? [];
  if (!at || !_id) throw badInput('Expected `after` to be a cursor of this list, got another text. Begin anew.');
  return { createdAt: new Date(Number(at)), _id };
}

function filterOf({ companyId, status, query }: Pick<OwnQuestion, 'companyId' | 'status' | 'query'>): object {
  const words = query?.trim() ?? '';
  if (words.length > LONGEST_QUERY)
    throw badInput(`Expected at most ${LONGEST_QUERY} characters in \`query\`, got ${words.length}.`);
  const text = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const anywhere = { $regex: text, $options: 'i' };
  return {
    companyId,
    ...(status && { status }),
    ...(text && {
      $or: [
        { 'name.tr': anywhere },
        { 'name.zh': anywhere },
        { 'name.en': anywhere },
        { externalId: { $regex: `^${text}` } },
      ],
    }),
  };
}
