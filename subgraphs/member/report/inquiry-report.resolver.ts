import { FieldResolver, Resolver, Root } from 'type-graphql';
import { ShowsNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import type { PresentedInquiry } from '../inquiry/inquiry.presenter.ts';
import { Inquiry } from '../inquiry/inquiry.type.ts';
import type { ReportedInquiries } from './reported-inquiries.ts';

/** What reports have to do with an inquiry. */
@Resolver(() => Inquiry)
export class InquiryReportResolver {
  readonly #reported: ReportedInquiries;

  constructor(reported: ReportedInquiries) {
    this.#reported = reported;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether whoever asks may report what the other side wrote: the buyer, owners and editors, where their side has not. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanReport(@Root() { seen: { inquiry, who } }: PresentedInquiry) {
    return this.#reported.mayReport(inquiry._id, who);
  }
}
