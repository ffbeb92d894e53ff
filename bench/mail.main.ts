import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import { Generator } from './load/generator.ts';
import { alerting } from './mail/alerting.ts';
import { inquiring } from './mail/inquiring.ts';
import { MailSink } from './mail/mail-sink.ts';
import type { MailStage } from './mail/mail-stage.ts';
import { percolating } from './mail/percolating.ts';
import { reading } from './mail/reading.ts';
import { asking } from './members/member-stage.ts';
import { signedIn } from './members/signing-in.ts';
import { SEARCH_PAGE } from './query/documents.ts';
import { productQuestions } from './query/product-questions.ts';
import { gatewayTarget } from './query/question.ts';
import { closingLine } from './report/closing-line.ts';

const { say, products, companies, dataDir, built, pool, rounds, seconds, only, nodeArguments } = benchArguments();
const isWanted = (part: string): boolean => only.length === 0 || only.includes(part);
const figures: Record<string, unknown> = { products };
/** Each part measures one thing that mail is for, and answers its figures. */
const PARTS: Record<string, (stage: MailStage) => Promise<Record<string, number>>> = {
  inquiries: inquiring,
  readers: reading,
  alerts: alerting,
};
const OWNER = 'owner@demo.example';
const OWN_COMPANY = '{ viewer { company { id } } }';

if (isWanted('percolation')) Object.assign(figures, percolating(say));
const parts = Object.entries(PARTS).filter(([part]) => isWanted(part));
if (parts.length > 0) await onDeployment(parts.map(([, run]) => run));
say(closingLine(figures));

async function onDeployment(runs: readonly ((stage: MailStage) => Promise<Record<string, number>>)[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const data = join(dataDir, `mail-${products}`);
  const deployment = await openDeployment({ dataDir: data, products, companies, built, say });
  const [generator, sink] = [new Generator(), await MailSink.open()];
  try {
    const settings = { SMTP_URL: sink.url, TRUSTED_PROXIES: '127.0.0.1' };
    const gateway = await deployment.start({ nodeArguments, settings });
    try {
      generator.target('gateway', gatewayTarget(gateway.origin, SEARCH_PAGE, productQuestions(pool, products)));
      const ask = asking(gateway.origin);
      const owner = await signedIn(ask, OWNER);
      const { viewer } = await ask(OWN_COMPANY, {}, owner);
      const bare = { deployment, gateway, generator, rounds, seconds, connections: 16, say };
      const stage = { ...bare, ask, owner, sink, company: { id: viewer.company.id, email: OWNER } };
      for (const run of runs) Object.assign(figures, await run(stage));
    } finally {
      await gateway.stop();
    }
  } finally {
    generator.stop();
    sink.close();
    await deployment.stop();
  }
}
