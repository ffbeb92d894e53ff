import 'reflect-metadata';
import { RepresentativeAuthority } from '../case/privacy-case.enum.ts';
import { readCase, type GivenCase } from './said-case.ts';

const said: GivenCase = { rights: ['ACCESS'], email: ' Ayse@Örnek.example ' };
const representative = {
  name: 'Can Vekil',
  personEmail: 'ayse@ornek.example',
  authority: RepresentativeAuthority.POWER_OF_ATTORNEY,
  authorityDeclared: true,
};

it('keeps what was asked in one form', () => {
  expect(readCase({ ...said, text: 'a\r\nb ', name: ' Ayşe ', country: 'TR' })).toEqual({
    rights: ['ACCESS'],
    text: 'a\nb',
    email: 'ayse@xn--rnek-4qa.example',
    name: 'Ayşe',
    country: 'TR',
    representatives: [],
  });
  expect(readCase({ ...said, email: null, text: '' })).toMatchObject({ email: null, text: null, name: null });
});

it.each([
  [{ rights: [] }, 'rights'],
  [{ rights: ['ACCESS', 'ACCESS'] as const }, 'rights'],
  [{ email: 'nobody' }, 'email'],
  // Letters of Cyrillic, one among Latin ones and all of a word; and one that nobody sees.
  [{ email: 'аyse@ornek.example' }, 'email'],
  [{ email: 'расе@ornek.example' }, 'email'],
  [{ email: 'ay\u200bse@ornek.example' }, 'email'],
  [{ email: 'ayse@оrnek.example' }, 'email'],
  [{ email: 'x'.repeat(100_000) }, 'email'],
  [{ text: 'x'.repeat(5_001) }, 'text'],
  [{ text: 'a\u202eb' }, 'text'],
  [{ name: ' ' }, 'name'],
  [{ name: 'x'.repeat(201) }, 'name'],
  [{ country: 'tr' }, 'country'],
  [{ country: 'EU' }, 'country'],
  [{ representative: { ...representative, personEmail: 'аyse@ornek.example' } }, 'representative.personEmail'],
  [{ representative: { ...representative, name: '' } }, 'representative.name'],
])('refuses %j by the name of the field', (given, field) => {
  expect(readCase({ ...said, ...given })).toMatchObject({ field });
});

it('takes nobody for another’s representative who does not declare that they are', () => {
  const { name, authority, personEmail: forEmail } = representative;
  expect(readCase({ ...said, representative })).toMatchObject({ representatives: [{ name, authority, forEmail }] });
  expect(readCase({ ...said, representative: { ...representative, authorityDeclared: false } })).toMatchObject({
    message: expect.stringContaining('authorityDeclared'),
  });
});
