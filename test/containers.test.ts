import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

interface Service {
  image: string;
  user?: string;
  command?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  read_only?: boolean;
  restart?: string;
  ports?: string[];
  networks?: string[];
  volumes?: (string | { source: string; target: string })[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[]; interval: string; timeout: string };
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
}

const text = read('docker-compose.yml');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const processes = ['gateway', 'member', 'catalog', 'privacy', 'witness'];
const oneShots = ['backup', 'keys', 'seed'];

/** The Compose Specification's own JSON schema, as the Compose linter carries it. */
const linter = dirname(createRequire(import.meta.url).resolve('dclint/package.json'));
const { $schema: _, ...schema } = JSON.parse(readFileSync(join(linter, 'schemas', 'compose.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

const named = (rule: (service: Service, name: string) => boolean): string[] =>
  services.filter(([name, service]) => rule(service, name)).map(([name]) => name);
const mounts = (volume: string): string[] =>
  named(({ volumes = [] }) => volumes.some((mount) => typeof mount === 'string' && mount.startsWith(`${volume}:`)));

describe('docker-compose.yml', () => {
  it('is valid by the Compose Specification, whose schema would tell', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { gateway: { image: 'x', healthcheck: { retries: {} } } } })).toBe(false);
    expect(validate({ services: { gateway: { image: 'x', prots: ['4000'] } } })).toBe(false);
  });

  it('has every service of the directory', () => {
    expect(named(() => true).toSorted()).toEqual(
      [...processes, ...oneShots, 'mongo', 'mongo-keys', 'meilisearch', 'mail'].toSorted(),
    );
    expect(named(({ image }) => /^(mongo:8|getmeili\/meilisearch:v1\.21\.0)$/.test(image))).toEqual([
      'mongo',
      'mongo-keys',
      'meilisearch',
    ]);
    expect(named(({ image }) => image !== 'trade-directory' && !/:v?\d/.test(image))).toEqual([]);
  });

  it('runs nothing as root, with any capability, or with a root file system that can be written', () => {
    expect(named(({ user }) => !/^[1-9]\d*:[1-9]\d*$/.test(user ?? ''))).toEqual([]);
    expect(named(({ cap_drop }) => !cap_drop?.includes('ALL'))).toEqual([]);
    expect(named(({ security_opt }) => !security_opt?.includes('no-new-privileges:true'))).toEqual([]);
    expect(named(({ read_only }) => read_only !== true)).toEqual([]);
  });

  it('watches the health of all that keeps running, and starts it again', () => {
    expect(named(({ healthcheck }) => !healthcheck).toSorted()).toEqual(oneShots);
    expect(named(({ healthcheck }) => /\/health\/ready/.test(healthcheck?.test.join(' ') ?? ''))).toEqual(processes);
    expect(named(({ restart }) => restart !== 'unless-stopped').toSorted()).toEqual(oneShots);
    const often = /^\d+s$/;
    expect(
      named(({ healthcheck: check }) => !!check && !(often.test(check.interval) && often.test(check.timeout))),
    ).toEqual([]);
    for (const [name, set] of [
      ['mongo', 'directory'],
      ['mongo-keys', 'keys'],
    ] as const) {
      const { healthcheck, environment, command } = compose.services[name]!;
      expect(healthcheck?.test.join(' ')).toContain('rs.initiate({ _id: process.env.SET');
      expect([environment?.['SET'], environment?.['MEMBER']]).toEqual([set, `${name}:27017`]);
      expect(command).toEqual(expect.arrayContaining(['--replSet', set]));
    }
  });

  it('tells a ready process from one that is not', async () => {
    const [, command, ...args] = compose.services['gateway']!.healthcheck!.test.map((part) =>
      part.replaceAll('$$', '$'),
    );
    let status = 200;
    const server = createServer((request, response) =>
      response.writeHead(request.url === '/health/ready' ? status : 404).end(),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const PORT = String((server.address() as AddressInfo).port);
    const check = () => once(spawn(command!, args, { env: { ...process.env, PORT } }), 'exit');
    expect(await check()).toEqual([0, null]);
    status = 503;
    expect(await check()).toEqual([1, null]);
    server.close();
    server.closeAllConnections();
    expect(await check()).toEqual([1, null]);
  });

  it('publishes the gateway, the mail page and the door for mail on 127.0.0.1, and nothing else', () => {
    expect(named(({ ports }) => ports !== undefined)).toEqual(['gateway', 'member', 'mail']);
    expect(compose.services['member']!.ports).toEqual(['127.0.0.1:${RELAY_PORT:-2525}:2525']);
    expect(compose.services['member']!.environment?.['SMTP_IN_PORT']).toBe('2525');
    expect(read('Dockerfile')).toMatch(/^EXPOSE .*\b2525\b/m);
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.filter((published) => !published.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('lets each service reach what it talks to, and no more', () => {
    const on = (network: string): string[] => named(({ networks }) => networks?.includes(network) ?? false);
    expect(on('public')).toEqual(['gateway', 'member', 'mail']);
    expect(on('gateway')).toEqual(['gateway', 'member', 'catalog', 'privacy', 'mail']);
    expect(on('data')).toEqual(['member', 'catalog', 'privacy', 'backup', 'seed', 'mongo']);
    expect(on('subject-keys')).toEqual(['member', 'catalog', 'privacy', 'seed', 'mongo-keys']);
    expect(on('search')).toEqual(['catalog', 'privacy', 'meilisearch']);
    expect(on('witness')).toEqual(['privacy', 'witness']);
    expect(Object.keys(compose.networks).filter((name) => !compose.networks[name]?.internal)).toEqual(['public']);
  });

  it('holds no secret, and gives each key to those who use it', () => {
    expect(text).not.toMatch(/(KEY|SECRET|PASSWORD): +\S/);
    expect(mounts('gateway-keys')).toEqual(['gateway', 'keys']);
    expect(mounts('viewer-keys')).toEqual(['member', 'catalog', 'privacy', 'keys']);
    expect(mounts('search-keys')).toEqual(['catalog', 'privacy', 'keys', 'meilisearch']);
    expect(mounts('audit-keys')).toEqual(['privacy', 'keys']);
    expect(mounts('witness-keys')).toEqual(['witness', 'keys']);
    expect(mounts('member-keys')).toEqual(['member', 'keys']);
    expect(mounts('privacy-keys')).toEqual(['privacy', 'keys']);
    expect(mounts('public-keys')).toEqual(['gateway', 'member', 'catalog', 'privacy', 'witness', 'keys']);
    expect(mounts('wrapping-keys')).toEqual(['member', 'catalog', 'privacy', 'seed', 'keys']);
    expect(mounts('mongo-keys-data')).toEqual(['mongo-keys']);
    expect(mounts('mongo-data')).toEqual(['mongo']);
    expect(mounts('witness-data')).toEqual(['witness']);
    expect(mounts('tombstones')).toEqual(['privacy']);
    expect(mounts('backup-wrapping')).toEqual(['backup', 'keys']);
    for (const volume of ['backup-keys', 'backups']) expect(mounts(volume)).toEqual(['privacy', 'backup']);
    const writable = named(({ volumes = [] }) =>
      volumes.some((mount) => typeof mount === 'string' && /:\/keys\/\w+$/.test(mount)),
    );
    expect(writable).toEqual(['keys']);
  });

  it('has a default for each setting, and .env.example explains it', () => {
    const settings = [...text.matchAll(/(?<!\$)\$\{(\w+)(:-)?/g)];
    expect(settings.map(([, name = '']) => name).toSorted()).toEqual([
      'CORS_ORIGINS',
      'GATEWAY_PORT',
      'MAIL_FROM',
      'MAIL_PORT',
      'MAIL_RELAY_DOMAIN',
      'POLICY_CONTACT',
      'POLICY_CONTROLLER',
      'POLICY_CONTROLLER_ADDRESS',
      'PUBLIC_URL',
      'RECIPIENT_MAIL_CONTACT',
      'RELAY_PORT',
      'SMTP_URL',
      'TRUSTED_PROXIES',
    ]);
    expect(settings.filter(([, , fallback]) => !fallback)).toEqual([]);
    const example = read('.env.example');
    for (const [, name] of settings) expect(example).toMatch(new RegExp(`^# .+\\n${name}=`, 'm'));
  });
});

it('the image is built in stages, runs as a user, and takes only what the build reads', () => {
  const lines = read('Dockerfile').split('\n');
  expect(lines.filter((line) => line.startsWith('FROM ')).length).toBeGreaterThan(2);
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  expect(last.filter((line) => line.startsWith('USER '))).toEqual(['USER 1000:1000']);
  expect(last.filter((line) => line.startsWith('COPY ') && !line.includes('--from='))).toEqual([]);
  const ignored = read('.dockerignore').split('\n');
  expect(ignored).toContain('*');
  expect(ignored.filter((line) => /^!.*(\.env|\.git|\.data|node_modules)/.test(line))).toEqual([]);
});
