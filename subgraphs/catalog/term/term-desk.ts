import { randomBytes } from 'node:crypto';
import type { ClientSession, Connection, Model } from 'mongoose';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { readInput } from '../../../kit/graphql/field-fault.ts';
import { InvalidInput, notAllowed, notFound, type NotAllowed, type NotFound } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { alreadyDecided, type AlreadyDecided } from '../../../schema/events/already-decided.problem.ts';
import { recordAudit } from '../../../schema/events/record-audit.ts';
import { actingStaff, staffOnly, type ActingStaff } from '../../../schema/events/staff.policy.ts';
import type { TermAct } from './term-act.record.ts';
import { termTexts, type GivenTexts } from './term-texts.ts';
import { mayGive, ownProposal, VERDICT_FROM, type TermVerdictName } from './term.policy.ts';
import { tradeTermRecord, type TermStateName, type TradeTermRecord } from './trade-term.record.ts';

export type TermRefusal = InvalidInput | NotAllowed | NotFound | AlreadyDecided;

export interface TermDeskParts {
  terms: Model<TradeTermRecord>;
  acts: Model<TermAct>;
  events: Connection;
  idempotency: Idempotency;
  /** Told that a verdict was given, so that this process follows it at once. */
  decided: () => Promise<void>;
}

/** Proposed and accepted together: what every process holds in memory. */
const MOST_TERMS = 5_000;

/** Where staff propose trade terms, and others of them decide. Done with the id of the term as the reference. */
export class TermDesk {
  readonly #parts: TermDeskParts;

  constructor(parts: TermDeskParts) {
    this.#parts = parts;
  }

  /** Throws UNAUTHENTICATED for nobody. */
  propose(viewer: Viewer, input: GivenTexts & { idempotencyKey: string }): Promise<Outcome<TermRefusal>> {
    const staff = actingStaff('KEEP_WORDS', viewer);
    const { terms, idempotency } = this.#parts;
    const intention = { viewer, mutation: 'proposeTerm', key: input.idempotencyKey, input };
    return idempotency.once<TermRefusal>(intention, async (session: ClientSession) => {
      if (!staff) return staffOnly('KEEP_WORDS');
      const texts = readInput(() => termTexts(input));
      if (texts instanceof InvalidInput) return texts;
      const kept = { state: { $in: ['PROPOSED', 'ACCEPTED'] } } as never;
      if ((await terms.countDocuments(kept).session(session)) >= MOST_TERMS) return tooMany();
      const [_id, now] = [newId(), new Date()];
      const term = { _id, state: 'PROPOSED' as const, ...texts, proposedAt: now, changedAt: now, goneAt: null };
      await terms.collection.insertOne(term as never, { session });
      await this.#write(staff, _id, 'PROPOSED', now, session);
      return { reference: _id };
    });
  }

  /** Throws UNAUTHENTICATED for nobody. */
  async review(
    viewer: Viewer,
    input: { id: string; verdict: TermVerdictName; idempotencyKey: string },
  ): Promise<Outcome<TermRefusal>> {
    const staff = actingStaff('KEEP_WORDS', viewer);
    const { terms, acts, idempotency, decided } = this.#parts;
    const intention = { viewer, mutation: 'reviewTerm', key: input.idempotencyKey, input };
    const outcome = await idempotency.once<TermRefusal>(intention, async (session: ClientSession) => {
      if (!staff) return staffOnly('KEEP_WORDS');
      const id = localIdOf('TradeTerm', input.id);
      const term = id && (await terms.findById(id).session(session).lean<TradeTermRecord>());
      if (!term) return notFound('id', 'Expected the id of a trade term; there is none with this id.');
      const from: readonly TermStateName[] = VERDICT_FROM[input.verdict];
      if (!from.includes(term.state)) return alreadyDecided(term.state, `a term in state ${from.join(' or ')}`);
      const proposer = (await this.#proposers([term._id], session)).get(term._id) ?? null;
      if (!mayGive(input.verdict, term, proposer, staff.accountId)) return ownProposal();
      const now = new Date();
      const goneAt = input.verdict === 'ACCEPTED' ? null : now;
      const $set = { state: input.verdict, changedAt: now, goneAt };
      await terms.collection.updateOne({ _id: term._id } as never, { $set }, { session });
      await acts.collection.updateMany({ termId: term._id }, { $set: { closedAt: now } }, { session });
      await this.#write(staff, term._id, input.verdict, now, session);
      return { reference: term._id };
    });
    if (outcome.kind === 'done') await decided();
    return outcome;
  }

  /** Those in a state, who waits longest first, after a place in that order. */
  async page(state: TermStateName, after: { at: Date; id: string } | null, size: number): Promise<SeenTerm[]> {
    const behind = after && {
      $or: [{ proposedAt: { $gt: after.at } }, { proposedAt: after.at, _id: { $gt: after.id } }],
    };
    const found = await this.#parts.terms
      .find({ $and: [{ state }, behind ?? {}] } as never)
      .sort({ proposedAt: 1, _id: 1 })
      .limit(size)
      .lean<TradeTermRecord[]>();
    return this.#seen(found);
  }

  async one(id: string): Promise<SeenTerm | null> {
    const found = await this.#parts.terms.findById(id).lean<TradeTermRecord>();
    return found ? (await this.#seen([found]))[0]! : null;
  }

  async #seen(terms: readonly TradeTermRecord[]): Promise<SeenTerm[]> {
    const proposers = await this.#proposers(terms.map(({ _id }) => _id));
    return terms.map((term) => ({ term, proposer: proposers.get(term._id) ?? null }));
  }

  /** Who proposed terms, as far as it is still known. */
  async #proposers(ids: readonly string[], session?: ClientSession): Promise<Map<string, string>> {
    const found = await this.#parts.acts
      .find({ termId: { $in: ids }, state: 'PROPOSED' } as never)
      .session(session ?? null)
      .lean<TermAct[]>();
    return new Map(found.map(({ termId, by }) => [termId, by]));
  }

  async #write(staff: ActingStaff, termId: string, state: TermStateName, at: Date, session: ClientSession) {
    const { acts, events } = this.#parts;
    const closedAt = state === 'PROPOSED' ? null : at;
    const act = { _id: newId(), termId, state, by: staff.accountId, at, closedAt };
    await acts.collection.insertOne(act as never, { session });
    const action = state === 'PROPOSED' ? 'TERM_PROPOSED' : 'TERM_DECIDED';
    const told = { actor: staff.accountId, role: staff.role, action, record: tradeTermRecord, count: 1 } as const;
    await recordAudit(events, { ...told, reason: 'MAINTENANCE', reasonRef: termId }, session);
  }
}

/** A term, and who proposed it; null: not known any more. */
export interface SeenTerm {
  term: TradeTermRecord;
  proposer: string | null;
}

const newId = (): string => randomBytes(12).toString('hex');
const tooMany = (): NotAllowed =>
  notAllowed('TOO_MANY', `Expected fewer than ${MOST_TERMS} terms that count or wait. Withdraw what is not needed.`);
