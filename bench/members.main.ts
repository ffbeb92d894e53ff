import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import { Generator } from './load/generator.ts';
import { importing } from './members/importing.ts';
import { asking, type MemberStage } from './members/member-stage.ts';
import { publishing } from './members/publishing.ts';
import { calmReaders } from './members/readers.ts';
import { signedIn, signingIn } from './members/signing-in.ts';
import { SEARCH_PAGE } from './query/documents.ts';
import { productQuestions } from './query/product-questions.ts';
import { gatewayTarget } from './query/question.ts';
import { closingLine } from './report/closing-line.ts';

const { say, products, companies, dataDir, built, pool, rounds, seconds, rows, only, nodeArguments } = benchArguments();

await mkdir(dataDir, { recursive: true });
const deployment = await openDeployment({
  dataDir: join(dataDir, `members-${products}`),
  products,
  companies,
  built,
  say,
});
const generator = new Generator();
const figures: Record<string, unknown> = { products };
/** Each part measures one thing that members do, and answers its figures. */
const PARTS: Record<string, (stage: MemberStage) => Promise<Record<string, number>>> = {
  publishing,
  'signing-in': signingIn,
  importing: importing(rows),
};
try {
  const gateway = await deployment.start({ nodeArguments });
  try {
    const bare = { deployment, gateway, generator, rounds, seconds, connections: 16, say };
    generator.target('gateway', gatewayTarget(gateway.origin, SEARCH_PAGE, productQuestions(pool, products)));
    const ask = asking(gateway.origin);
    const stage = { ...bare, ask, owner: await signedIn(ask, 'owner@demo.example'), ...(await calmReaders(bare)) };
    for (const [part, run] of Object.entries(PARTS))
      if (only.length === 0 || only.includes(part)) Object.assign(figures, await run(stage));
  } finally {
    await gateway.stop();
  }
} finally {
  generator.stop();
  await deployment.stop();
}
say(closingLine(figures));
