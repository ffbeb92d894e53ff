import type { Connection } from 'mongoose';
import { readGlobalId } from '../../kit/global-id/global-id.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { modelOf } from '../../kit/record/record.ts';
import { Records } from '../../kit/record/records.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { ProductListings } from '../../subgraphs/catalog/listing/product-listings.ts';
import {
  productRecord,
  type ProductRecord,
  type ProductStatusName,
} from '../../subgraphs/catalog/product/product.record.ts';
import { ProductStore } from '../../subgraphs/catalog/product/product-store.ts';
import { companyRecord, type CompanyRecord } from '../../subgraphs/member/company/company.record.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';

/** What suppliers do to their products and companies, from another process than the one that answers readers. */
export class Catalogue {
  readonly #connections: readonly [Connection, Connection, Connection];
  readonly #keyring: Keyring;

  constructor(mongoUri: string, keyring: Keyring) {
    this.#keyring = keyring;
    this.#connections = connect(mongoUri, ['member', 'catalog', 'events']);
  }

  async setStatus(productId: string, status: ProductStatusName): Promise<void> {
    await (await this.#store()).setStatus(readGlobalId(productId)!.local, status);
  }

  /** Stores a product anew with some of its fields changed. */
  async change(productId: string, change: Partial<ProductRecord>): Promise<void> {
    const store = await this.#store();
    const record = await modelOf(this.#connections[1], productRecord)
      .findById(readGlobalId(productId)!.local)
      .lean<ProductRecord>();
    await store.put([{ ...record!, ...change, updatedAt: new Date(), version: record!.version + 1 }]);
  }

  async setCompanyStatus(companyId: string, status: CompanyRecord['status']): Promise<void> {
    const [member, , events] = this.#connections;
    await member.asPromise();
    await new Companies(member, events, this.#keyring).setStatus(readGlobalId(companyId)!.local, status);
  }

  /** Companies as they are stored, at most so many. */
  async companies(most: number): Promise<CompanyRecord[]> {
    await this.#connections[0].asPromise();
    return new Records(this.#connections[0], companyRecord, this.#keyring).find({}, { limit: most });
  }

  async close(): Promise<void> {
    await this.#connections[0].close();
  }

  async #store(): Promise<ProductStore> {
    await this.#connections[0].asPromise();
    const [, catalog, events] = this.#connections;
    return new ProductStore(modelOf(catalog, productRecord), null, new ProductListings(events));
  }
}
