/** About what it takes to answer one of them. */
const EACH_MS = 5;
const MOST = 0.5;

/** Whoever asks this process something. Work in the background gives way to them, and loses no time while nobody is there. */
export class Readers {
  #asked = 0;

  /** One of them asks. */
  ask(): void {
    this.#asked++;
  }

  /** A piece of work begins. The answer, called when it is done, says how many milliseconds to rest for those who asked meanwhile. */
  working(): () => number {
    const [begun, before] = [performance.now(), this.#asked];
    return () => restAfter(performance.now() - begun, this.#asked - before);
  }
}

/** The rest after a piece of work: a little for each who asked meanwhile, and half of the time that it took at the most. */
export const restAfter = (tookMs: number, asked: number): number => Math.min(tookMs * MOST, asked * EACH_MS);
