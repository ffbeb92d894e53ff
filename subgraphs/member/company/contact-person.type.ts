import { Field, ObjectType } from 'type-graphql';
import { ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';

@ObjectType('ContactPerson', { description: 'A person whom a company gives as a contact and lets its store show.' })
@ShowsRecord('companies', 'persons')
export class ContactPerson {
  @Field(() => String, { description: 'Name as the person writes it, in any language. Never null.' })
  name!: string;

  @Field(() => String, { description: 'What the person does there, such as `Export Manager`. Never null.' })
  role!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address of the person; null when none was given.' })
  email!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Telephone of the person in international form; null when none was given.',
  })
  telephone!: string | null;
}
