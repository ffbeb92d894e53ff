import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('AccountCancellation', {
  description:
    'An account that is being cancelled. Nobody is signed in to it any more; the mail about it has the link that takes it back.',
})
@ShowsNothingPersonal()
export class AccountCancellation {
  @Field(() => String, { description: 'By what the case is named. Knowing it authorises nothing. Never null.' })
  caseNumber!: string;

  @Field(() => DateTimeScalar, { description: 'Until when it can be taken back. Never null.' })
  keepUntil!: Date;

  @Field(() => Boolean, {
    description:
      'Whether every part of the directory has stopped by now. If not, a part does not answer at present, and is asked again until it does. Never null.',
  })
  isStopped!: boolean;
}

@ObjectType('KeptAccount', { description: 'An account whose cancellation was taken back.' })
@ShowsNothingPersonal()
export class KeptAccount {
  @Field(() => Boolean, {
    description:
      'Whether all is as before by now: sign in. If not, a part of the directory does not answer at present, and is asked again until it does. Never null.',
  })
  isRestored!: boolean;
}
