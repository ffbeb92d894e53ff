const place = (dataDir: string): string => (dataDir === '.data' ? '' : `DATA_DIR='${dataDir}' `);

/** What a newcomer is told once the directory is ready: where it is, what to try, how to stop. */
export const welcome = (address: string, dataDir: string, tookMs: number): string => `
The trade directory is ready after ${(tookMs / 1000).toFixed(1)} s.

  GraphQL      ${address}/graphql
  In a browser ${address}/

Three queries to try:

  Ball valves, in Turkish, with facets:
  { searchProducts(query: "küresel vana", first: 5, locale: TR) { totalCount { value } facets { label values { label count input } } edges { node { name company { name verified } } } } }

  The category tree, in Chinese:
  { categories(locale: ZH) { code name children { code name } } }

  Chinese suppliers, by name:
  { searchCompanies(where: { country: ["CN"] }, orderBy: NAME, first: 5, locale: ZH) { edges { node { name description contact { email } } } } }

For the privacy team, a token for fifteen minutes: ${place(dataDir)}npm run --silent staff:token -- --role PRIVACY_OFFICER

Stop with Ctrl-C; the data stays in ${dataDir}.`;
