import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';

export enum SecurityEventKindEnum {
  SIGNED_IN = 'SIGNED_IN',
  SIGNED_IN_FROM_NEW_PLACE = 'SIGNED_IN_FROM_NEW_PLACE',
  SIGN_IN_FAILED = 'SIGN_IN_FAILED',
  SIGNED_OUT = 'SIGNED_OUT',
  SESSION_ENDED = 'SESSION_ENDED',
  OTHER_SESSIONS_ENDED = 'OTHER_SESSIONS_ENDED',
  TOKEN_REUSED = 'TOKEN_REUSED',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  EMAIL_CHANGED = 'EMAIL_CHANGED',
  LOGIN_NAME_CHANGED = 'LOGIN_NAME_CHANGED',
  SECOND_FACTOR_ADDED = 'SECOND_FACTOR_ADDED',
  SECOND_FACTOR_REMOVED = 'SECOND_FACTOR_REMOVED',
  RECOVERY_CODE_USED = 'RECOVERY_CODE_USED',
  MASS_CHANGES_PAUSED = 'MASS_CHANGES_PAUSED',
  MASS_CHANGES_CONFIRMED = 'MASS_CHANGES_CONFIRMED',
  MASS_CHANGES_DENIED = 'MASS_CHANGES_DENIED',
  ACCOUNT_CANCELLED = 'ACCOUNT_CANCELLED',
  ACCOUNT_KEPT = 'ACCOUNT_KEPT',
  DATA_RESTRICTED = 'DATA_RESTRICTED',
  RESTRICTION_LIFTED = 'RESTRICTION_LIFTED',
}

registerEnumType(SecurityEventKindEnum, {
  name: 'SecurityEventKind',
  description: 'What happened to the safety of an account. The list grows.',
  valuesConfig: {
    SIGNED_IN: { description: 'Signed in, from where the account was used before.' },
    SIGNED_IN_FROM_NEW_PLACE: { description: 'Signed in from another network or device than before; told by mail.' },
    SIGN_IN_FAILED: { description: 'Somebody gave a wrong password or code; those of an hour are one event.' },
    SIGNED_OUT: { description: 'Signed out.' },
    SESSION_ENDED: { description: 'One session was ended from another.' },
    OTHER_SESSIONS_ENDED: { description: 'All sessions but one were ended.' },
    TOKEN_REUSED: { description: 'A refresh token came a second time, and its session was ended; told by mail.' },
    PASSWORD_CHANGED: { description: 'The password was changed or reset.' },
    EMAIL_CHANGED: { description: 'The e-mail address was changed.' },
    LOGIN_NAME_CHANGED: { description: 'The login name was changed.' },
    SECOND_FACTOR_ADDED: { description: 'Signing in asks for a code from then on.' },
    SECOND_FACTOR_REMOVED: { description: 'Signing in asks for no code from then on.' },
    RECOVERY_CODE_USED: { description: 'A recovery code stood in for the app.' },
    MASS_CHANGES_PAUSED: { description: 'So much was withdrawn or deleted at once that it was stopped.' },
    MASS_CHANGES_CONFIRMED: { description: 'The holder said that it was them; what was stopped goes on.' },
    MASS_CHANGES_DENIED: { description: 'The holder said that it was not them; all sessions were ended.' },
    ACCOUNT_CANCELLED: { description: 'The account was cancelled; all sessions were ended.' },
    ACCOUNT_KEPT: { description: 'The cancellation was taken back; all is as before.' },
    DATA_RESTRICTED: {
      description: 'What is held about the holder is kept and not used any more; all sessions were ended.',
    },
    RESTRICTION_LIFTED: { description: 'What is held about the holder is used again.' },
  },
});

@ObjectType('SecurityEvent', {
  implements: Node,
  description: 'Something about the safety of the viewer’s account; kept for 90 days.',
})
@ShowsRecord('securityEvents')
export class SecurityEvent extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => SecurityEventKindEnum, { description: 'What happened. Never null.' })
  kind!: SecurityEventKindEnum;

  @Field(() => DateTimeScalar, { description: 'When; of several, the first time. Never null.' })
  at!: Date;

  @Field(() => Int, { description: 'How often it happened. Never null.' })
  count!: number;

  @Field(() => String, {
    nullable: true,
    description: 'From which network, such as `203.0.113.0/24`; null when the directory itself did it.',
  })
  network!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'By which kind of program and system; null when the directory itself did it.',
  })
  device!: string | null;
}

@ObjectType('SecurityEventEdge', { description: 'An event in the list.' })
@ShowsNothingPersonal()
export class SecurityEventEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => SecurityEvent, { nullable: true, description: 'The event; never null as of now.' })
  node!: SecurityEvent | null;
}

@ObjectType('SecurityEventConnection', { description: 'A page of the log, the newest first.' })
export class SecurityEventConnection {
  @Field(() => [SecurityEventEdge], { description: 'The page.' })
  edges!: SecurityEventEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
