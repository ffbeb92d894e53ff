import { Field, InputType } from 'type-graphql';
import { TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { CatalogueFormat } from '../import/import.enums.ts';

@InputType('ExportProductsInput', { description: 'In which form the catalogue of one’s own company is taken out.' })
@TakesNothingPersonal()
export class ExportProductsInput {
  @Field(() => CatalogueFormat, { description: 'The form of the file.' })
  format!: CatalogueFormat;

  @Field(() => String, { description: 'Makes a repeat of this request harmless: a new one for each export.' })
  idempotencyKey!: string;
}
