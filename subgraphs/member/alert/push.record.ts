import { instant, list, oneOf, subjectRef, text } from '../../../kit/record/field.ts';
import { about } from '../../../kit/record/personal.ts';
import { record, type Recorded } from '../../../kit/record/record.ts';
import { workFields } from '../../../kit/work/work.fields.ts';

const KEPT_SECONDS = 7 * 86_400;

const aboutHolder = about({
  subject: 'subjectRef',
  purposes: ['alerts'],
  basis: 'contract',
  retention: 'mail queue',
  since: 'createdAt',
  onErasure: 'delete document',
  onExport: 'include',
  protection: 'plain',
});
const id = () => text(24, aboutHolder('user.unique_id.pseudonymous'), '^[0-9a-f]{24}$');

/** A message that waits to wake a device. It goes when it was handed over, and after seven days at the latest. */
export const pushRecord = record({
  collection: 'pushes',
  version: 1,
  fields: {
    ...workFields,
    subjectRef: subjectRef('ANYBODY', aboutHolder('user.unique_id.pseudonymous')),
    deviceId: id(),
    kind: oneOf(['alert', 'digest'], aboutHolder('user.account.settings')),
    subscriptionIds: list(id(), 100),
    productIds: list(id(), 20),
    createdAt: instant(aboutHolder('user.account.settings')),
  },
  indexes: [
    { keys: { dueAt: 1 } },
    { keys: { subjectRef: 1 } },
    { keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
});

export type PushRecord = Recorded<typeof pushRecord>;
