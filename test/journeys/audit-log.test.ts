import { gatewayOver, type SmallGateway } from '../kit/gateway-over.ts';

let gateway: SmallGateway;
beforeAll(async () => void (gateway = await gatewayOver({ member: () => null, catalog: () => null })));
afterAll(() => gateway.server.stop());

it('nobody who is not signed in learns anything of the audit log through the gateway', async () => {
  const { data, errors } = await gateway.ask('{ verifyAuditLog { ok entries } auditInclusion(sequence: 0) { entry } }');
  expect(data).toEqual({ verifyAuditLog: null, auditInclusion: null });
  expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});
