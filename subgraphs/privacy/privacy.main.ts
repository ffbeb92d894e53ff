import 'reflect-metadata';
import { text } from '../../kit/config/setting.ts';
import { runSubgraph } from '../../kit/subgraph/subgraph.process.ts';
import { startPrivacy } from './privacy.ts';

await runSubgraph(
  {
    name: 'privacy',
    port: 4003,
    shape: {
      POLICY_CONTROLLER: text(200, 'Example Trade Directory (fictional)'),
      POLICY_CONTROLLER_ADDRESS: text(400, '1 Example Street, Example City (fictional)'),
      POLICY_CONTACT: text(200, 'privacy@directory.example'),
    },
    start: async ({ POLICY_CONTROLLER, POLICY_CONTROLLER_ADDRESS, POLICY_CONTACT }) =>
      startPrivacy({
        controller: POLICY_CONTROLLER,
        controllerAddress: POLICY_CONTROLLER_ADDRESS,
        contact: POLICY_CONTACT,
      }),
  },
  process.env,
);
