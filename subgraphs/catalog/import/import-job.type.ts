import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { CatalogueFormat, ImportErrorPolicy, ImportRowOutcome, ImportState, ImportStopReason } from './import.enums.ts';

@ObjectType('ImportJob', {
  implements: Node,
  description:
    'An import of products into the catalogue of a company. Members of the company see it; it is deleted, with its file and its rows, 30 days after it was asked for.',
})
@ShowsRecord('importJobs')
export class ImportJob extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => ImportState, { description: 'Where it stands. Never null.' })
  state!: ImportState;

  @Field(() => ImportStopReason, {
    nullable: true,
    description: 'Why the directory ended it; null in every state but `STOPPED`.',
  })
  stopReason!: ImportStopReason | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the file was refused as a whole, or in which line it ended early, in English; null when neither happened.',
  })
  failure!: string | null;

  @Field(() => CatalogueFormat, { description: 'In which form it was given. Never null.' })
  format!: CatalogueFormat;

  @Field(() => ImportErrorPolicy, { description: 'What a refused row does to the rest. Never null.' })
  errorPolicy!: ImportErrorPolicy;

  @Field(() => Boolean, { description: 'Whether it only says what would come of each row. Never null.' })
  dryRun!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How many rows it has; null until the file was read through once.',
  })
  total!: number | null;

  @Field(() => Int, { description: 'How many rows are worked through. Never null.' })
  processed!: number;

  @Field(() => Int, { description: 'How many of them made a product. Never null.' })
  created!: number;

  @Field(() => Int, { description: 'How many of them changed a product. Never null.' })
  updated!: number;

  @Field(() => Int, { description: 'How many of them found the product as they say. Never null.' })
  unchanged!: number;

  @Field(() => Int, { description: 'How many of them were refused. Never null.' })
  @ShowsNothingPersonal()
  failed!: number;

  @Field(() => DateTimeScalar, { description: 'When it was asked for. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it began; null while it waits.' })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null until then.' })
  finishedAt!: Date | null;
}

@ObjectType('ImportRowProblem', { description: 'Something in a row that was not accepted.' })
@ShowsNothingPersonal()
export class ImportRowProblem {
  @Field(() => String, {
    description:
      'The column, or the path of the value, such as `categoryCode`; empty for the row as a whole. Never null.',
  })
  field!: string;

  @Field(() => String, { description: 'What was expected and what came, in English. Never null.' })
  message!: string;
}

@ObjectType('ImportRow', { implements: Node, description: 'What came of one row of an import.' })
@ShowsRecord('importReports', 'rows')
export class ImportRow extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  @ShowsNothingPersonal()
  declare id: string;

  @Field(() => Int, { description: 'The line of the file in which it begins, from 1 on. Never null.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'Its external id; null when it gave none that could be one.' })
  externalId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The product; null for a refused row, and for one that a dry run would have made.',
  })
  productId!: string | null;

  @Field(() => ImportRowOutcome, { description: 'What came of it. Never null.' })
  outcome!: ImportRowOutcome;

  @Field(() => [ImportRowProblem], { description: 'Why it was refused, at most ten reasons. Empty when it was not.' })
  problems!: ImportRowProblem[];
}

@ObjectType('ImportRowEdge', { description: 'A row with its place in the list.' })
@ShowsNothingPersonal()
export class ImportRowEdge {
  @Field(() => String, { description: 'To be given as `after`. Never null.' })
  cursor!: string;

  @Field(() => ImportRow, { nullable: true, description: 'The row; null when it vanished meanwhile.' })
  node!: ImportRow | null;
}

@ObjectType('ImportRowConnection', { description: 'Rows of an import, in the order of the file.' })
export class ImportRowConnection {
  @Field(() => [ImportRowEdge], { description: 'The rows of this page. Never null.' })
  edges!: ImportRowEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}

@ObjectType('ImportJobEdge', { description: 'An import with its place in the list.' })
@ShowsNothingPersonal()
export class ImportJobEdge {
  @Field(() => String, { description: 'To be given as `after`. Never null.' })
  cursor!: string;

  @Field(() => ImportJob, { nullable: true, description: 'The import; null when it vanished meanwhile.' })
  node!: ImportJob | null;
}

@ObjectType('ImportJobConnection', { description: 'Imports of a company, the latest first.' })
export class ImportJobConnection {
  @Field(() => [ImportJobEdge], { description: 'The imports of this page. Never null.' })
  edges!: ImportJobEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
