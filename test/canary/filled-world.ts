import { until, type World } from '../kit/world.ts';
import { Planting } from './planting.ts';
import { alertsOf, companyOf, peopleIn, threadsOf, waitingOf, type People } from './written-by-people.ts';
import { casesOf, changesOf, judgedOf, reportsOf } from './written-to-staff.ts';

/** Canaries in every field about people that the API takes, by several who share company and threads; as soon as all lies where it comes to lie by itself. */
export async function filledWorld(world: World): Promise<{ people: People; planting: Planting }> {
  const planting = new Planting();
  const people = await peopleIn(world, planting);
  await companyOf(world, people, planting);
  const threads = await threadsOf(world, people, planting);
  await alertsOf(world, people, planting);
  await judgedOf(world, people, planting);
  await reportsOf(world, people, threads, planting);
  await casesOf(world, people, planting);
  await changesOf(world, people, planting);
  await waitingOf(world, people, planting);
  await settled(people);
  return { people, planting };
}

async function settled({ colleagues }: People): Promise<void> {
  const [member, events] = colleagues.connections;
  const [catalog, privacy] = [events.useDb('catalog'), events.useDb('privacy')];
  const none = (of: typeof member, name: string, filter: object = {}) =>
    until(async () => (await of.collection(name).countDocuments(filter)) === 0, 60_000);
  await none(member, 'inboundMails', { handledAt: null });
  await none(member, 'mails');
  await none(privacy, 'mails');
  const card = { traderRef: { $type: 'string' } } as const;
  await until(async () => {
    const [told, followed] = await Promise.all(
      [events, catalog].map((of) => of.collection('companyCards').findOne(card)),
    );
    return told !== null && told!['version'] === followed?.['version'];
  }, 60_000);
  await none(catalog, 'importJobs', { state: { $in: ['QUEUED', 'RUNNING'] } });
}
