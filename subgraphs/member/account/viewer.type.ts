import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';

@ObjectType('Viewer', {
  implements: Node,
  description: 'Whoever asks: an account, as its holder sees it. Nobody else sees any of it.',
})
@Directive('@key(fields: "id")')
@ShowsRecord('accounts')
export class Viewer extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: 'The proven e-mail address. Never null.' })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name to sign in by, beside the e-mail address; null when none was chosen.',
  })
  loginName!: string | null;

  @Field(() => String, { description: 'Name of the holder. Never null.' })
  name!: string;
}
