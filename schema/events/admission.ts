import type { Connection } from 'mongoose';
import { modelOf } from '../../kit/record/record.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { endedSessionRecord } from './ended-session.record.ts';

/** Whether a viewer's session has not been ended. Nobody's always counts. */
export const admission =
  (events: Connection) =>
  async (viewer: Viewer): Promise<boolean> =>
    viewer.kind === 'anonymous' ||
    (await modelOf(events, endedSessionRecord).collection.findOne({ _id: viewer.sessionId } as never, {
      projection: { _id: 1 },
    })) === null;
