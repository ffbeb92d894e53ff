import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { localIdOf } from '../../../kit/global-id/global-id.ts';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { Company } from '../company/company.type.ts';
import type { DocumentAddresses } from './document-addresses.ts';
import { presentDocument } from './document.presenter.ts';
import { SubmitBusinessLicenceResult } from './document.result.ts';
import { CompanyDocument } from './document.type.ts';
import { isVerifier, type Licences } from './licences.ts';
import { SubmitBusinessLicenceInput } from './submit-business-licence.input.ts';

export interface DocumentResolverServices {
  licences: Licences;
  addresses: DocumentAddresses;
}

@Resolver(() => Company)
export class DocumentResolver {
  readonly #services: DocumentResolverServices;

  constructor(services: DocumentResolverServices) {
    this.#services = services;
  }

  @Mutation(() => SubmitBusinessLicenceResult as never, {
    description:
      'Hands in a business licence that was uploaded, in place of the one before. For owners and editors of the company.',
  })
  async submitBusinessLicence(
    @Arg('input', () => SubmitBusinessLicenceInput, { description: 'The licence.' }) input: SubmitBusinessLicenceInput,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    const outcome = await this.#services.licences.submit(viewer, input);
    return answered(outcome, async (id) => {
      const document = await this.#services.licences.own(viewer, id!);
      return '_id' in document ? presentDocument(document, await this.#url(viewer, document._id)) : document;
    });
  }

  @FieldResolver(() => CompanyDocument, {
    nullable: true,
    description:
      'The business licence that it handed in; null when it handed in none, and for everybody but those who act for it and verifiers.',
  })
  async businessLicence(@Root() { id }: { id: string }, @Ctx() { viewer }: SubgraphRequest) {
    const local = localIdOf('Company', id);
    const document = local && (await this.#services.licences.seenBy(viewer, local));
    return document ? presentDocument(document, await this.#url(viewer, document._id)) : null;
  }

  async #url(viewer: Viewer, id: string): Promise<string | null> {
    if (viewer.kind !== 'account' || !isVerifier(viewer)) return null;
    return this.#services.addresses.ofDocument(id, viewer);
  }
}
