import { globalId } from '../../../kit/global-id/global-id.ts';
import type { RecipientCode } from '../../../schema/processing/recipients.ts';
import type { ErasureOrder } from './erasure-order.record.ts';
import type { ErasureOrderState } from './recipient.enum.ts';
import type { RecipientType } from './recipient.type.ts';
import type { Registered } from './recipient-register.ts';

export const presentRecipient = ({ id, code, ...registered }: Registered): RecipientType => ({
  id: globalId('Recipient', id),
  code,
  name: registered.name,
  categories: [...registered.categories],
  purposes: [...registered.purposes],
  receives: registered.receives,
  host: registered.host,
  contact: registered.contact,
  isToldOfErasures: registered.erasure === 'order',
});

export const presentOrder = ({ _id, recipient, state, ...order }: ErasureOrder) => ({
  __typename: 'ErasureOrder' as const,
  id: globalId('ErasureOrder', _id),
  recipient: recipient satisfies RecipientCode,
  state: state as ErasureOrderState,
  copies: order.copies,
  document: order.document,
  sentAt: order.sentAt,
  dueAt: order.dueAt,
  answeredAt: order.answeredAt,
});
