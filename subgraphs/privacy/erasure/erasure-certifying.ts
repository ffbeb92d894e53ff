import { isDeepStrictEqual } from 'node:util';
import type { ClientSession } from 'mongoose';
import type { CancellationStore } from '../cancellation/cancellation-store.ts';
import type { CaseStore } from '../case/case-store.ts';
import { referencesOf } from '../person/stored-person.ts';
import type { ErasureCases } from './erasure-cases.ts';
import type { Census, Holds, Left } from './erasure-ports.ts';
import type { Erasure } from './erasure.record.ts';
import { residualsOf, type ErasureResidualsParts } from './erasure-residuals.ts';
import { done, later, type StepOutcome } from './step-outcome.ts';

/** What an erasure came to, as a certificate tells it. */
export interface CertifiedErasure {
  erasureId: string;
  caseNumber: string | null;
  ground: string;
  planHash: string;
  mapHash: string;
  plannedAt: string;
  approvedAt: string | null;
  fencedAt: string;
  shreddedAt: string;
  verifiedAt: string;
  steps: { store: string; collection: string; action: string; predicted: number; counted: number; changed: number }[];
  keysDestroyed: number;
  census: { databases: string[]; collections: number; left: 0 };
  engine: { indexes: string[]; purged: boolean; purgedBy: string | null };
  ledgerSequence: number | null;
  residuals: { kind: Left['kind']; until: string | null; reason: string }[];
}

export interface ErasureCertifyingParts extends ErasureResidualsParts {
  certificates: { issue(facts: CertifiedErasure): Promise<{ document: string; issuedAt: Date }> };
  caseStore: Pick<CaseStore, 'byId'>;
  cases: ErasureCases;
  cancellations: Pick<CancellationStore, 'erased'>;
  census: Pick<Census, 'databases' | 'collections'>;
  holds: Holds;
}

/** Should nobody tell of a release, it is looked at so often. */
const WAITING_MS = 60_000;

/** Certifies what was verified. What a legal hold keeps is certified as left, and again when it is gone too. */
export class ErasureCertifying {
  readonly #parts: ErasureCertifyingParts;

  constructor(parts: ErasureCertifyingParts) {
    this.#parts = parts;
  }

  async certificate(erasure: Erasure): Promise<StepOutcome> {
    const { certificates, now } = this.#parts;
    const residuals = await residualsOf(erasure, this.#parts);
    const { document, issuedAt } = await certificates.issue(await this.#facts(erasure, residuals));
    const certificate = { issuedAt, document, residuals };
    const isWaiting = erasure.held.length > 0;
    const over = { state: isWaiting ? 'WAITING' : 'CERTIFIED', closedAt: isWaiting ? null : now() } as const;
    const dueAt = new Date(now().getTime() + WAITING_MS);
    return done(null, { ...over, certificate, dueAt }, residuals.length);
  }

  /** Part of the transaction in which it is certified: the person hears of it, and the case goes on. */
  async told({ _id, caseId, held, certificate, persons }: Erasure, session: ClientSession): Promise<void> {
    const { cases, cancellations, holds, now } = this.#parts;
    const isWaiting = held.length > 0;
    await cases.done(caseId, certificate!.residuals as Left[], isWaiting, session);
    await cancellations.erased({ caseId, persons: persons.map(({ personRef }) => personRef) }, now(), session);
    await (isWaiting ? holds.waits(_id, session) : holds.waitsNoMore(_id, session));
  }

  /** Whether what is held is another by now than what was left. */
  async waited(erasure: Erasure): Promise<StepOutcome> {
    const { held } = await this.#parts.holds.heldFor(referencesOf(erasure.persons));
    const ids = (all: Erasure['held'] | typeof held) =>
      all.map(({ collection, id }) => `${collection} ${id}`).toSorted();
    return isDeepStrictEqual(ids(held), ids(erasure.held)) ? later(WAITING_MS) : done('DRAIN');
  }

  async #facts(erasure: Erasure, residuals: readonly Left[]): Promise<CertifiedErasure> {
    const { census, caseStore } = this.#parts;
    const { _id: erasureId, ground, planHash, mapHash, keysDestroyed, ledgerSequence, purgeUntil, indexes } = erasure;
    const { plannedAt, approvedAt, fencedAt, shreddedAt, verifiedAt } = erasure;
    const found = await caseStore.byId(erasure.caseId);
    return {
      erasureId,
      caseNumber: found?.number ?? null,
      ground,
      planHash,
      mapHash,
      keysDestroyed,
      ledgerSequence,
      plannedAt: plannedAt.toISOString(),
      approvedAt: erasure.approvals.length > 0 ? (approvedAt?.toISOString() ?? null) : null,
      fencedAt: fencedAt!.toISOString(),
      shreddedAt: shreddedAt!.toISOString(),
      verifiedAt: verifiedAt!.toISOString(),
      steps: erasure.steps.map(({ store, collection, action, predicted, counted, changed }) => ({
        store,
        collection,
        action,
        predicted,
        counted: counted!,
        changed: changed!,
      })),
      census: { databases: [...census.databases], collections: census.collections, left: 0 },
      engine: { indexes, purged: purgeUntil === null, purgedBy: purgeUntil?.toISOString() ?? null },
      residuals: residuals.map(({ kind, until, reason }) => ({ kind, until: until?.toISOString() ?? null, reason })),
    };
  }
}
