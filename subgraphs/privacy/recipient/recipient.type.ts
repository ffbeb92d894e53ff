import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { ErasureOrderState } from './recipient.enum.ts';

@ObjectType('Recipient', {
  implements: Node,
  description: 'Somebody outside the directory whom it hands something to.',
})
@ShowsNothingPersonal()
export class RecipientType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: 'Its code in the register, such as MAIL_PROVIDER. Never null.' })
  code!: string;

  @Field(() => String, { description: 'Who it is. Never null.' })
  name!: string;

  @Field(() => [String], { description: 'Categories of personal data that it gets (fideslang). Empty: none.' })
  categories!: string[];

  @Field(() => [String], { description: 'Purposes for which it gets them, by their keys. Empty where it gets none.' })
  purposes!: string[];

  @Field(() => String, { description: 'What it is sent, in one English sentence. Never null.' })
  receives!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is, by the configuration; null where another part of the directory is configured for it.',
  })
  host!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Whom it wants to be written to about data protection; null: orders go to the officers, who pass them on.',
  })
  contact!: string | null;

  @Field(() => Boolean, { description: 'Whether it is told to delete when a person is erased. Never null.' })
  isToldOfErasures!: boolean;
}

@ObjectType('RecipientEdge', { description: 'A recipient in the register.' })
@ShowsNothingPersonal()
export class RecipientEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => RecipientType, {
    nullable: true,
    description: 'The recipient; null when it is not in the register any more.',
  })
  node!: RecipientType | null;
}

@ObjectType('RecipientConnection', { description: 'A page of the register of recipients.' })
export class RecipientConnection {
  @Field(() => [RecipientEdge], { description: 'The page.' })
  edges!: RecipientEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}

@ObjectType('ErasureOrder', {
  implements: Node,
  description: 'That a recipient was told to delete what it got of a person who was erased. It does not say of whom.',
})
@ShowsNothingPersonal()
export class ErasureOrderType extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => String, { description: 'Code of the recipient in the register. Never null.' })
  recipient!: string;

  @Field(() => ErasureOrderState, { description: 'How far it is. Never null.' })
  state!: ErasureOrderState;

  @Field(() => Int, { description: 'How many copies it was given. Never null.' })
  copies!: number;

  @Field(() => String, { description: 'The order as a compact JWS (EdDSA, type `deletion-order+jwt`). Never null.' })
  document!: string;

  @Field(() => DateTimeScalar, { description: 'When it was told. Never null.' })
  sentAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Until when an answer is expected. Never null.' })
  dueAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the answer was written down; null: none was.' })
  answeredAt!: Date | null;
}

@ObjectType('ErasureOrderEdge', { description: 'An order in a list.' })
@ShowsNothingPersonal()
export class ErasureOrderEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => ErasureOrderType, { nullable: true, description: 'The order; null when it vanished meanwhile.' })
  node!: ErasureOrderType | null;
}

@ObjectType('ErasureOrderConnection', { description: 'A page of orders, what is due first at the head.' })
export class ErasureOrderConnection {
  @Field(() => [ErasureOrderEdge], { description: 'The page.' })
  edges!: ErasureOrderEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
