import { randomBytes } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import type { NotAllowed } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { SignedAddress } from '../../../kit/upload/signed-address.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { admission } from '../../../schema/events/admission.ts';
import { accountOf, actingMember } from '../../../schema/events/acting-member.ts';
import type { RowFormat } from '../import/import-words.ts';
import { importRight } from '../import/import-right.ts';
import { mayShow } from '../product/product.policy.ts';
import type { ProductRecord } from '../product/product.record.ts';
import { seller } from '../product/seller.ts';
import { exportFile } from './export-file.ts';
import { OPEN_MS, type ExportJobRecord } from './export-job.record.ts';

const BATCH = 500;

export interface ExportsParts {
  events: Connection;
  exports: Model<ExportJobRecord>;
  products: Model<ProductRecord>;
  idempotency: Idempotency;
  addresses: Pick<SignedAddress, 'query' | 'holds'>;
  now?: () => Date;
}

/** Catalogues on their way out, for those who may change them. The address alone opens one, for a quarter of an hour, while whoever asked for it may, and the session holds that was shown it. */
export class Exports {
  readonly #parts: ExportsParts;
  readonly #now: () => Date;

  constructor(parts: ExportsParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => new Date());
  }

  async start(viewer: Viewer, input: { format: RowFormat; idempotencyKey: string }): Promise<Outcome<NotAllowed>> {
    const { idempotency, events, exports } = this.#parts;
    accountOf(viewer);
    const intention = { viewer, mutation: 'exportProducts', key: input.idempotencyKey, input };
    return idempotency.once<NotAllowed>(intention, async (session) => {
      const acting = await seller(events, viewer);
      const refusal = mayShow(acting);
      if (refusal) return refusal;
      const { companyId, accountId, subjectRef } = acting.member!;
      const [_id, createdAt] = [randomBytes(12).toString('hex'), this.#now()];
      const expiresAt = new Date(createdAt.getTime() + OPEN_MS);
      const made: ExportJobRecord = {
        _id,
        companyId,
        accountId,
        subjectRef,
        format: input.format,
        createdAt,
        expiresAt,
      };
      await exports.collection.insertOne(made as never, { session });
      return { reference: _id };
    });
  }

  /** Null: absent, or of a company that the viewer does not act for. */
  async shown(viewer: Viewer, id: string): Promise<ExportJobRecord | null> {
    const member = await actingMember(this.#parts.events, viewer);
    if (!member) return null;
    return this.#parts.exports.findOne({ _id: id, companyId: member.companyId }).lean<ExportJobRecord>();
  }

  /** Where the file is fetched, as a path of the gateway; null: its time is over. Throws UNAUTHENTICATED for nobody. */
  async url({ _id, expiresAt }: ExportJobRecord, viewer: Viewer): Promise<string | null> {
    const { sessionId } = accountOf(viewer);
    const seconds = Math.floor((expiresAt.getTime() - this.#now().getTime()) / 1_000);
    return seconds > 0 ? `${pathOf(_id)}?${await this.#parts.addresses.query(pathOf(_id), seconds, sessionId)}` : null;
  }

  /** The file that an address leads to, made as it is read; null: the address is none, or is none any more. */
  async opened(
    id: string,
    query: Readonly<Record<string, string>>,
  ): Promise<{ format: RowFormat; bytes: AsyncIterable<Buffer> } | null> {
    const { addresses, exports, events, products } = this.#parts;
    if (!(await addresses.holds(pathOf(id), query))) return null;
    const found = await exports.findById(id).lean<ExportJobRecord>();
    if (!found || (await importRight(events)(found)) !== null) return null;
    const { by: sessionId = '' } = query;
    if (!(await admission(events)({ kind: 'account', accountId: found.accountId, sessionId, roles: [] }))) return null;
    const { companyId, format } = found;
    const cursor = products.find({ companyId, externalId: { $ne: null } }).sort({ _id: 1 });
    return { format, bytes: exportFile(format, cursor.lean<ProductRecord[]>().cursor({ batchSize: BATCH })) };
  }
}

const pathOf = (id: string): string => `/downloads/${id}`;
