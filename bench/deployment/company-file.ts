import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { connect } from '../../kit/mongo/connect.ts';
import { ensureCollections } from '../../kit/record/record.ts';
import type { Keyring } from '../../kit/sealing/keyring.ts';
import { Companies } from '../../subgraphs/member/company/companies.ts';
import type { CompanyRecord } from '../../subgraphs/member/company/company.record.ts';
import { MEMBER_EVENTS, MEMBER_RECORDS } from '../../subgraphs/member/member.ts';

const BATCH = 500;
const LETTERS = Array.from({ length: 26 }, (_, number) => String.fromCharCode(65 + number));
/** Where the country is not one that ICU knows by that name. */
const UNKNOWN = 'ZZ';

/** A line of such a file: JSON, one company a line, gzipped. */
interface Line {
  name: string;
  summary?: string;
  country?: string;
  city?: string;
}

/** Companies of a file as records: name, text, country and city as they stand there, and nothing made up beside. */
export async function readCompanies(file: string): Promise<CompanyRecord[]> {
  const codes = countryCodes();
  const records: CompanyRecord[] = [];
  for await (const line of createInterface(createReadStream(file).pipe(createGunzip()))) {
    const { name, summary, country, city } = JSON.parse(line) as Line;
    const number = records.length;
    records.push({
      _id: number.toString(16).padStart(24, '0'),
      traderRef: null,
      slug: `company-${number}`,
      name: { en: name.slice(0, 200) },
      country: codes.get(country ?? '') ?? UNKNOWN,
      region: null,
      city: city ? { en: city.slice(0, 100) } : {},
      address: null,
      identifiers: [],
      mainProducts: [],
      description: summary ? { en: summary.slice(0, 5_000) } : {},
      categoryCodes: [],
      foundedYear: null,
      contact: null,
      persons: [],
      verifiedUntil: null,
      status: 'ACTIVE',
      createdAt: new Date(number),
      updatedAt: new Date(number),
      version: 1,
    });
  }
  return records;
}

/** Stores companies as the member subgraph does, with their cards. */
export async function saveCompanies(
  mongoUri: string,
  keyring: Keyring,
  records: readonly CompanyRecord[],
): Promise<void> {
  const [member, events] = connect(mongoUri, ['member', 'events']);
  try {
    await member.asPromise();
    await ensureCollections(member, MEMBER_RECORDS);
    await ensureCollections(events, MEMBER_EVENTS);
    const companies = new Companies(member, events, keyring);
    for (let from = 0; from < records.length; from += BATCH) await companies.save(records.slice(from, from + BATCH));
  } finally {
    await member.close();
  }
}

/** ISO 3166-1 codes by their English names. */
function countryCodes(): Map<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return new Map(codes.flatMap((code) => (names.of(code) ? [[names.of(code)!, code] as const] : [])));
}
