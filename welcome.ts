import { demoAccountsNotice } from './seed/demo/demo-accounts.ts';

const place = (dataDir: string): string => (dataDir === '.data' ? '' : `DATA_DIR='${dataDir}' `);

export interface WelcomeFacts {
  address: string;
  /** Where mail to the addresses that stand for buyers and suppliers comes in; null: nowhere. */
  mailPort: number | null;
  relayDomain: string;
  dataDir: string;
  tookMs: number;
  /** Of the demo accounts. */
  password: string;
}

/** What a newcomer is told once the directory is ready: where it is, what to try, how to stop. */
export const welcome = ({ address, mailPort, relayDomain, dataDir, tookMs, password }: WelcomeFacts): string => `
The trade directory is ready after ${(tookMs / 1000).toFixed(1)} s.

  GraphQL      ${address}/graphql
  In a browser ${address}/
  Its mails    ${address}/dev/mailbox
  Its pushes   ${address}/dev/push
  Answers      by mail to …@${relayDomain}, over SMTP at 127.0.0.1:${mailPort ?? '–'}

Three queries to try:

  Ball valves, in Turkish, with facets:
  { searchProducts(query: "küresel vana", first: 5, locale: TR) { totalCount { value } facets { label values { label count input } } edges { node { name company { name verified } } } } }

  The category tree, in Chinese:
  { categories(locale: ZH) { code name children { code name } } }

  Chinese suppliers, by name:
  { searchCompanies(where: { country: ["CN"] }, orderBy: NAME, first: 5, locale: ZH) { edges { node { name description contact { email } } } } }

${demoAccountsNotice(password)}

  mutation { signIn(input: { login: "owner@demo.example", password: "${password}" }) { ... on Session { accessToken } } }

A token without an account for fifteen minutes: ${place(dataDir)}npm run --silent staff:token -- --role PRIVACY_OFFICER

A certificate of erasure is verified offline: ${place(dataDir)}npm run certificate:verify -- FILE
The key for others: curl ${address}/.well-known/jwks.json -o keys.json, then --key keys.json

Stop with Ctrl-C; the data stays in ${dataDir}.`;
