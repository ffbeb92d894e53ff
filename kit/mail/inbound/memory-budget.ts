/** What one mail that comes in holds of the budget. */
interface Held {
  /** Takes so much more; false when there is not so much left, and then has taken none. */
  grow(bytes: number): boolean;
  /** Gives all of it back. */
  end(): void;
}

/** How many bytes all mails that are on their way in may hold in memory together. */
export class MemoryBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  begin(): Held {
    let held = 0;
    return {
      grow: (bytes) => {
        if (bytes > this.#left) return false;
        this.#left -= bytes;
        held += bytes;
        return true;
      },
      end: () => {
        this.#left += held;
        held = 0;
      },
    };
  }
}
