import type { MemberStage } from '../members/member-stage.ts';
import type { MailSink } from './mail-sink.ts';

/** A stage on which mail goes out. */
export interface MailStage extends Omit<MemberStage, 'readersRate' | 'readersP95'> {
  sink: MailSink;
  /** Global id of the company that is asked, and the address of its owner. */
  company: { id: string; email: string };
}
