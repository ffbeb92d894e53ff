import { createServer } from 'node:http';
import { processShape, readConfig } from '../config/config.ts';
import { host, port } from '../config/setting.ts';
import { startMailCatcher } from './mail-catcher.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const config = readConfig({ ...processShape, HOST: host, PORT: port(1080), SMTP_PORT: port(1025) }, process.env);
  if (config.NODE_ENV === 'production') {
    throw new Error(
      'Expected development: the mail catcher keeps mail and sends none on. Name a mail server by SMTP_URL.',
    );
  }
  const catcher = await startMailCatcher({ port: config.SMTP_PORT, host: config.HOST });
  const reader = createServer(({ method, url }, answer) => {
    const known = method === 'GET' && (url === '/' || url === '/health/live');
    answer.writeHead(known ? 200 : 404, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    answer.end(JSON.stringify(known && url === '/' ? catcher.mails() : { ok: known }));
  });
  reader.on('error', ({ message }) => {
    say(`Not started. ${message}`);
    process.exit(1);
  });
  reader.listen(config.PORT, config.HOST);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
  say(`Catching mail at ${catcher.url}.`);
} catch (error) {
  say(`Not started. ${(error as Error).message}`);
  process.exitCode = 1;
}
