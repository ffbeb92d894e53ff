import { containerOf } from '../../kit/subgraph/container.ts';
import { federatedSchema } from '../../kit/subgraph/federated-schema.ts';
import { localIdOf } from '../../kit/global-id/global-id.ts';
import { ConfirmActivityResolver } from './abnormal/confirm-activity.resolver.ts';
import { AccountResolver } from './account/account.resolver.ts';
import { presentViewer } from './account/viewer.presenter.ts';
import { ViewerResolver } from './account/viewer.resolver.ts';
import { CompanyChangeResolver } from './company-history/company-change.resolver.ts';
import { CompanyEditResolver } from './company/company-edit.resolver.ts';
import { CompanyOwnResolver } from './company/company-own.resolver.ts';
import { presentCompany } from './company/company.presenter.ts';
import { CompanyResolver } from './company/company.resolver.ts';
import { DeviceResolver } from './device/device.resolver.ts';
import { DocumentResolver } from './document/document.resolver.ts';
import { InboxResolver } from './inbox/inbox.resolver.ts';
import { CompanyInquiriesResolver } from './inquiry/company-inquiries.resolver.ts';
import { InquiryChangesResolver } from './inquiry/inquiry-changes.resolver.ts';
import { MessageReleaseResolver } from './inquiry-message/message-release.resolver.ts';
import { InquiryAttachmentResolver } from './inquiry-message/inquiry-attachment.resolver.ts';
import { InquiryDisclosureResolver } from './inquiry/inquiry-disclosure.resolver.ts';
import { InquiryFieldsResolver } from './inquiry/inquiry-fields.resolver.ts';
import { InquiryResolver } from './inquiry/inquiry.resolver.ts';
import { ResponsivenessResolver } from './responsiveness/responsiveness.resolver.ts';
import { ViewerInquiriesResolver } from './inquiry/viewer-inquiries.resolver.ts';
import { InvitationResolver } from './invitation/invitation.resolver.ts';
import { memberContext, type MemberContext } from './member.context.ts';
import { NewsletterIssueResolver } from './newsletter/newsletter-issue.resolver.ts';
import { CompanyMemberResolver } from './membership/company-member.resolver.ts';
import { MembershipResolver } from './membership/membership.resolver.ts';
import { InquiryReportResolver } from './report/inquiry-report.resolver.ts';
import { AbuseReportResolver } from './report/abuse-report.resolver.ts';
import { LeavingResolver } from './restriction/leaving.resolver.ts';
import { maySignIn } from './restriction/restriction.policy.ts';
import { RegistrationResolver } from './registration/registration.resolver.ts';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.ts';
import { SecurityLogResolver } from './security-log/security-log.resolver.ts';
import { SessionResolver } from './session/session.resolver.ts';
import { SignInResolver } from './sign-in/sign-in.resolver.ts';
import { SubscriptionResolver } from './subscription/subscription.resolver.ts';
import { UploadResolver } from './upload/upload.resolver.ts';
import { AppealResolver } from './appeal/appeal.resolver.ts';
import { ModerationResolver } from './moderation/moderation.resolver.ts';
import { ClaimResolver } from './verification/claim.resolver.ts';
import type { MemberServices } from './services.ts';

/** The members' part of the graph. */
export function memberGraph(services: MemberServices) {
  const { companies } = services;
  const schema = federatedSchema({
    resolvers: [
      CompanyResolver,
      CompanyEditResolver,
      CompanyOwnResolver,
      CompanyChangeResolver,
      DocumentResolver,
      UploadResolver,
      MembershipResolver,
      CompanyMemberResolver,
      InvitationResolver,
      ViewerResolver,
      AccountResolver,
      RegistrationResolver,
      SignInResolver,
      SessionResolver,
      SecondFactorResolver,
      SecurityLogResolver,
      ConfirmActivityResolver,
      ClaimResolver,
      ModerationResolver,
      AppealResolver,
      InquiryResolver,
      InquiryChangesResolver,
      InquiryFieldsResolver,
      InquiryDisclosureResolver,
      InquiryAttachmentResolver,
      MessageReleaseResolver,
      CompanyInquiriesResolver,
      ViewerInquiriesResolver,
      ResponsivenessResolver,
      AbuseReportResolver,
      InquiryReportResolver,
      InboxResolver,
      SubscriptionResolver,
      DeviceResolver,
      NewsletterIssueResolver,
      LeavingResolver,
    ],
    container: containerOf([
      new CompanyResolver(companies, services.slugs),
      new CompanyEditResolver(services),
      new CompanyOwnResolver(services),
      new CompanyChangeResolver(services),
      new DocumentResolver(services.papers),
      new UploadResolver(services.uploadTickets),
      new MembershipResolver(services),
      new CompanyMemberResolver(services.memberships, services.accounts),
      new InvitationResolver(services),
      new ViewerResolver(services.accounts, services.memberships, companies),
      new AccountResolver(services),
      new RegistrationResolver(services.registrations, services.emailProofs, services.accounts),
      new SignInResolver(services.signIns, services.sessionCare, services.idempotency),
      new SessionResolver(services.sessionCare, services.accounts, services.idempotency),
      new SecondFactorResolver(services.secondFactorChanges, services.secondFactors),
      new SecurityLogResolver(services.securityLog),
      new ConfirmActivityResolver(services.unusualActivities),
      new ClaimResolver(services.verificationDesk, services.claimViews),
      new ModerationResolver(services.companyModeration, services.moderationViews),
      new AppealResolver(services.appealHearing, services.appealViews),
      new InquiryResolver(services),
      new InquiryChangesResolver(services.inquiryChanges, services.inquiryViews),
      new InquiryFieldsResolver(services),
      new InquiryDisclosureResolver(services.inquiryDisclosures),
      new InquiryAttachmentResolver(services.inquiryFileAddresses),
      new MessageReleaseResolver(services.messageReleasing, services.inquiryViews),
      new CompanyInquiriesResolver(services.inquiryViews),
      new ViewerInquiriesResolver(services.inquiryViews),
      new ResponsivenessResolver(services.responsivenessCounts),
      new AbuseReportResolver(services),
      new InquiryReportResolver(services.reportedInquiries),
      new InboxResolver(services),
      new SubscriptionResolver(services),
      new DeviceResolver(services),
      new NewsletterIssueResolver(services),
      new LeavingResolver(services.leavings),
    ]),
    references: {
      // Nobody sees another's account.
      Viewer: async ({ id }: { id: string }, { viewer }: MemberContext) => {
        const isOwn = viewer.kind === 'account' && localIdOf('Viewer', id) === viewer.accountId;
        const account = isOwn ? await services.accounts.byId(viewer.accountId) : null;
        return account && maySignIn(account) ? presentViewer(account) : null;
      },
      Company: async ({ id }: { id: string }, context: MemberContext) => {
        const local = localIdOf('Company', id);
        const record = local && (await context.companies.load(local));
        return record ? presentCompany(record, context.locale) : null;
      },
    },
  });
  return { schema, contextFor: memberContext(companies, services.memberships) };
}
