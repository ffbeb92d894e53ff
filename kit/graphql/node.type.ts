import { Field, ID, InterfaceType } from 'type-graphql';
import { ShowsNothingPersonal } from './leaf-declaration.ts';

@InterfaceType('Node', {
  autoRegisterImplementations: false,
  description:
    'An object with an identity of its own that can be fetched again by it (Relay global object identification).',
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  @ShowsNothingPersonal()
  id!: string;
}
