import { readCompanies, saveCompanies } from '../deployment/company-file.ts';
import { openDeployment, type Say } from '../deployment/deployment.ts';
import { Generator } from '../load/generator.ts';
import { companyQuestions } from '../query/company-questions.ts';
import { directJobs, type DirectJobs } from '../query/direct-jobs.ts';
import { COMPANY_PAGE } from '../query/documents.ts';
import { engineTarget, gatewayTarget } from '../query/question.ts';
import { distinctSearches, SIDES } from './distinct.ts';

export interface CompanySearchOptions {
  /** JSON lines, gzipped: `name`, `summary`, `country`, `city`. Null: skipped, and said so. */
  file: string | null;
  built: string;
  rounds: number;
  seconds: number;
  say: Say;
}

const QUESTIONS = 20_000;

/** Real text: English search over the companies of a file, in a directory of their own that is thrown away. */
export async function companySearches(options: CompanySearchOptions): Promise<Record<string, number>> {
  const { file, built, rounds, seconds, say } = options;
  if (file === null) {
    say('\nSKIPPED: English company search over real companies. Name a file of them by --companies-file PATH.');
    return {};
  }
  const records = await readCompanies(file);
  say(`\nEnglish company search over ${records.length} companies of ${file}:`);
  const deployment = await openDeployment({ dataDir: null, products: 0, companies: records.length, built, say });
  const generator = new Generator();
  try {
    await saveCompanies(deployment.servers.mongo.uri, deployment.keys.keyring, records);
    const drawn = companyQuestions(records, QUESTIONS);
    const heard = { deployment, documents: [COMPANY_PAGE], questions: drawn, keepIn: null, say };
    const [{ asked: questions, direct }] = (await directJobs(heard)) as [DirectJobs];
    const gateway = await deployment.start();
    try {
      generator.target('gateway', gatewayTarget(gateway.origin, COMPANY_PAGE, questions));
      generator.target('direct', engineTarget(deployment.servers.meili, direct));
      const stage = { deployment, gateway, generator, rounds, seconds, connections: 16, say };
      return await distinctSearches(stage, SIDES, 'companySearch');
    } finally {
      await gateway.stop();
    }
  } finally {
    generator.stop();
    await deployment.stop();
  }
}
