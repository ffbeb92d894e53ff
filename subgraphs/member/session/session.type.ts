import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { Viewer } from '../account/viewer.type.ts';

@ObjectType('Session', { description: 'Somebody is signed in. Keep the tokens where no other program reads them.' })
export class Session {
  @Field(() => String, {
    description:
      'Sent with every request as `Authorization: Bearer …`; `cookie` when the browser keeps it. Never null.',
  })
  @ShowsNothingPersonal()
  accessToken!: string;

  @Field(() => String, {
    description:
      'Given to `refreshSession` for new tokens. It counts once; two weeks without use end the session. `cookie` when the browser keeps it. Never null.',
  })
  @Shows('sessions.tokenHash')
  refreshToken!: string;

  @Field(() => DateTimeScalar, { description: 'Until when the access token holds. Never null.' })
  @ShowsNothingPersonal()
  expiresAt!: Date;

  @Field(() => Viewer, { description: 'Who is signed in; the rest of the operation is asked by them. Never null.' })
  viewer!: Viewer;
}

@ObjectType('OpenSession', {
  implements: Node,
  description: 'A sign-in of the viewer that holds, on this or another device.',
})
@ShowsRecord('sessions')
export class OpenSession extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, {
    description: 'The network it was opened from, such as `203.0.113.0/24`: the address is not kept. Never null.',
  })
  network!: string;

  @Field(() => String, {
    description: 'The kind of program and system it was opened by, such as `Firefox on Windows`. Never null.',
  })
  device!: string;

  @Field(() => DateTimeScalar, { description: 'When it was opened. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When its tokens were last refreshed. Never null.' })
  lastUsedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the one that asks. Never null.' })
  @ShowsNothingPersonal()
  isCurrent!: boolean;
}

@ObjectType('SignedOut', { description: 'The session is ended, everywhere.' })
@ShowsNothingPersonal()
export class SignedOut {
  @Field(() => Boolean, {
    description: 'Whether it was still open; false when it had ended before. Never null.',
  })
  wasOpen!: boolean;
}
