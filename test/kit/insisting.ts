interface Answered {
  errors?: { extensions: { code: string } }[];
}

/** Asks again what a busy directory had no time for, as an app does: the request has to bear a repeat. */
export async function insisting<T extends Answered>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer.errors?.[0]?.extensions.code !== 'UNAVAILABLE') return answer;
  }
}
