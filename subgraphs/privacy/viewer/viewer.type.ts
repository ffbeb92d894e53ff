import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Shows } from '../../../kit/graphql/leaf-declaration.ts';

/** The stub of whoever asks. The member subgraph owns the type. */
@ObjectType('Viewer')
@Directive('@key(fields: "id")')
export class ViewerReference {
  @Field(() => ID)
  @Shows('accounts._id')
  id!: string;
}
