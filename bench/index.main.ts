import 'reflect-metadata';
import { join } from 'node:path';
import { benchArguments } from './bench-arguments.ts';
import { openDeployment } from './deployment/deployment.ts';
import { ProductWriter } from './deployment/product-writer.ts';
import { publishing } from './indexing/publishing.ts';
import { stock } from './indexing/stock.ts';
import { wholePath, type IndexCost } from './indexing/whole-path.ts';
import { closingLine } from './report/closing-line.ts';

const { say, products, companies, dataDir, built, published, only } = benchArguments();
const wants = (part: string) => only.length === 0 || only.includes(part);
const spoken = ({ seconds, bytes }: IndexCost) => `${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(0)} MB`;

const folder = join(dataDir, `market-${products}`);
const deployment = await openDeployment({ dataDir: folder, products, companies, built, say });
const { uri } = deployment.servers.mongo;
const figures: Record<string, unknown> = { products };
try {
  if (wants('publishing')) {
    const gateway = await deployment.start();
    const writer = await ProductWriter.open(uri);
    try {
      Object.assign(figures, await publishing({ deployment, gateway, writer, count: published, say }));
    } finally {
      await writer.close();
      await gateway.stop();
    }
  }
  if (wants('index')) {
    const own = await wholePath(uri, deployment.keys.keyring, say);
    say(`\nIndexing ${products} products, whole path from MongoDB: ${spoken(own)}`);
    const plain = await stock(uri, deployment.keys.keyring, say);
    say(`Stock settings, fed directly: ${spoken(plain)}`);
    Object.assign(figures, {
      indexTimeRatio: own.seconds / plain.seconds,
      indexBytesRatio: own.bytes / plain.bytes,
      indexSeconds: own.seconds,
    });
  }
} finally {
  await deployment.stop();
}
say(closingLine(figures));
