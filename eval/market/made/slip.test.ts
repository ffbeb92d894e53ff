import { Random } from '../../../seed/random.ts';
import { slip, slipOfSound } from './slip.ts';

const many = (name: string) => Array.from({ length: 200 }, (_, index) => slip(name, new Random(index))!);

describe('a slip', () => {
  it('changes the longest word by one letter or one swap, and never its first letter', () => {
    for (const slipped of many('küresel vana')) {
      expect(slipped).toMatch(/^k\p{L}{5,7} vana$/u);
      expect(slipped).not.toBe('küresel vana');
    }
    expect(new Set(many('küresel vana')).size).toBeGreaterThan(20);
  });

  it('is none where only a mark is missing, which is no slip for who searches, and there is none in short words', () => {
    expect(many('ölçüm')).not.toEqual(expect.arrayContaining(['ölcüm']));
    expect(slip('te', new Random(1))).toBeNull();
    expect(slip('3D cap', new Random(1))).toBeNull();
  });

  it('of the ear takes a character that sounds like the right one', () => {
    expect(slipOfSound('不锈钢板')).toBe('不锈刚板');
    expect(slipOfSound('球阀')).toBeNull();
    expect(slipOfSound('你好吗')).toBeNull();
  });
});
