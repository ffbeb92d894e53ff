import type { Client } from 'undici';

/** What no right answer holds, of the gateway or of the engine. */
const WRONG = ['"errors":', '"searchProducts":null', '"searchCompanies":null', '"product":null'];

/** One request and its whole answer, as cheaply as Node can. Answers the bytes of the body; throws for anything but a right answer. */
export function exchange(
  client: Client,
  headers: Record<string, string>,
  { path, body }: { path: string; body: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    client.dispatch(
      { method: 'POST', path, headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          const answer = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
          if (status === 200 && !WRONG.some((text) => answer.includes(text))) resolve(answer.length);
          else
            reject(
              new Error(
                `Expected an answer without errors to ${body.slice(0, 300)}, got ${status}: ${answer.toString().slice(0, 500)}`,
              ),
            );
        },
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}
