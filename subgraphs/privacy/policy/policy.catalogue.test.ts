import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyTexts, policyVersions, versionInForce } from './policy.catalogue.ts';
import type { PolicyText } from './policy.markdown.ts';

const fill = {
  controller: 'Örnek Rehber A.Ş.',
  controllerAddress: 'Deneme Sokak 1, İstanbul',
  contact: 'privacy@directory.example',
};
const versions = policyVersions(fill);
const first = versions[0]!;
const languages = Object.entries(first.texts);

function section(text: PolicyText, id: string): string {
  return text.sections.find((candidate) => candidate.id === id)?.markdown ?? '';
}

const units = {
  day: /^(gün|天|days?)/,
  hour: /^(saat|小时|hours?)/,
  month: /^(ay|个月|months?)/,
  year: /^(yıl|年|years?)/,
};

/** The periods of each row of the retention table, e.g. `['7 day', '30 day']`. */
function periods(text: PolicyText): string[][] {
  const rows = section(text, 'retention')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    [...(row.split('|')[2] ?? '').matchAll(/(\d+)\s*(\p{L}+)/gu)].map(([, number, word = '']) => {
      const unit = Object.entries(units).find(([, pattern]) => pattern.test(word))?.[0];
      return `${number} ${unit ?? `of an unknown unit: ${word}`}`;
    }),
  );
}

describe.each(versions)('the privacy policy of $id', (version) => {
  const spoken = Object.entries(version.texts);

  it('is complete in Turkish, Chinese and English: a title, and the same sections with text', () => {
    expect(spoken.map(([locale]) => locale)).toEqual(['TR', 'ZH', 'EN']);
    expect(spoken.map(([, text]) => text.title)).toEqual(['Gizlilik Politikası', '隐私政策', 'Privacy policy']);
    const ids = version.texts.EN.sections.map(({ id }) => id);
    expect(new Set(ids).size).toBe(24);
    for (const [, text] of spoken) {
      expect(text.sections.map(({ id }) => id)).toEqual(ids);
      expect(text.sections.map(({ heading }) => Number.parseInt(heading, 10))).toEqual(
        ids.map((_, index) => index + 1),
      );
      for (const { markdown } of text.sections) expect(markdown.length).toBeGreaterThan(60);
    }
  });

  it('says each number alike in every language: periods, articles of law, references', () => {
    const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number).toSorted((a, b) => a - b);
    for (const { id } of version.texts.EN.sections) {
      const expected = { id, numbers: numbers(section(version.texts.EN, id)) };
      expect({ id, numbers: numbers(section(version.texts.TR, id)) }).toEqual(expected);
      expect({ id, numbers: numbers(section(version.texts.ZH, id)) }).toEqual(expected);
    }
  });

  it('has the same shape in every language: paragraphs, list items and table cells', () => {
    const shape = (text: PolicyText, id: string) =>
      section(text, id)
        .split('\n')
        .map((line) => (line.startsWith('|') ? line.split('|').length : line.slice(0, 1).replace(/[^-]/u, 'text')));
    for (const { id } of version.texts.EN.sections) {
      expect(shape(version.texts.TR, id)).toEqual(shape(version.texts.EN, id));
      expect(shape(version.texts.ZH, id)).toEqual(shape(version.texts.EN, id));
    }
  });

  it('states the same retention period for each kind of data in every language', () => {
    const english = periods(version.texts.EN);
    expect(english).toHaveLength(26);
    expect(periods(version.texts.TR)).toEqual(english);
    expect(periods(version.texts.ZH)).toEqual(english);
    expect(english.flat().filter((period) => period.includes('unknown'))).toEqual([]);
  });

  it('keeps to the periods that the functions are built for', () => {
    const table = section(version.texts.EN, 'retention');
    expect(table).toMatch(/Device and service log +\| 90 days /);
    expect(table).toMatch(/Idempotency keys[^|]*\| at least 24 hours/);
    expect(table).toMatch(/Export archives +\| 7 days/);
    expect(table).toMatch(/Backups +\| at most 35 days/);
    expect(table).toMatch(/Records of destruction +\| 3 years /);
  });

  it('names the version and its dates in its own text', () => {
    for (const [, text] of spoken) {
      expect(section(text, 'about')).toContain(version.id);
      expect(section(text, 'about')).toContain('00:00');
    }
    expect(version.effectiveAt).toBe(new Date(`${version.id}T00:00:00+03:00`).toISOString());
    expect(Date.parse(version.lastChangedAt)).toBeLessThanOrEqual(Date.parse(version.effectiveAt));
  });
});

/** SHA-256 of the files of each version that is published, TR, ZH, EN: one that is edited is another version. */
const PUBLISHED = {
  '2026-11-23': '5044b3107a6e445a6978fb5883ac5953f92f4c610731fc4d2466e28a5ccfc727',
};

