/** One of the ways to come by a server's binary. They are tried in order; the first that finds one wins. */
export interface Way {
  /** Names the way in a sentence: "the PATH". */
  words: string;
  /** The binary's path. Throws with the reason when this way is closed, and Refusal when no other way may be tried. */
  find(): Promise<string>;
}

export interface Binary {
  path: string;
  source: string;
}

/** Stops the search: what the user named is wrong, or what was fetched is not to be trusted. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** No way led to a binary. The message lists every way with its reason, and what to do. */
class NoServerError extends Error {
  override name = 'NoServerError';
}

/** Walks the ways in order. `waysOut` are told to the user when all of them are closed. */
export async function findBinary(server: string, ways: Way[], waysOut: string[]): Promise<Binary> {
  const closed: string[] = [];
  for (const way of ways) {
    try {
      const path = await way.find();
      return { path, source: `${way.words} (${path})` };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      closed.push(`  - ${way.words}: ${(error as Error).message}`);
    }
  }
  const numbered = waysOut.map((out, index) => `  ${index + 1}. ${out}`);
  throw new NoServerError(
    [`Expected to find ${server}; every way to it is closed:`, ...closed, 'Do one of these:', ...numbered].join('\n'),
  );
}
