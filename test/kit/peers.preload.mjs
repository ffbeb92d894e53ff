import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Loaded before a process's own code (`--import`): writes down whom its environment names and whom it turns to, a line of JSON each, into the
 * file named by this module's own address. `{ pid, named: [host:port] }` first, then `{ pid, by, to: host:port }`.
 */
const file = new URL(import.meta.url).searchParams.get('file');
const write = (line) => appendFileSync(file, `${JSON.stringify({ pid: process.pid, ...line })}\n`);

const PORTS = { mongodb: '27017', http: '80', https: '443', smtp: '25', smtps: '465' };
const namedIn = (value) =>
  [...value.matchAll(/\b(mongodb|https?|smtps?):\/\/([^/?\s]+)/g)].map(([, protocol, authority]) => {
    const host = authority.slice(authority.lastIndexOf('@') + 1);
    return /:\d+$/.test(host) ? host : `${host}:${PORTS[protocol]}`;
  });
write({ program: process.argv[1] ?? '', named: Object.values(process.env).flatMap(namedIn) });

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function watched(...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { path, host, port } =
    typeof first === 'object' && first !== null
      ? first
      : Number.isNaN(Number(first))
        ? { path: first }
        : { port: first, host: typeof second === 'string' ? second : undefined };
  write({ by: 'tcp', to: path ? String(path) : `${host ?? 'localhost'}:${port}` });
  return connect.apply(this, args);
};

for (const verb of ['send', 'connect']) {
  const own = dgram.Socket.prototype[verb];
  dgram.Socket.prototype[verb] = function watched(...args) {
    const host = args.findLast((one) => typeof one === 'string') ?? 'localhost';
    write({ by: 'udp', to: `${host}:${args.find((one) => typeof one === 'number') ?? 0}` });
    return own.apply(this, args);
  };
}

/** Looking a name up tells it to a name server. */
function watchNames(from) {
  for (const verb of Object.keys(from).filter((name) => /^(lookup|resolve|reverse)/.test(name))) {
    const own = from[verb];
    if (typeof own !== 'function') continue;
    from[verb] = function watched(name, ...rest) {
      write({ by: 'name', to: String(name) });
      return own.call(this, name, ...rest);
    };
  }
}
watchNames(dns);
watchNames(dns.promises);
syncBuiltinESMExports();
