import { startMailCatcher } from '../../kit/mail/mail-catcher.ts';
import type { SinkReport } from './sink.protocol.ts';

const tell = (report: SinkReport): void => void process.send!(report);

const { url } = await startMailCatcher({
  port: 0,
  most: 1,
  onCaught: ({ to, subject, text }) => tell({ mail: { to, subject, text, at: Date.now() } }),
});
process.once('disconnect', () => process.exit());
tell({ url });
