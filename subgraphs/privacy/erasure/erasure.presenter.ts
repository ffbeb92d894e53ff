import { globalId } from '../../../kit/global-id/global-id.ts';
import type { Erasure, ErasedPlace } from './erasure.record.ts';
import {
  ErasureBlock,
  ErasureCompanyFate,
  ErasureGround,
  ErasureMentionDecision,
  ErasureState,
  ErasureStepName,
} from './erasure.enum.ts';
import type { SeenErasure } from './erasure-views.ts';

/** A plan as officers see it: who is erased stands in the case alone. */
export const presentPlan = ({ erasure, canApprove, mentionId }: SeenErasure) => ({
  planHash: erasure.planHash,
  mapHash: erasure.mapHash,
  steps: erasure.steps.map(presentStep),
  ground: ErasureGround[erasure.ground],
  state: ErasureState[erasure.state],
  step: erasure.step && ErasureStepName[erasure.step],
  plannedAt: erasure.plannedAt,
  approvals: erasure.approvals.map(({ approver, at }) => ({ at, accountId: approver })),
  companies: erasure.companies.map(({ companyId, fate }) => ({
    companyId: globalId('Company', companyId),
    fate: ErasureCompanyFate[fate],
  })),
  mentions: erasure.mentions.map((mention) => ({
    mentionId: mentionId(mention),
    store: mention.store,
    collection: mention.collection,
    recordId: mention.id,
    path: mention.path,
    times: mention.times,
    decision: mention.decision && ErasureMentionDecision[mention.decision],
  })),
  hasMoreMentions: erasure.moreMentions,
  residuals: presentResiduals(erasure.certificate),
  blockedBy: erasure.blockedBy && ErasureBlock[erasure.blockedBy.code],
  blockedAt: erasure.blockedBy?.place ?? null,
  viewerCanApprove: canApprove,
});

export const presentCertificate = (certificate: NonNullable<Erasure['certificate']>) => ({
  issuedAt: certificate.issuedAt,
  document: certificate.document,
  residuals: presentResiduals(certificate),
});

const presentStep = ({ store, collection, subjectPath, action, predicted, counted, changed }: ErasedPlace) => ({
  store,
  collection,
  subjectPath,
  action,
  predicted,
  changed,
  state: changed === null ? (counted === null ? 'PLANNED' : 'COUNTED') : 'DONE',
});

const presentResiduals = (certificate: Erasure['certificate']) =>
  (certificate?.residuals ?? []).map(({ kind, until, reason }) => ({ kind, until, reason }));
