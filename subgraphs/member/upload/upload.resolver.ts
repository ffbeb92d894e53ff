import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { answered } from '../../../kit/idempotency/answered.ts';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import { CreateUploadInput } from './create-upload.input.ts';
import { presentUpload } from './upload.presenter.ts';
import { CreateUploadResult } from './upload.result.ts';
import type { UploadTickets } from './upload-tickets.ts';

@Resolver()
export class UploadResolver {
  readonly #tickets: UploadTickets;

  constructor(tickets: UploadTickets) {
    this.#tickets = tickets;
  }

  @Mutation(() => CreateUploadResult as never, {
    description:
      'Announces a file, and says where to send it within a quarter of an hour. For owners and editors of a company. Asked again with the same key, it answers the same upload with a fresh address.',
  })
  async createUpload(
    @Arg('input', () => CreateUploadInput, { description: 'The file.' }) input: CreateUploadInput,
    @Ctx() { viewer }: SubgraphRequest,
  ) {
    const outcome = await this.#tickets.announce(viewer, input);
    return answered(outcome, async (uploadId) => {
      const ticket = await this.#tickets.ticket(viewer, uploadId!, input);
      return 'signed' in ticket ? presentUpload(ticket, input.byteSize) : ticket;
    });
  }
}
