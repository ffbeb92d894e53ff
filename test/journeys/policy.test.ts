import { gatewayOver, type SmallGateway } from '../kit/gateway-over.ts';

let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await gatewayOver({ member: () => null, catalog: () => null });
});
afterAll(() => gateway.server.stop());

const POLICY = `query ($locale: Locale, $at: DateTime) { privacyPolicy(locale: $locale, at: $at) {
  version locale title markdown digest effectiveAt lastChangedAt sections { id heading markdown } } }`;
const read = async (variables: object) => (await gateway.ask(POLICY, { ...variables })).data!.privacyPolicy;

it.each([
  ['TR', /Gizlilik/i],
  ['ZH', /隐私/],
  ['EN', /Privacy/i],
])('is read in %s, by its parts or as a whole', async (locale, title) => {
  const policy = await read({ locale });
  expect(policy).toMatchObject({
    locale,
    title: expect.stringMatching(title),
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(policy.sections.length).toBeGreaterThan(5);
  for (const { heading, markdown } of policy.sections) {
    expect(policy.markdown).toContain(heading);
    expect(policy.markdown).toContain(markdown.slice(0, 40));
  }
});

it('is one version with the same parts in every language', async () => {
  const [tr, zh, en] = await Promise.all(['TR', 'ZH', 'EN'].map((locale) => read({ locale })));
  const shape = ({ version, digest, sections }: { version: string; digest: string; sections: { id: string }[] }) => [
    version,
    digest,
    sections.map(({ id }) => id),
  ];
  expect([shape(tr), shape(zh)]).toEqual([shape(en), shape(en)]);
});

it('is the one that was in force at an instant, and none before the first', async () => {
  const { effectiveAt, version } = await read({});
  expect((await read({ at: effectiveAt })).version).toBe(version);
  expect(await read({ at: new Date(Date.parse(effectiveAt) - 1).toISOString() })).toBeNull();
  expect((await read({ at: '2999-01-01T00:00:00Z' })).version).toEqual(expect.any(String));
  for (const at of ['yesterday', '2026-02-30T00:00:00Z', 5, '', {}]) {
    const { errors, data } = await gateway.ask(POLICY, { at });
    expect([at, data]).toEqual([at, null]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});
