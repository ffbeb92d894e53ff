import { emailFault, emailForm } from './email-address.ts';

it('has one form for addresses that are one', () => {
  expect(emailForm(' Ali@Firma.Example ')).toBe('ali@firma.example');
  expect(emailForm('x@münchen.example')).toBe(emailForm('X@xn--mnchen-3ya.example'));
  expect(emailForm('é@a.example'.normalize('NFD'))).toBe('é@a.example');
});

it.each(['a@b.example', 'ayşe@firma.example', '王@例子.公司', 'иван@почта.рф', 'a+b@c-d.example', 'x@münchen.example'])(
  'takes %s',
  (address) => expect(emailFault(emailForm(address))).toBeNull(),
);

it.each(['', 'a', '@b.example', 'a@', 'a b@c.example', 'a@b@c.example', 'a..b@c.example', 'a@localhost', 'a@1.2.3.4'])(
  'takes %j for no address',
  (address) => expect(emailFault(emailForm(address))).toMatch(/^an e-mail address such as/),
);

it.each([
  'sales@pаypal.example',
  'sales@xn--pypal-4ve.example',
  'x@аррӏе.example',
  'аdmin@firma.example',
  'ceо@firma.example',
  'ａdmin@firma.example',
  '𝐚dmin@firma.example',
  'ⅰnfo@firma.example',
  'ɑdmin@firma.example',
  'adm\u034fin@firma.example',
  'ad\ufe0fmin@firma.example',
  'admi\u0307n@firma.example',
])('takes %j for another address', (address) => expect(emailFault(emailForm(address))).toMatch(/taken for another/));
