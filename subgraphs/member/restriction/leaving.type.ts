import { Field, Int, ObjectType } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { Company } from '../company/company.type.ts';

@ObjectType('LeavingPreview', { description: 'What happens to a company when the viewer cancels their account.' })
@ShowsNothingPersonal()
export class LeavingPreview {
  @Field(() => Boolean, {
    description:
      'Whether the viewer can cancel the account by themselves: members can; accounts of staff are ended by an administrator. Never null.',
  })
  viewerCanCancel!: boolean;

  @Field(() => Company, {
    nullable: true,
    description:
      'The company that is hidden at once with all its products, because the viewer is its last owner: hand it over first if it is to live on. Null: no company is hidden.',
  })
  companyToBeHidden!: Company | null;

  @Field(() => Int, { description: 'How many products that readers see now are hidden with it. Never null.' })
  productsToBeHidden!: number;
}
