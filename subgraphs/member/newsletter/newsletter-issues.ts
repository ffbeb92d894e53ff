import type { ClientSession, Connection, mongo } from 'mongoose';
import { behind, type TimePlace } from '../../../kit/graphql/time-page.ts';
import { modelOf } from '../../../kit/record/record.ts';
import { newsletterIssueRecord, type NewsletterIssueRecord } from './newsletter-issue.record.ts';

/** The issues of newsletters, as they are stored. */
export class NewsletterIssues {
  readonly collection: mongo.Collection<NewsletterIssueRecord>;

  constructor(connection: Connection) {
    this.collection = modelOf(connection, newsletterIssueRecord).collection as never;
  }

  byId(id: string, session?: ClientSession): Promise<NewsletterIssueRecord | null> {
    return this.collection.findOne({ _id: id }, { ...(session && { session }) });
  }

  /** What was written last first, behind a place in that order; at most so many. */
  page(after: TimePlace | null, most: number): Promise<NewsletterIssueRecord[]> {
    const older = behind('createdAt', after, 'newest') as mongo.Filter<NewsletterIssueRecord>;
    return this.collection.find(older, { sort: { createdAt: -1, _id: -1 }, limit: most }).toArray();
  }

  /** New, or in the place of the one with its id. Read it in the same session, so that two changes at once are told apart. */
  async put(issue: NewsletterIssueRecord, session: ClientSession): Promise<void> {
    await this.collection.replaceOne({ _id: issue._id }, issue, { session, upsert: true });
  }

  async remove(id: string, session: ClientSession): Promise<void> {
    await this.collection.deleteOne({ _id: id }, { session });
  }
}
