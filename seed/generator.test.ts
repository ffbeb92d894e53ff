import { createHash } from 'node:crypto';
import { hsTable } from '../kit/reference/hs/hs.ts';
import { regionName } from '../kit/reference/regions/region.ts';
import { unit } from '../kit/reference/units/unit.ts';
import { categoryTree } from '../subgraphs/catalog/category/tree/tree.ts';
import { companies } from './company/companies.ts';
import { isSubjectRef } from '../kit/subject-keys/subject-ref.ts';
import { isUscc } from '../kit/reference/identifiers/uscc.ts';
import { isVkn } from '../kit/reference/identifiers/vkn.ts';
import type { LocalizedText } from './market.ts';
import { products } from './product/products.ts';

const market = [...companies(400)];
const goods = [...products(market, 6_000)];
const texts = (text: LocalizedText): string[] => Object.values(text) as string[];

describe('companies of the market', () => {
  it('are the same however many are asked for', () => {
    expect([...companies(30)]).toEqual(market.slice(0, 30));
  });

  it('sit in twenty countries, most of them in Türkiye and China', () => {
    const share = (country: string) => market.filter((company) => company.country === country).length / market.length;
    expect(new Set(market.map(({ country }) => country)).size).toBe(20);
    expect(share('TR')).toBeCloseTo(0.45);
    expect(share('CN')).toBeCloseTo(0.35);
  });

  it('have one id, slug and name each', () => {
    for (const key of ['id', 'slug'] as const) expect(new Set(market.map((company) => company[key])).size).toBe(400);
    expect(new Set(market.map(({ name }) => name.tr ?? name.zh ?? name.en)).size).toBe(400);
    for (const { id, slug } of market) {
      expect(id).toMatch(/^[0-9a-f]{24}$/);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it('carry identifiers whose check digits hold, and real regions', () => {
    for (const { country, region, identifiers, name } of market) {
      const { value } = identifiers[0]!;
      if (country === 'TR') expect(isVkn(value) && Boolean(name.tr)).toBe(true);
      if (country === 'CN') expect(isUscc(value) && Boolean(name.zh)).toBe(true);
      if (region !== null) expect(regionName(region, 'EN')).toBeTruthy();
      expect(region !== null).toBe(country === 'TR' || country === 'CN');
    }
  });

  it('can be reached by nobody: reserved domains, numbers that no exchange connects', () => {
    for (const { contact } of market.filter((company) => company.contact)) {
      expect(contact!.email).toMatch(/^(satis|ihracat|info|export|sales|trade)@[a-z0-9-]+\.example$/);
      expect(contact!.website).toMatch(/^https:\/\/www\.[a-z0-9-]+\.example$/);
      expect(contact!.telephone).toMatch(/^\+(90 850 000|86 \d+ 0|\d+ \d+ 000|1 312 555 01|44 1632 960|33 1 99 00)/);
    }
  });

  it('are people in one of twenty, and have contact persons in about one of ten', () => {
    const traders = market.filter(({ traderRef }) => traderRef !== null);
    const withPersons = market.filter(({ persons }) => persons.length > 0);
    expect(traders).toHaveLength(20);
    expect(withPersons.length / market.length).toBeGreaterThan(0.07);
    expect(withPersons.length / market.length).toBeLessThan(0.14);
    const refs = [
      ...traders.map(({ traderRef }) => traderRef!),
      ...withPersons.flatMap(({ persons }) => persons.map(({ personRef }) => personRef)),
    ];
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs.filter((ref) => !isSubjectRef(ref))).toEqual([]);
    expect(new Set(traders.map(({ country }) => country)).size).toBeGreaterThan(2);
  });

  it('never tell a trader’s name in an address', () => {
    for (const { traderRef, name, slug, contact } of market.filter((company) => company.traderRef)) {
      const [given, family] = name
        .en!.toLowerCase()
        .normalize('NFD')
        .replaceAll(/\p{Mark}/gu, '')
        .split(' ');
      for (const shown of [slug, contact?.email ?? '', contact?.website ?? '', traderRef!.toLowerCase()]) {
        expect(shown.split(/[^a-z]/)).not.toContain(given);
        expect(shown.split(/[^a-z]/)).not.toContain(family);
      }
    }
  });

  it('leave no template behind', () => {
    for (const { name, city, address, description, mainProducts } of market) {
      for (const text of [name, city, description, ...mainProducts].flatMap(texts).concat(address))
        expect(text).toMatch(/^[^{}|#]+$/);
    }
  });
});

describe('products of the market', () => {
  it('are the same in every run', () => {
    const digest = (list: unknown[]) => createHash('sha256').update(JSON.stringify(list)).digest('hex');
    expect(digest([...products([...companies(400)], 1_000)])).toBe(digest(goods.slice(0, 1_000)));
    expect([...products([...companies(100)], 1_000)]).toEqual(goods.slice(0, 1_000));
  });

  it('fill every leaf category, under HS subheadings of that leaf', async () => {
    const table = await hsTable();
    const leaves = new Map(categoryTree.filter(({ level }) => level === 3).map(({ code, hs }) => [code, hs]));
    expect(new Set(goods.map(({ categoryCode }) => categoryCode))).toEqual(new Set(leaves.keys()));
    for (const { categoryCode, hsCode } of goods) {
      expect(leaves.get(categoryCode)).toContain(hsCode);
      expect(table).toHaveProperty(hsCode);
    }
  });

  it('are offered by companies that trade in that category, under a key of their own', () => {
    const byId = new Map(market.map((company) => [company.id, company]));
    for (const { companyId, categoryCode } of goods) expect(byId.get(companyId)!.categoryCodes).toContain(categoryCode);
    expect(new Set(goods.map(({ id }) => id)).size).toBe(6_000);
    expect(new Set(goods.map(({ companyId, externalId }) => companyId + externalId)).size).toBe(6_000);
    expect(new Set(goods.map(({ companyId }) => companyId)).size).toBe(400);
  });

  it('have names and descriptions without a template left in, most in three languages', () => {
    for (const { name, description, attributes } of goods) {
      expect(Object.keys(name)).toEqual(Object.keys(description));
      for (const text of [...texts(name), ...texts(description)]) expect(text).toMatch(/^[^{}|#]*[^{}|#\s]$/);
      for (const text of texts(name)) expect(text).not.toMatch(/undefined|  |^\s/);
      for (const { value } of attributes)
        expect(typeof value === 'string' ? value : texts(value).join('')).toMatch(/^[^{}|#]+$/);
    }
    const full = goods.filter(({ name }) => texts(name).length === 3).length / goods.length;
    expect(full).toBeGreaterThan(0.67);
    expect(full).toBeLessThan(0.73);
  });

  it('always speak their country’s language', () => {
    const country = new Map(market.map((company) => [company.id, company.country]));
    const goodsOf = (code: string) => goods.filter(({ companyId }) => country.get(companyId) === code);
    for (const { name } of goodsOf('TR')) expect(name.tr).toBeTruthy();
    for (const { name } of goodsOf('CN')) expect(name.zh).toBeTruthy();
  });

  it('cost less the more is bought, from the minimum order up; one in eight on request', () => {
    for (const { priceTiers, minimumOrderQuantity, unit: code } of goods) {
      expect(unit(code)?.name.tr).toBeTruthy();
      if (priceTiers.length > 0) expect(priceTiers[0]!.minimumQuantity).toBe(minimumOrderQuantity);
      for (const { minimumQuantity, amount } of priceTiers) {
        expect(minimumQuantity).toMatch(/^[1-9]\d*$/);
        expect(amount).toMatch(/^\d+(\.\d+)?$/);
        expect(Number(amount)).toBeGreaterThan(0);
      }
      for (let tier = 1; tier < priceTiers.length; tier += 1) {
        expect(Number(priceTiers[tier]!.amount)).toBeLessThan(Number(priceTiers[tier - 1]!.amount));
        expect(Number(priceTiers[tier]!.minimumQuantity)).toBeGreaterThan(
          Number(priceTiers[tier - 1]!.minimumQuantity),
        );
      }
    }
    const onRequest = goods.filter(({ priceTiers }) => priceTiers.length === 0).length / goods.length;
    expect(onRequest).toBeGreaterThan(0.1);
    expect(onRequest).toBeLessThan(0.14);
  });
});
