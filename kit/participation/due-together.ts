import type { PlaceDue } from './places-due.ts';

/** What is done in one turn: little of several places in one transaction, or one place batch by batch. */
export interface DueTogether {
  isLittle: boolean;
  due: [PlaceDue, ...PlaceDue[]];
}

/** Places where there is something to do, in their order: neighbours together as long as they hold no more than a batch and nothing is to be done beside the transaction. */
export function dueTogether(due: readonly PlaceDue[], batch: number): DueTogether[] {
  const turns: DueTogether[] = [];
  let held = 0;
  for (const one of due) {
    const isLittle = one.records <= batch && !one.place.before && !one.place.after;
    const last = turns.at(-1);
    if (isLittle && last?.isLittle && held + one.records <= batch) {
      last.due.push(one);
      held += one.records;
    } else {
      turns.push({ isLittle, due: [one] });
      held = one.records;
    }
  }
  return turns;
}
