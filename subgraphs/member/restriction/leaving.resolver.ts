import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { Viewer } from '../account/viewer.type.ts';
import { presentCompany } from '../company/company.presenter.ts';
import type { MemberContext } from '../member.context.ts';
import { LeavingPreview } from './leaving.type.ts';
import type { Leavings } from './leavings.ts';

@Resolver(() => Viewer)
export class LeavingResolver {
  readonly #leavings: Leavings;

  constructor(leavings: Leavings) {
    this.#leavings = leavings;
  }

  @FieldResolver(() => LeavingPreview, {
    description: 'What happens when the viewer cancels their account: ask before they do. Never null.',
  })
  async leavingPreview(@Root() { id }: Viewer, @Ctx() { locale }: MemberContext): Promise<LeavingPreview> {
    const accountId = localIdOf('Viewer', id)!;
    const company = await this.#leavings.companyLeftBy(accountId);
    return {
      viewerCanCancel: await this.#leavings.mayLeave(accountId),
      companyToBeHidden: company && presentCompany(company, locale),
      productsToBeHidden: company ? await this.#leavings.productsShown(company._id) : 0,
    };
  }
}
