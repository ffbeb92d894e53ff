import type { Connection } from 'mongoose';
import { foundTogether } from '../../../kit/record/found-together.ts';
import { Records, type RecordsOf } from '../../../kit/record/records.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import type { PersonReference } from '../../../kit/participation/participant.ts';
import { accountRecord } from '../account/account.record.ts';
import { companyRecord } from '../company/company.record.ts';
import { inquiryRecord } from '../inquiry/inquiry.record.ts';
import { inquiryMessageRecord } from '../inquiry-message/inquiry-message.record.ts';
import type { Memberships } from '../membership/memberships.ts';
import { pendingRegistrationRecord } from '../registration/pending-registration.record.ts';
import type { Restrictions } from '../restriction/restrictions.ts';
import type { Reach } from './mention-places.ts';

export interface NamedPersonParts {
  connection: Connection;
  keyring: Keyring;
  memberships: Pick<Memberships, 'of'>;
  restrictions: Pick<Restrictions, 'of'>;
}

/** A person as others may have written of them. */
export interface NamedPerson {
  names: readonly string[];
  refs: ReadonlySet<string>;
  reach: Reach;
  /** Whether there are more threads than are looked through. */
  more: boolean;
}

/** Threads of one person and their companies, the newest first. */
const MOST_THREADS = 10_000;
/** Of each kind, under which one person is stored. */
const MOST_OF_KIND = 100;

/** Reads by which names a person is known here, and where they took part. Nothing of it is kept. */
export class NamedPeople {
  readonly #parts: NamedPersonParts;
  readonly #accounts: RecordsOf<typeof accountRecord>;
  readonly #companies: RecordsOf<typeof companyRecord>;
  readonly #inquiries: RecordsOf<typeof inquiryRecord>;
  readonly #messages: RecordsOf<typeof inquiryMessageRecord>;
  readonly #registrations: RecordsOf<typeof pendingRegistrationRecord>;

  constructor(parts: NamedPersonParts) {
    const { connection, keyring } = parts;
    this.#parts = parts;
    this.#accounts = new Records(connection, accountRecord, keyring);
    this.#companies = new Records(connection, companyRecord, keyring);
    this.#inquiries = new Records(connection, inquiryRecord, keyring);
    this.#messages = new Records(connection, inquiryMessageRecord, keyring);
    this.#registrations = new Records(connection, pendingRegistrationRecord, keyring);
  }

  async of(references: readonly PersonReference[]): Promise<NamedPerson> {
    const refs = new Set(references.map(({ ref }) => ref));
    const named = { $in: [...refs] };
    const limit = { limit: MOST_OF_KIND };
    const [accounts, companies, registrations, asked] = await foundTogether([
      this.#accounts.sought({ $or: [{ _id: named }, { subjectRef: named }] }, limit),
      this.#companies.sought({ $or: [{ traderRef: named }, { 'persons.personRef': named }] }, limit),
      this.#registrations.sought({ subjectRef: named }, limit),
      this.#inquiries.sought({ 'buyers.buyerRef': named }, { ...limit, sort: { lastMessageAt: -1 } }),
    ]);
    const acted = await Promise.all(accounts.map((account) => this.#companyOf(account)));
    const companyIds = [...new Set([...companies.map(({ _id }) => _id), ...acted.flatMap((id) => id ?? [])])];
    const names = [
      ...[...accounts, ...registrations].flatMap(({ name, contactPerson }) => [name, contactPerson]),
      ...companies
        .flatMap(({ persons }) => persons.filter(({ personRef }) => refs.has(personRef)))
        .map(({ name }) => name),
      ...companies.filter(({ traderRef }) => refs.has(traderRef ?? '')).flatMap(({ name }) => Object.values(name)),
      ...asked.flatMap(({ buyers }) => buyers.filter(({ buyerRef }) => refs.has(buyerRef))).map(({ name }) => name),
    ];
    const inquiryIds = await this.#threads([...refs], companyIds);
    return {
      names: [...new Set(names.filter((name) => typeof name === 'string'))],
      refs,
      reach: { companyIds, inquiryIds: inquiryIds.slice(0, MOST_THREADS) },
      more: inquiryIds.length > MOST_THREADS,
    };
  }

  /** Also of who has left, and acts for none at present. */
  async #companyOf({ _id, subjectRef }: { _id: string; subjectRef: string }): Promise<string | null> {
    const kept = await this.#parts.restrictions.of(subjectRef);
    return (kept?.membership ?? (await this.#parts.memberships.of(_id)))?.companyId ?? null;
  }

  async #threads(refs: readonly string[], companyIds: readonly string[]): Promise<string[]> {
    const named = { $in: refs };
    const written = await this.#messages.collection.distinct('inquiryId', { 'authors.authorRef': named } as never);
    const ways = [{ 'buyers.buyerRef': named }, { 'assigned.memberRef': named }, { companyId: { $in: companyIds } }];
    const part = { $or: [...ways, { _id: { $in: written as unknown as string[] } }] };
    const found = await this.#inquiries.collection
      .find(part as never, { projection: { _id: 1 }, sort: { lastMessageAt: -1 }, limit: MOST_THREADS + 1 })
      .toArray();
    return found.map(({ _id }) => _id);
  }
}