it('is never edited once it is published', () => {
  const digestOf = (id: string) => {
    const files = ['tr', 'zh', 'en'].map((language) => readFileSync(join(policyTexts, id, `${language}.md`)));
    return createHash('sha256').update(Buffer.concat(files)).digest('hex');
  };
  expect(Object.fromEntries(versions.map(({ id }) => [id, digestOf(id)]))).toEqual(PUBLISHED);
});

describe('placeholders', () => {
  it('are all filled from the configuration, in every language', () => {
    for (const [, { markdown, sections }] of languages) {
      expect(markdown).not.toMatch(/\{\{|\}\}|<!--/);
      const controller = sections[1]?.markdown ?? '';
      for (const value of Object.values(fill)) expect(controller).toContain(value);
    }
  });

  it('are filled with the words as given, not read again', () => {
    const [version] = policyVersions({ ...fill, controller: '$& {{contact}}' });
    expect(section(version!.texts.EN, 'controller')).toContain('$& {{contact}}');
  });

  it('that the configuration leaves empty stop the program, and say so', () => {
    expect(() => policyVersions({ ...fill, contact: '  ' })).toThrow(
      '2026-11-23/tr.md: the policy asks for {{contact}}, and the configuration gives no text for it. Set it.',
    );
  });
});

describe('version in force', () => {
  const later = { ...first, id: 'later', effectiveAt: '2027-03-01T00:00:00.000Z' };

  it('is none before the first version', () => {
    expect(versionInForce(versions, new Date('2026-11-22T20:59:59.999Z'))).toBeNull();
  });

  it('is the version from its very instant on', () => {
    expect(versionInForce(versions, new Date('2026-11-22T21:00:00.000Z'))?.id).toBe('2026-11-23');
    expect(versionInForce([first, later], new Date('2027-02-28T23:59:59.999Z'))?.id).toBe('2026-11-23');
    expect(versionInForce([first, later], new Date('2027-03-01T00:00:00.000Z'))?.id).toBe('later');
  });

  it('stays until a later one takes over', () => {
    expect(versionInForce([first, later], new Date('2060-01-01T00:00:00Z'))?.id).toBe('later');
  });
});

describe('a folder of versions', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policy-'));
    cpSync(join(policyTexts, '2026-11-23'), join(folder, '2026-11-23'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const edit = (path: string, change: (text: string) => string) =>
    writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
  const again = (id: string, effectiveAt: string) => {
    cpSync(join(folder, '2026-11-23'), join(folder, id), { recursive: true });
    edit(`${id}/version.json`, (text) => text.replace(/"effectiveAt": "[^"]+"/, `"effectiveAt": "${effectiveAt}"`));
  };

  it('is sorted by the instant of coming into force, not by name', () => {
    again('a-later-one', '2027-01-01T00:00:00.000Z');
    again('z-earlier-one', '2025-01-01T00:00:00.000Z');
    expect(policyVersions(fill, folder).map(({ id }) => id)).toEqual(['z-earlier-one', '2026-11-23', 'a-later-one']);
  });

  it('has a digest that changes with a single letter of one language', () => {
    edit('2026-11-23/zh.md', (text) => text.replace('隐私政策', '隐私声明'));
    const [changed] = policyVersions(fill, folder);
    expect(changed?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(changed?.digest).not.toBe(first.digest);
    expect(policyVersions(fill)[0]?.digest).toBe(first.digest);
  });

  it('is refused when two versions start at one instant', () => {
    again('twin', first.effectiveAt);
    expect(() => policyVersions(fill, folder)).toThrow(/start at one instant/);
  });

  it('is refused when a language lacks a section', () => {
    edit('2026-11-23/tr.md', (text) => text.replace(/<!-- section: minors -->[^]+?(?=<!--)/, ''));
    expect(() => policyVersions(fill, folder)).toThrow(/expected the same sections in every language/);
  });

  it('is refused when a section has no heading or the text no title', () => {
    edit('2026-11-23/en.md', (text) => text.replace('## 22. Minors\n', ''));
    expect(() => policyVersions(fill, folder)).toThrow(/en\.md, section minors: expected a heading/);
    edit('2026-11-23/en.md', (text) => text.replace('# Privacy policy', 'Privacy policy'));
    expect(() => policyVersions(fill, folder)).toThrow(/expected one title line/);
  });

  it('is refused when a date is not an instant', () => {
    again('2027-01-01', '2027-01-01');
    expect(() => policyVersions(fill, folder)).toThrow(/Policy 2027-01-01: expected effectiveAt as an instant like/);
  });

  it('is refused when it is empty', () => {
    rmSync(join(folder, '2026-11-23'), { recursive: true });
    expect(() => policyVersions(fill, folder)).toThrow(/Expected at least one policy version/);
  });
});
