import type { AuditProof } from './audit-inclusion.ts';
import type { Verification } from './audit-verification.ts';
import type { AuditInclusion, AuditProblem, AuditVerification } from './audit.type.ts';

export const presentVerification = ({ finding, entries, root, anchored, at }: Verification): AuditVerification => ({
  ok: finding === null,
  entries,
  headHash: root,
  firstBroken: finding?.firstBroken ?? null,
  problem: (finding?.problem as AuditProblem | undefined) ?? null,
  anchoredEntries: anchored,
  checkedAt: at,
});

export const presentInclusion = ({ sequence, entry, proof, size, root, signed }: AuditProof): AuditInclusion => ({
  sequence,
  entry,
  proof: proof.map((hash) => hash.toString('hex')),
  treeSize: size,
  rootHash: root.toString('hex'),
  signedHead: signed,
});
