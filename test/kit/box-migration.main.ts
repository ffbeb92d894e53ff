import { migrate } from '../../kit/migration/migrate.ts';
import { connect } from '../../kit/mongo/connect.ts';
import { boxes } from './boxes.ts';

// Migrates the boxes in small batches, until it is done or killed.
const [connection] = connect(process.argv[2]!, [boxes.name]);
await connection.asPromise();
await migrate(connection, boxes, { batch: 5, say: (line) => void process.stdout.write(`${line}\n`) });
await connection.close();
