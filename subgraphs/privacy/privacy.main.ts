import 'reflect-metadata';
import { ed25519PrivateKey, ed25519PublicKey, mongoUri, text } from '../../kit/config/setting.ts';
import { startConnected } from '../../kit/mongo/connected.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { namedWitness } from './audit/audit-place.ts';
import { startPrivacy } from './privacy.ts';

/** With `file:FOLDER` this process is its own witness, and signs; else the witness answers over HTTP, and its word is checked. */
const isOwnWitness = process.env['WITNESS']?.startsWith('file:') ?? false;
const witnessKey = (isOwnWitness ? 'WITNESS_SIGNING_KEY' : 'WITNESS_PUBLIC_KEY') as 'WITNESS_KEY';

await runSubgraph(
  {
    name: 'privacy',
    port: 4003,
    shape: {
      MONGODB_URI: mongoUri,
      AUDIT_SIGNING_KEY: ed25519PrivateKey,
      WITNESS: text(500, 'http://127.0.0.1:4004'),
      [witnessKey]: isOwnWitness ? ed25519PrivateKey : ed25519PublicKey,
      POLICY_CONTROLLER: text(200, 'Example Trade Directory (fictional)'),
      POLICY_CONTROLLER_ADDRESS: text(400, '1 Example Street, Example City (fictional)'),
      POLICY_CONTACT: text(200, 'privacy@directory.example'),
    },
    start: (config, log) =>
      startConnected(config.MONGODB_URI, ['privacy', 'events'], ([connection, events]) => {
        const witness = namedWitness(config.WITNESS, config[witnessKey], config.AUDIT_SIGNING_KEY);
        return startPrivacy({
          connection,
          events,
          log,
          policy: {
            controller: config.POLICY_CONTROLLER,
            controllerAddress: config.POLICY_CONTROLLER_ADDRESS,
            contact: config.POLICY_CONTACT,
          },
          auditKey: config.AUDIT_SIGNING_KEY,
          witness,
        });
      }),
  },
  process.env,
);
