import { loginNameFault, loginNameForm } from './login-name.ts';

it('compares login names as people read them', () => {
  expect(loginNameForm('AYŞE.Örnek')).toBe(loginNameForm('ayse.ornek'));
  expect(loginNameForm('İSTANBUL')).toBe(loginNameForm('istanbul'));
  expect(loginNameFault('王小明的店')).toBeNull();
  for (const wrong of ['ab', 'a@b', ' ', '-abc', 'аdmin', 'a b c', 'x'.repeat(31)])
    expect(loginNameFault(wrong)).not.toBeNull();
});
