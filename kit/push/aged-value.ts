/** A value that ages, and until when it is good: milliseconds since 1970. */
export interface Aged {
  value: string;
  until: number;
}

/** Keeps a value while it is good, and makes the next one for all who ask meanwhile. One that could not be made is asked for anew the next time. */
export function agedValue(make: (now: number) => Promise<Aged>, now: () => number = Date.now): () => Promise<string> {
  let kept: Aged | null = null;
  let making: Promise<Aged> | null = null;
  return async () => {
    if (kept && now() < kept.until) return kept.value;
    making ??= make(now()).finally(() => (making = null));
    kept = await making;
    return kept.value;
  };
}
