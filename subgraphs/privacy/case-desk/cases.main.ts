import { parseArgs } from 'node:util';
import { readConfig } from '../../../kit/config/config.ts';
import { text } from '../../../kit/config/setting.ts';
import { onMongod } from '../../../kit/local-servers/on-mongod.ts';
import { connect } from '../../../kit/mongo/connect.ts';
import { caseInWords, caseLine } from './case-lines.ts';
import { readCasesCommand, type CasesCommand } from './cases-command.ts';
import { ListedCases } from './listed-cases.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function told(uri: string, command: CasesCommand): Promise<string> {
  const [connection] = connect(uri, ['privacy']);
  try {
    await connection.asPromise();
    const cases = new ListedCases(connection);
    if (command.kind === 'list') return (await cases.sought(command.sought)).map(caseLine).join('\n');
    const found = await cases.byNumber(command.number);
    if (!found) throw new Error(`Expected the number of a case, got ${command.number}: there is none.`);
    return caseInWords(found);
  } finally {
    await connection.close();
  }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      state: { type: 'string', multiple: true },
      right: { type: 'string', multiple: true },
      regime: { type: 'string', multiple: true },
      'due-before': { type: 'string' },
    },
  });
  const command = readCasesCommand({ words: positionals, ...values });
  const { DATA_DIR } = readConfig({ DATA_DIR: text(500, '.data') }, process.env);
  await onMongod({ dataDir: DATA_DIR, env: process.env, log: say }, async (uri) => {
    const lines = await told(uri, command);
    // The list alone, so that a script can take it; what is for a person goes the other way.
    if (lines) process.stdout.write(`${lines}\n`);
    say(lines ? 'Done.' : 'There is none.');
  });
} catch (error) {
  say((error as Error).message);
  process.exitCode = 2;
}
