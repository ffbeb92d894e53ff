import 'reflect-metadata';
import type { SubgraphRequest } from '../../../kit/subgraph/subgraph.ts';
import type { Role } from '../../../kit/viewer/viewer.ts';
import { RECIPIENTS } from '../../../schema/processing/recipients.ts';
import { RecipientAnswer } from './recipient.enum.ts';
import { registerOf } from './recipient-register.ts';
import { RecipientResolver } from './recipient.resolver.ts';

const recipients = registerOf({ hosts: { MAIL_PROVIDER: 'smtp.example' }, contacts: { FCM: 'dpo@push.example' } });
const resolver = new RecipientResolver({ recipients, recipientAnswers: {} as never });
const asking = (...roles: Role[]): SubgraphRequest =>
  ({ viewer: { kind: 'account', accountId: 'a'.repeat(24), sessionId: 'b'.repeat(24), roles }, locale: 'EN' }) as never;

it('shows officers the whole register page by page, and each by its id', () => {
  const officer = asking('PRIVACY_OFFICER');
  const first = resolver.recipients(4, null, officer);
  const second = resolver.recipients(100, first.pageInfo.endCursor, officer);
  const shown = [...first.edges, ...second.edges].map(({ node }) => node);
  expect(shown.map(({ code }) => code)).toEqual(Object.keys(RECIPIENTS));
  expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage, second.pageInfo.hasPreviousPage]).toEqual([
    true,
    false,
    true,
  ]);
  for (const one of shown) expect(resolver.recipient(one.id, officer)).toEqual(one);
  expect(shown[0]).toMatchObject({
    code: 'MAIL_PROVIDER',
    host: 'smtp.example',
    contact: null,
    isToldOfErasures: true,
  });
  expect(shown.filter(({ isToldOfErasures }) => isToldOfErasures).map(({ contact }) => contact)).toEqual([
    null,
    'dpo@push.example',
    null,
  ]);
  expect(() => resolver.recipients(1, 'elsewhere', officer)).toThrow('Expected `after`');
});

it('shows it to nobody else', async () => {
  for (const role of ['SUPPORT', 'ADMINISTRATOR', 'VERIFIER'] as const) {
    expect(() => resolver.recipients(1, null, asking(role))).toThrow('Expected staff with the role PRIVACY_OFFICER');
    expect(() => resolver.recipient('x', asking(role))).toThrow('PRIVACY_OFFICER');
    await expect(resolver.erasureOrders(1, null, true, asking(role))).rejects.toThrow('PRIVACY_OFFICER');
    await expect(resolver.erasureOrder('x', asking(role))).rejects.toThrow('PRIVACY_OFFICER');
  }
});

it('answers with the order, by the name that its type has', async () => {
  const _id = 'e'.repeat(24);
  const order = { _id, recipient: 'MAIL_PROVIDER', state: 'CONFIRMED', copies: 1, document: 'signed' };
  const recipientAnswers = { record: async () => ({ kind: 'done', reference: _id }), one: async () => order };
  const input = { orderId: 'x', answer: RecipientAnswer.CONFIRMED, idempotencyKey: 'k' };
  const one = new RecipientResolver({ recipients, recipientAnswers: recipientAnswers as never });
  const answered = await one.recordRecipientAnswer(input, asking('PRIVACY_OFFICER'));
  expect(answered).toMatchObject({ __typename: 'ErasureOrder', state: 'CONFIRMED', copies: 1 });
});
