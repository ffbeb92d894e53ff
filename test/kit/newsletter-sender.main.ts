import 'reflect-metadata';
import { createLog } from '../../kit/log/log.ts';
import { readConfig } from '../../kit/config/config.ts';
import { Idempotency } from '../../kit/idempotency/idempotency.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { pushSink } from '../../kit/push/push-sink.ts';
import { openKeyringFrom } from '../../kit/subject-keys/open-keyring.ts';
import { keyringShape } from '../../kit/subject-keys/setting.ts';
import { Accounts } from '../../subgraphs/member/account/accounts.ts';
import { alertServices } from '../../subgraphs/member/alert/alert-services.ts';
import { Allowances } from '../../kit/allowance/allowances.ts';
import { MailSender } from '../../kit/mail/outgoing/mail-sender.ts';
import { Mails } from '../../subgraphs/member/mail/mails.ts';

/** A process that posts issues of newsletters until it is killed. */
const { MONGODB_URI } = process.env;
const [connection, events] = connect(MONGODB_URI!, ['member', 'events']);
await connection.asPromise();
const log = createLog('newsletter-sender', (line) => void process.stderr.write(line));
const { keyring } = await openKeyringFrom(readConfig(keyringShape, process.env), { dataUri: MONGODB_URI! });
const sender = new MailSender({ smtp: 'smtp://127.0.0.1:9', from: 'directory@directory.example' });
const mails = new Mails({ connection, keyring, sender, publicUrl: 'https://directory.example', log });
alertServices({
  connection,
  events,
  keyring,
  push: pushSink(),
  accounts: new Accounts(connection, keyring),
  allowances: new Allowances(connection, keyring),
  idempotency: new Idempotency(connection, keyring),
  mails,
  reach: async () => true,
  log,
}).newsletterSending.start();
