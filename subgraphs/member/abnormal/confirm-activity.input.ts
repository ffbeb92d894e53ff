import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';

@InputType('ConfirmActivityInput', { description: 'An answer to the mail about many changes at once.' })
export class ConfirmActivityInput {
  @Field(() => String, { description: 'The token of the mail. It counts once.' })
  @Takes('proofs.hash')
  token!: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the holder made the changes. False ends every session, and a mail asks for a new password.',
  })
  @TakesNothingPersonal()
  itWasMe!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The same for each repeat, at least 22 visible ASCII characters; null: a repeat finds the token used.',
  })
  @TakesNothingPersonal()
  idempotencyKey!: string | null;
}
