import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('Residual', { description: 'Something that an erasure had to leave, and until when.' })
@ShowsNothingPersonal()
export class Residual {
  @Field(() => String, {
    description:
      'What it is, in capitals: BACKUP, RECIPIENT, LEGAL_HOLD, INDEX, CASE_FILE, MENTION, AUDIT_LOG, RETAINED. More may come. Never null.',
  })
  kind!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is gone at the latest; null while nobody can say, such as before a recipient has answered.',
  })
  until!: Date | null;

  @Field(() => String, { description: 'Why it is left, in one English sentence about nobody. Never null.' })
  reason!: string;
}

@ObjectType('ErasureCertificate', {
  description:
    'What an erasure came to, signed. It holds for whoever has the public key, which is at /.well-known/jwks.json; nothing in it says whose data it was.',
})
@ShowsNothingPersonal()
export class ErasureCertificate {
  @Field(() => DateTimeScalar, { description: 'When it was signed. Never null.' })
  issuedAt!: Date;

  @Field(() => String, {
    description:
      'The certificate as a compact JWS (EdDSA, type `erasure-certificate+jwt`): saved as a file, `npm run certificate:verify` reads it without a network. Never null.',
  })
  document!: string;

  @Field(() => [Residual], { description: 'What was left when it was signed. Empty when nothing was.' })
  residuals!: Residual[];
}
