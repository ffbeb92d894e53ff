/** About what it takes to answer one of them. */
const EACH_MS = 5;
const MOST = 0.5;

/** Whoever asks a process something. Work in the background gives way to them, and loses no time while nobody is there. */
export class Readers {
  #asked = 0;
  #waiting = 0;
  readonly #resting = new Set<() => void>();

  /** One of them asks; called when they have their answer. */
  come(): () => void {
    this.#asked++;
    this.#waiting++;
    let isHere = true;
    return () => {
      if (!isHere) return;
      isHere = false;
      if (--this.#waiting === 0) for (const told of this.#resting) told();
    };
  }

  /** Resolves when nobody waits for an answer, and after so many milliseconds at the latest: where somebody always does, work goes on all the same. */
  async gone(mostMs: number): Promise<void> {
    if (this.#waiting === 0) return;
    await new Promise<void>((resolve) => {
      const over = () => {
        clearTimeout(late);
        this.#resting.delete(over);
        resolve();
      };
      const late = setTimeout(over, mostMs);
      this.#resting.add(over);
    });
  }

  /** A piece of work begins. The answer, called when it is done, says how many milliseconds to rest for those who asked meanwhile. */
  working(): () => number {
    const [begun, before] = [performance.now(), this.#asked];
    return () => restAfter(performance.now() - begun, this.#asked - before);
  }
}

/** The rest after a piece of work: a little for each who asked meanwhile, and half of the time that it took at the most. */
export const restAfter = (tookMs: number, asked: number): number => Math.min(tookMs * MOST, asked * EACH_MS);

/** Those of this process. */
export const readers = new Readers();
