import type { ClientSession, Connection } from 'mongoose';
import { notAllowed, notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { productListingRecord, type ProductListing } from '../../../schema/events/product-listing.record.ts';
import type { Companies } from '../company/companies.ts';
import type { SaidInquiry } from './said-inquiry.ts';

/** What an inquiry is about. */
export interface InquiryTarget {
  companyId: string;
  productId: string | null;
  categoryCode: string | null;
}

/** Knows to whom, and about what, an inquiry can be sent. */
export class InquiryTargets {
  readonly #events: Connection;
  readonly #companies: Companies;

  /** `events` opens the database in which the catalog publishes which products are shown. */
  constructor(events: Connection, companies: Companies) {
    this.#events = events;
    this.#companies = companies;
  }

  /** A company that is shown, and a product of it that is. What is hidden looks like what is absent. */
  async of(
    { companyId, productId, aboutProduct }: Pick<SaidInquiry, 'companyId' | 'productId' | 'aboutProduct'>,
    session: ClientSession,
  ): Promise<InquiryTarget | NotFound> {
    if (companyId === null || !(await this.takesInquiries(companyId, session)))
      return notFound('companyId', 'Expected the id of a company that is shown; there is none with this id.');
    if (!aboutProduct) return { companyId, productId: null, categoryCode: null };
    const listing = productId && (await this.#listing(productId, session));
    if (listing && listing.shown && listing.companyId === companyId)
      return { companyId, productId, categoryCode: listing.categoryCode };
    return notFound(
      'productId',
      'Expected the id of a product of the company that is shown; there is none with this id.',
    );
  }

  /** Whether a company is written to and writes: one that is suspended, closed or without an owner does neither. */
  takesInquiries(companyId: string, session: ClientSession): Promise<boolean> {
    return this.#companies.isShown(companyId, session);
  }

  #listing(productId: string, session: ClientSession): Promise<ProductListing | null> {
    return modelOf(this.#events, productListingRecord).findById(productId).session(session).lean<ProductListing>();
  }
}

export const companyHidden = (): NotAllowed =>
  notAllowed(
    'COMPANY_HIDDEN',
    'Expected a company that is shown, got one that is not now. Nothing is sent to or by it.',
  );
