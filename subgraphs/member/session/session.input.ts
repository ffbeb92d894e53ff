import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

const KEY =
  'Makes repeats safe: the same for each repeat of one intention, 1 to 128 visible ASCII characters; null: a repeat is harmless anyway.';

@InputType('RefreshSessionInput', { description: 'What a session is gone on with by.' })
export class RefreshSessionInput {
  @Field(() => String, {
    description:
      'The refresh token that is in force. Repeated within a minute, its successor not yet used, it gives the same successor; used again otherwise, it ends the session.',
  })
  @Takes('sessions.tokenHash')
  refreshToken!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Not needed: the token itself makes repeats safe; null for none.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}

@InputType('SignOutInput', { description: 'Which session ends.' })
export class SignOutInput {
  @Field(() => String, {
    nullable: true,
    description: 'A refresh token of the session, for who has no access token that holds; null: the session that asks.',
  })
  @Takes('sessions.tokenHash')
  refreshToken!: string | null;

  @Field(() => String, { nullable: true, description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}

@InputType('EndSessionInput', { description: 'Which of the viewer’s sessions ends.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'Id of the session.' })
  @TakesNothingPersonal()
  id!: string;

  @Field(() => String, { nullable: true, description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}

@InputType('EndOtherSessionsInput', { description: 'All sessions of the viewer end but the one that asks.' })
export class EndOtherSessionsInput {
  @Field(() => String, { nullable: true, description: KEY })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}
