import { Field, ID, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { CatalogueFormat, ImportErrorPolicy } from './import.enums.ts';

@InputType('ImportProductsInput', {
  description: 'A file of products for one’s own company. Give either `uploadId` or `content`.',
})
@TakesNothingPersonal()
export class ImportProductsInput {
  @Field(() => CatalogueFormat, { description: 'The form of the file.' })
  format!: CatalogueFormat;

  @Field(() => ID, {
    nullable: true,
    description: 'An upload of the kind `IMPORT_FILE`; null: the file is in `content`.',
  })
  uploadId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The file itself, at most 262,144 characters; null: it was uploaded.',
  })
  @Takes('uploadedFiles.chunks.data')
  content!: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Says what would come of each row, and changes nothing.',
  })
  dryRun!: boolean;

  @Field(() => ImportErrorPolicy, {
    defaultValue: ImportErrorPolicy.SKIP_ROWS,
    description: 'What a refused row does to the rest.',
  })
  errorPolicy!: ImportErrorPolicy;

  @Field(() => String, { description: 'Makes a repeat of this request harmless: a new one for each import.' })
  idempotencyKey!: string;
}

@InputType('CancelImportInput', { description: 'Which import is to end.' })
@TakesNothingPersonal()
export class CancelImportInput {
  @Field(() => ID, { description: 'Id of the import.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a repeat of this request harmless; null: a repeat does no harm anyway.',
  })
  idempotencyKey!: string | null;
}
