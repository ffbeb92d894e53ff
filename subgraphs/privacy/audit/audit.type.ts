import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Shows, ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';

export enum AuditProblem {
  ENTRY_MISSING = 'ENTRY_MISSING',
  ENTRY_CHANGED = 'ENTRY_CHANGED',
  TRUNCATED = 'TRUNCATED',
  SURPLUS = 'SURPLUS',
  HEAD_MISMATCH = 'HEAD_MISMATCH',
  HEAD_FORGED = 'HEAD_FORGED',
  WITNESS_MISMATCH = 'WITNESS_MISMATCH',
}

registerEnumType(AuditProblem, {
  name: 'AuditProblem',
  description: 'What is wrong with the audit log. More may come.',
  valuesConfig: {
    ENTRY_MISSING: { description: 'A place in the log is without its entry.' },
    ENTRY_CHANGED: { description: 'An entry is not the one that was written.' },
    TRUNCATED: { description: 'There are fewer entries than a head was signed over, or than the witness has seen.' },
    SURPLUS: { description: 'There are entries that the newest head is not over.' },
    HEAD_MISMATCH: { description: 'Entries and their hashes fit each other, but not a head that was signed.' },
    HEAD_FORGED: { description: 'A head is not what the log signed, or the newest is missing.' },
    WITNESS_MISMATCH: {
      description: 'Everything fits, but it is another log than the witness has seen: it was rewritten.',
    },
  },
});

@ObjectType('AuditVerification', { description: 'What verifying the whole audit log came to.' })
@ShowsNothingPersonal()
export class AuditVerification {
  @Field(() => Boolean, {
    description:
      'Whether every entry that is there is as it was written, none is missing, and the heads and the witness, as far as it answered, agree. How much the witness has seen: `anchoredEntries`. Never null.',
  })
  ok!: boolean;

  @Field(() => Int, {
    description: 'How many entries were verified: all, or those before the first that is broken. Never null.',
  })
  entries!: number;

  @Field(() => String, {
    description:
      'Root hash of the newest signed head in hex (RFC 9162, SHA-256); without such a head, that of the verified entries. Never null.',
  })
  headHash!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The first entry that is broken, counted from 0. Where its own hash was changed too: the first after the last head that still fits. Null when no entry is known to be broken.',
  })
  firstBroken!: number | null;

  @Field(() => AuditProblem, { nullable: true, description: 'What is wrong; null when nothing is.' })
  problem!: AuditProblem | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many entries the witness has seen: up to there nobody can rewrite the log unseen, whatever keys they hold. Null when the witness does not answer.',
  })
  anchoredEntries!: number | null;

  @Field(() => DateTimeScalar, {
    description: 'When the verification began; what was appended since is not in it. Never null.',
  })
  checkedAt!: Date;
}

@ObjectType('AuditInclusion', {
  description:
    'Proof that an entry is in the audit log (RFC 9162 section 2.1.3). It holds for whoever has the public key.',
})
@ShowsNothingPersonal()
export class AuditInclusion {
  @Field(() => Int, { description: 'Place of the entry, counted from 0. Never null.' })
  sequence!: number;

  @Field(() => String, {
    description: 'The entry as canonical JSON; the leaf hash is SHA-256 over a zero byte and this text. Never null.',
  })
  @Shows('auditEntries.subjectRef', 'auditEntries.actor')
  entry!: string;

  @Field(() => [String], { description: 'Hashes in hex that lead from the leaf to the root. Empty for a log of one.' })
  proof!: string[];

  @Field(() => Int, { description: 'How many entries the head is over. Never null.' })
  treeSize!: number;

  @Field(() => String, { description: 'Root hash of that head in hex. Never null.' })
  rootHash!: string;

  @Field(() => String, { description: 'The head as a JWS, signed by the log (EdDSA). Never null.' })
  signedHead!: string;
}
