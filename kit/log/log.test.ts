import { dataMapOf } from '../data-map/data-map.ts';
import { instant, nullable, oneOf, subjectRef, text, optional } from '../record/field.ts';
import { about } from '../record/personal.ts';
import { lineOf, LOGGED, logLine } from './log-line.ts';
import { createLog } from './log.ts';

const written = (fields: object): Record<string, unknown> => {
  const lines: string[] = [];
  createLog('test', (line) => void lines.push(line)).warn('said', fields);
  expect(lines).toHaveLength(1);
  const { time, ...line } = JSON.parse(lines[0]!) as Record<string, unknown>;
  expect(new Date(time as string).toISOString()).toBe(time);
  return line;
};
const bare = { level: 'warn', process: 'test', message: 'said' };

describe('a log line', () => {
  it('keeps what is declared, within its bounds, and drops everything else', () => {
    expect(written({ reason: 'x', count: 3, index: null })).toEqual({ ...bare, reason: 'x', count: 3, index: null });
    expect(written({ email: 'a@b.example', name: 'Ayşe', reason: undefined })).toEqual(bare);
    expect(written({ count: 'Ayşe', reason: { name: 'Ayşe' }, ms: 1.6 })).toEqual({ ...bare, ms: 2 });
    expect(written({ reason: 'x'.repeat(5_000) })['reason']).toHaveLength(LOGGED.reason.maxLength!);
  });

  it('is in the data map like a stored record, and has nothing personal', () => {
    const rows = dataMapOf([{ name: 'log', records: [logLine], withoutIds: true }]);
    expect(rows.map(({ path }) => path)).toEqual(['time', 'level', 'process', 'message', ...Object.keys(LOGGED)]);
    expect(rows.filter(({ personal }) => personal)).toEqual([]);
  });

  const aboutReader = about({
    subject: 'readerRef',
    purposes: ['safety'],
    basis: 'legitimate interest',
    retention: 'some days',
    since: 'time',
    onErasure: 'retain',
    onExport: 'include',
    protection: 'plain',
  });
  const line = (own: Parameters<typeof aboutReader>[1]) =>
    lineOf({
      time: instant(),
      level: oneOf(['info']),
      readerRef: nullable(subjectRef('GUEST')),
      agent: optional(text(99, aboutReader('user.device', own))),
    });

  it('takes something personal only when it is declared how it goes', () => {
    expect(() => line({})).not.toThrow();
    const refused = 'log.lines.agent: expected nothing personal, or what is kept plain';
    expect(() => line({ protection: 'encrypted' })).toThrow(refused);
    expect(() => line({ onErasure: 'unset' })).toThrow(refused);
    expect(() => line({ since: undefined })).toThrow(refused);
  });
});
