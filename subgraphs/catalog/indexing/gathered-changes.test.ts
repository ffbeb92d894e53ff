import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../../kit/mongo/change-feed.ts';
import { GatheredChanges } from './gathered-changes.ts';

const change = (id: string): Change => ({ collection: 'products', id, position: id });

/** A reader that gives out what a test says, when it says so; it stands after the last that it gave out. */
class Said {
  position = 'begun';
  readonly #waiting: ((changes: Change[] | Error) => void)[] = [];

  async next(): Promise<Change[]> {
    const said = await new Promise<Change[] | Error>((resolve) => this.#waiting.push(resolve));
    if (said instanceof Error) throw said;
    this.position = said.at(-1)?.id ?? this.position;
    return said;
  }

  say(said: string[] | Error): Promise<void> {
    this.#waiting.shift()!(said instanceof Error ? said : said.map(change));
    return sleep(1);
  }
}

let reader: Said;
let following: GatheredChanges;
beforeEach(() => {
  reader = new Said();
  following = new GatheredChanges(reader);
});

it('gives what comes shortly one after another as one, with the position after the last', async () => {
  const gathered = following.next();
  await reader.say(['a']);
  await reader.say(['b', 'c']);
  await reader.say(['d']);
  expect(await gathered).toEqual({ changes: ['a', 'b', 'c', 'd'].map(change), position: 'd' });
});

it('gives at once that there is nothing', async () => {
  const gathered = following.next();
  await reader.say([]);
  expect(await gathered).toEqual({ changes: [], position: 'begun' });
});

it('keeps what comes too late for the next one, and stands before it until then', async () => {
  const first = following.next();
  await reader.say(['a']);
  const gathered = await first;
  await reader.say(['b']);
  expect(reader.position).toBe('b');
  expect(gathered).toEqual({ changes: [change('a')], position: 'a' });
  expect(await following.next()).toEqual({ changes: [change('b')], position: 'b' });
});

it('fails with what its reader fails with, also when that came too late', async () => {
  const first = following.next();
  await reader.say(['a']);
  expect((await first).changes).toHaveLength(1);
  await reader.say(new Error('The database is gone.'));
  await expect(following.next()).rejects.toThrow('gone');
});
