import type { IdentifiedPerson, PersonSought } from '../../../kit/participation/participant.ts';
import { personOf } from './person.ts';

const ACCOUNT = {
  accountId: 'a'.repeat(24),
  email: 'ayse@member.example',
  name: 'Ayşe',
  locale: 'TR',
  country: 'TR',
  isStaff: false,
} as const;
const known = (ref: string): IdentifiedPerson => ({ references: [{ ref, kind: 'ANYBODY' }], account: null });
const isHer = (sought: PersonSought) =>
  'accountId' in sought ? sought.accountId === ACCOUNT.accountId : sought.email === ACCOUNT.email;
let asked = 0;
const member = {
  identify: async (sought: PersonSought) => {
    asked++;
    return isHer(sought) ? { ...known('holder'), account: ACCOUNT } : { references: [], account: null };
  },
};
/** A part that keeps some by account and some by address. */
const privacy = {
  identify: async (sought: PersonSought) => known('accountId' in sought ? 'by account' : `by ${sought.email}`),
};
const refs = async (sought: PersonSought) =>
  (await personOf([member, privacy], sought)).references.map(({ ref }) => ref).toSorted();

it('whoever has an account is known by it and by its proven address, whichever they came with', async () => {
  asked = 0;
  const all = ['by account', `by ${ACCOUNT.email}`, 'holder'];
  expect(await refs({ accountId: ACCOUNT.accountId })).toEqual(all);
  expect(await refs({ email: ACCOUNT.email })).toEqual(all);
  expect(asked).toBe(2);
});

it('whoever has none is known by what they came with alone', async () => {
  expect(await refs({ email: 'other@guest.example' })).toEqual(['by other@guest.example']);
  expect(await refs({ accountId: 'b'.repeat(24) })).toEqual(['by account']);
});

it('half a person is nobody', async () => {
  const away = { identify: () => Promise.reject(new Error('away')) };
  await expect(personOf([member, away], { email: ACCOUNT.email })).rejects.toThrow('away');
});
