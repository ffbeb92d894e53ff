import 'reflect-metadata';
import type { Connection } from 'mongoose';
import { connect } from '../kit/mongo/connect.ts';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import { besideReaders } from './erasure/beside-readers.ts';
import { manySubjects, oneSubject } from './erasure/erasing.ts';
import { Leavers } from './erasure/leaver.ts';
import { Generator } from './load/generator.ts';
import { SEARCH_PAGE } from './query/documents.ts';
import { productQuestions } from './query/product-questions.ts';
import { gatewayTarget } from './query/question.ts';
import { closingLine } from './report/closing-line.ts';

const { say, products, companies, built, pool, rounds, seconds, people, only, nodeArguments } = benchArguments();

/** All of it is thrown away: erased people are of no use a second time. */
const deployment = await openDeployment({ dataDir: null, products, companies, built, say });
const [member, privacy] = connect(deployment.servers.mongo.uri, ['member', 'privacy']) as [Connection, Connection];
await member.asPromise();
const generator = new Generator();
const figures: Record<string, unknown> = { products };
const wants = (part: string) => only.length === 0 || only.includes(part);
try {
  const gateway = await deployment.start({ nodeArguments });
  try {
    generator.target('gateway', gatewayTarget(gateway.origin, SEARCH_PAGE, productQuestions(pool, products)));
    const leavers = new Leavers(member, privacy, deployment.keys.keyring);
    const bare = { deployment, gateway, generator, rounds, seconds, connections: 16, say };
    const stage = { ...bare, leavers, privacy, pid: gateway.pid };
    if (wants('one'))
      for (const records of [1_000, 10_000, 100_000]) Object.assign(figures, await oneSubject(stage, records));
    if (wants('many')) Object.assign(figures, await manySubjects(stage, people, 100));
    if (wants('readers')) Object.assign(figures, await besideReaders(stage));
  } finally {
    await gateway.stop();
  }
} finally {
  generator.stop();
  await member.close();
  await deployment.stop();
}
say(closingLine(figures));
