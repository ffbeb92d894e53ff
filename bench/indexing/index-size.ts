import { Meilisearch } from 'meilisearch';

/** How large an engine's database is. */
export async function bytesOf({ url, masterKey }: { url: string; masterKey: string }): Promise<number> {
  return (await new Meilisearch({ host: url, apiKey: masterKey }).getStats()).databaseSize;
}
