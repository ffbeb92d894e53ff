import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { forbidden, unauthenticated, unavailable } from '../../../kit/graphql/refusal.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { LogBroken } from './audit-log.ts';
import { mayAudit } from './audit.policy.ts';
import { presentInclusion, presentVerification } from './audit.presenter.ts';
import { AuditInclusion, AuditVerification } from './audit.type.ts';
import { StillRunning, type Audits } from './audits.ts';

@Resolver()
export class AuditResolver {
  readonly #audits: Audits;

  constructor(audits: Audits) {
    this.#audits = audits;
  }

  @Query(() => AuditVerification, {
    nullable: true,
    description:
      'Verifies the whole audit log, for privacy officers and administrators. A long log takes longer than an answer may: then it is UNAVAILABLE with how far it is; ask again. Null when it is refused, still running, or the privacy subgraph does not answer.',
  })
  async verifyAuditLog(@Ctx() { viewer }: SubgraphRequest) {
    demand(viewer);
    return presentVerification(await spoken(this.#audits.verify()));
  }

  @Query(() => AuditInclusion, {
    nullable: true,
    description:
      'Proof that an entry is in the audit log, to its newest head, for privacy officers and administrators. Null when no entry has that place, when it is refused, or the privacy subgraph does not answer.',
  })
  @TakesNothingPersonal()
  async auditInclusion(
    @Arg('sequence', () => Int, { description: 'Place of the entry, counted from 0.' }) sequence: number,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    demand(viewer);
    const proof = await spoken(this.#audits.prove(sequence));
    return proof && presentInclusion(proof);
  }
}

function demand(viewer: Viewer): void {
  const answer = mayAudit(viewer);
  if (answer === 'UNAUTHENTICATED') throw unauthenticated('Expected somebody signed in, got nobody. Sign in.');
  if (answer === 'FORBIDDEN') throw forbidden('Expected a privacy officer or an administrator, got another account.');
}

const spoken = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: Error) => {
    throw error instanceof StillRunning || error instanceof LogBroken ? unavailable(error.message) : error;
  });
