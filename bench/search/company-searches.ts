import type { Say } from '../deployment/deployment.ts';

export interface CompanySearchOptions {
  file: string | null;
  built: string;
  rounds: number;
  seconds: number;
  say: Say;
}

export async function companySearches({ file, say }: CompanySearchOptions): Promise<Record<string, number>> {
  if (file === null)
    say('\nSKIPPED: English company search over real companies. Name a file of them by --companies-file PATH.');
  return {};
}
