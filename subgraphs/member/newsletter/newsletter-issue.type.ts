import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { Node } from '../../../kit/graphql/node.type.ts';
import { PageInfo } from '../../../kit/graphql/page-info.type.ts';
import { Newsletter } from '../subscription/subscription.enum.ts';
import { NewsletterIssueState } from './newsletter-issue.enum.ts';

@ObjectType('NewsletterContent', { description: 'What an issue says in one language.' })
@ShowsRecord('newsletterIssues', 'contents')
export class NewsletterContentType {
  @Field(() => LocaleEnum, { description: 'The language. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'The subject of the mail. Never null.' })
  subject!: string;

  @Field(() => String, { description: 'The text of the mail. Never null.' })
  text!: string;
}

@ObjectType('NewsletterIssue', {
  implements: Node,
  description: 'An issue of a newsletter, for administrators. Who got it is written down nowhere.',
})
@ShowsRecord('newsletterIssues')
export class NewsletterIssue extends Node {
  @Field(() => ID, { description: 'Opaque and unique across all types. Never null; never reused.' })
  declare id: string;

  @Field(() => Newsletter, { description: 'Of which newsletter it is. Never null.' })
  newsletter!: Newsletter;

  @Field(() => [NewsletterContentType], { description: 'What it says, in one to three languages.' })
  contents!: NewsletterContentType[];

  @Field(() => NewsletterIssueState, { description: 'Where it stands. Never null.' })
  state!: NewsletterIssueState;

  @Field(() => Int, { description: 'How many mails were posted so far. Never null.' })
  @Shows('newsletterIssues.sent')
  sentCount!: number;

  @Field(() => Int, {
    description:
      'How many subscriptions were passed over so far: begun later, ended meanwhile, without an address, or another of somebody who gets it. Never null.',
  })
  @Shows('newsletterIssues.skipped')
  skippedCount!: number;

  @Field(() => DateTimeScalar, { description: 'When it was begun. Never null.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was sent off; null while it is a draft.' })
  sentAt!: Date | null;

  @Field(() => Int, { description: 'Its version, to change or send it. Never null.' })
  version!: number;

  @Field(() => Boolean, {
    description: 'Whether whoever asks may change it, send it off and delete it now. Never null.',
  })
  @ShowsNothingPersonal()
  viewerCanSend!: boolean;

  @Field(() => Boolean, { description: 'Whether whoever asks may stop it now. Never null.' })
  @ShowsNothingPersonal()
  viewerCanStop!: boolean;
}

@ObjectType('NewsletterIssueEdge', { description: 'An issue in a list.' })
@ShowsNothingPersonal()
export class NewsletterIssueEdge {
  @Field(() => String, { description: 'Opaque position; give it as `after` to go on from here. Never null.' })
  cursor!: string;

  @Field(() => NewsletterIssue, { nullable: true, description: 'The issue; null when it vanished meanwhile.' })
  node!: NewsletterIssue | null;
}

@ObjectType('NewsletterIssueConnection', { description: 'A page of issues, what was begun last first.' })
export class NewsletterIssueConnection {
  @Field(() => [NewsletterIssueEdge], { description: 'The page.' })
  edges!: NewsletterIssueEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands. Never null.' })
  pageInfo!: PageInfo;
}
