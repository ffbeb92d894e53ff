import { readCasesCommand } from './cases-command.ts';

it('reads what is asked for', () => {
  expect(readCasesCommand({ words: [] })).toEqual({
    kind: 'list',
    sought: {
      states: ['IDENTITY_CHECK', 'TRIAGE', 'IN_PROGRESS', 'BLOCKED'],
      rights: null,
      regimes: null,
      dueBefore: null,
    },
  });
  const given = { words: ['list'], state: ['REFUSED'], right: ['ERASURE', 'COPY'], 'due-before': '2026-12-31' };
  expect(readCasesCommand(given)).toMatchObject({
    sought: { states: ['REFUSED'], rights: ['COPY', 'ERASURE'], dueBefore: new Date('2026-12-31T00:00:00Z') },
  });
  expect(readCasesCommand({ words: ['show', 'pc-7k2m-qozd-4xnb'] })).toEqual({
    kind: 'show',
    number: 'PC-7K2M-Q0ZD-4XNB',
  });
});

it.each([
  [{ words: ['close', 'PC-7K2M-Q0ZD-4XNB'] }, 'Expected list or show'],
  [{ words: ['list', 'all'] }, 'Expected list or show'],
  [{ words: ['show'] }, 'Expected the number of a case, got nothing'],
  [{ words: ['list'], state: ['OPEN'] }, 'Expected --state of IDENTITY_CHECK'],
  [{ words: ['list'], right: ['FORGET'] }, 'Expected --right of ACCESS'],
  [{ words: ['list'], regime: ['CCPA'] }, 'Expected --regime of KVKK'],
  [{ words: ['list'], 'due-before': 'soon' }, 'Expected --due-before'],
])('refuses %j and says what it expected', (given, expected) => {
  expect(() => readCasesCommand(given)).toThrow(expected);
});
