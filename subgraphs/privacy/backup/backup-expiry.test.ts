import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupRegister } from '../../../kit/backup/backup-register.ts';
import { createLog } from '../../../kit/log/log.ts';
import { startAuditWorld, type AuditWorld } from '../../../test/kit/audit-world.ts';
import { until } from '../../../test/kit/world.ts';
import { BackupExpiry } from './backup-expiry.ts';

const [OVER, LIVES] = ['a'.repeat(24), 'b'.repeat(24)] as [string, string];
let world: AuditWorld;
let folder: string;
beforeAll(async () => {
  world = await startAuditWorld();
  folder = await mkdtemp(join(tmpdir(), 'backup-expiry-'));
}, 60_000);
afterAll(async () => {
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('a running directory ends a backup whose time is over, key and file, and the audit log has one entry of it and nobody', async () => {
  const backups = new BackupRegister(folder);
  const now = new Date('2026-11-27T00:00:00.000Z');
  const ends = { [OVER]: '2026-11-27T00:00:00.000Z', [LIVES]: '2026-12-01T00:00:00.000Z' };
  for (const [id, expiresAt] of Object.entries(ends)) {
    await writeFile(join(folder, `${id}.key`), 'wrapped');
    await writeFile(join(folder, `${id}.backup`), 'sealed');
    const head = { id, createdAt: '2026-10-23T00:00:00.000Z', expiresAt, collections: [] };
    await backups.add(head, join(folder, `${id}.backup`));
  }
  const log = createLog('test', () => undefined);
  const sweeps = [0, 1].map(() => new BackupExpiry({ backups, events: world.events, now: () => now, log }));
  for (const sweep of sweeps) sweep.start();
  await until(async () => (await backups.all()).length === 1);
  await Promise.all(sweeps.map((sweep) => sweep.stop()));
  for (const ending of ['key', 'backup'])
    await expect(stat(join(folder, `${OVER}.${ending}`))).rejects.toThrow('ENOENT');
  await stat(join(folder, `${LIVES}.key`));
  expect(await backups.latestExpiry()).toEqual(new Date(ends[LIVES]!));
  const events = await world.outbox.find({ action: 'BACKUP_DESTROYED' }).toArray();
  expect(events).toEqual([
    expect.objectContaining({ actor: 'system', reasonRef: OVER, subjectRef: null, reason: 'RETENTION_ENDED' }),
  ]);
});
