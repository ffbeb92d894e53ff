import { startStrangers, type Strangers } from '../../../test/kit/strangers.ts';

let strangers: Strangers;
beforeAll(async () => void (strangers = await startStrangers()), 60_000);
afterAll(() => strangers?.stop());

/** What something costs the database and the keys, and what it answers. */
async function costOf(work: () => Promise<object>) {
  const { connection, keyCalls } = strangers;
  const databases = ['member', 'events'].map((name) => connection.useDb(name, { useCache: true }).db!);
  for (const db of databases) await db.command({ profile: 2 });
  const [since, calls] = [new Date(), keyCalls.length];
  const answer = await work();
  for (const db of databases) await db.command({ profile: 0 });
  const recorded = await Promise.all(
    databases.map((db) =>
      db
        .collection('system.profile')
        .find({ ts: { $gte: since } })
        .toArray(),
    ),
  );
  const commands = recorded.flat().map(({ ns, op }) => `${op} ${ns}`);
  return { answer, commands: commands.toSorted(), keys: keyCalls.slice(calls).toSorted() };
}

it.each(['sendInquiry', 'subscribe'] as const)(
  '%s answers and does the same for an address of an account, of a guest and of nobody',
  async (mutation) => {
    // The first makes what is made once.
    await strangers[mutation]('first@nobody.example');
    const { account, guest, nobody } = strangers.addresses();
    const [ofAccount, ofGuest, ofNobody] = [
      await costOf(() => strangers[mutation](account)),
      await costOf(() => strangers[mutation](guest)),
      await costOf(() => strangers[mutation](nobody)),
    ];
    expect(ofNobody.answer).toEqual({ kind: 'done', reference: null, repeated: false });
    expect(ofNobody.commands.length).toBeGreaterThan(3);
    expect(ofNobody.commands).toContain('insert member.idempotencyKeys');
    expect(ofAccount).toEqual(ofNobody);
    expect(ofGuest).toEqual(ofNobody);
    // Nothing of those whom we know was looked at.
    expect(ofNobody.commands.filter((command) => /member\.(accounts|guests)/.test(command))).toEqual([]);
    expect(ofNobody.keys.filter((call) => /tokensOf (accounts|guests)\./.test(call))).toEqual([]);
  },
  30_000,
);
