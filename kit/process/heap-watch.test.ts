import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString, type HeapInfo } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { watchHeap, type NearlyFull } from './heap-watch.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MB = 2 ** 20;
async function told(usedMb: number): Promise<NearlyFull[]> {
  const heard: NearlyFull[] = [];
  const heap = { used_heap_size: usedMb * MB, heap_size_limit: 400 * MB } as HeapInfo;
  const stop = watchHeap(
    (full) => heard.push(full),
    () => heap,
  );
  for (let time = 0; time < 3; time++) {
    collect();
    await sleep(20);
  }
  stop();
  collect();
  await sleep(20);
  return heard;
}

it('tells once when little is left after a full collection', async () => {
  expect(await told(350)).toEqual([{ usedMb: 350, limitMb: 400 }]);
});

it('says nothing while there is enough', async () => {
  expect(await told(300)).toEqual([]);
});
