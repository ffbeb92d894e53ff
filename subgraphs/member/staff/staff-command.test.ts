import { readStaffCommand } from './staff-command.ts';

it('reads what an operator asks for', () => {
  expect(readStaffCommand({ words: ['list'] })).toEqual({ kind: 'list' });
  expect(readStaffCommand({ words: ['disable', 'A@Staff.example'] })).toEqual({
    kind: 'disable',
    email: 'a@staff.example',
  });
  expect(readStaffCommand({ words: ['add', 'a@staff.example'], role: ['SUPPORT', 'SUPPORT'] })).toEqual({
    kind: 'add',
    email: 'a@staff.example',
    roles: ['SUPPORT'],
    name: 'a',
    printPassword: false,
  });
});

it.each([
  [{ words: [] }, 'Expected add, list, roles or disable'],
  [{ words: ['add', 'a@staff.example', 'b@staff.example'], role: ['SUPPORT'] }, 'Expected add, list'],
  [{ words: ['add', 'nobody'], role: ['SUPPORT'] }, 'Expected an e-mail address'],
  [{ words: ['add', 'a@staff.example'] }, 'Expected at least one --role'],
  [{ words: ['roles', 'a@staff.example'], role: ['OWNER'] }, 'got OWNER'],
])('refuses %j and says what it expected', (given, expected) => {
  expect(() => readStaffCommand(given)).toThrow(expected);
});
