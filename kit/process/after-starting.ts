import { once } from 'node:events';

let begun = new AbortController();
begun.abort();

/** Says that this process begins, and that what answers goes first. The result says that it answers now. */
export function starting(): () => void {
  begun = new AbortController();
  return () => begun.abort();
}

/** Lets what a process needs to answer at all go first: resolves at once where nobody said that it begins, or when told to stop. */
export async function afterStarting(stop: AbortSignal): Promise<void> {
  const either = AbortSignal.any([begun.signal, stop]);
  if (!either.aborted) await once(either, 'abort');
}
