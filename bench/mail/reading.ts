import { calmReaders, readersDuring } from '../members/readers.ts';
import { median } from '../report/spread.ts';
import { inquiries } from './inquiring.ts';
import type { MailStage } from './mail-stage.ts';

const A_MINUTE = 100;

/** Guests write at a hundred a minute, as long as somebody reads: what that does to readers. */
export async function reading(stage: MailStage): Promise<Record<string, number>> {
  const among = { ...stage, ...(await calmReaders(stage)) };
  const ratios: number[] = [];
  let written = 0;
  for (let round = 0; round < stage.rounds; round++)
    ratios.push(
      await readersDuring(among, async (isOver) => {
        written += (await inquiries(stage, A_MINUTE, isOver)).length;
      }),
    );
  const mailReadersRatio = median(ratios);
  stage.say(
    `\n${A_MINUTE} inquiries a minute: readers' p95 ${mailReadersRatio.toFixed(2)} times its calm (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}); ${written} inquiries`,
  );
  return { mailReadersRatio };
}
