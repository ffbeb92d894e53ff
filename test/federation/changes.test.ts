import { twoShops } from '../kit/two-shops.ts';

/** A word to say, by a field of the one or the other subgraph. */
const word = (index: number, there: boolean): string =>
  `w${index}: ${there ? 'sayThere' : 'sayHere'}(word: "${index}", ms: ${(7 - index) * 3})`;
const inOrder = (indexes: number[]): string[] => indexes.flatMap((index) => [`${index} begins`, `${index} ends`]);
const ACCOUNT = '65f0000000000000000000bb';

describe.each(['one process', 'processes'] as const)('changes, %s', (shape) => {
  let shops: Awaited<ReturnType<typeof twoShops>>;
  beforeAll(async () => void (shops = await twoShops(shape)));
  afterAll(() => shops.stop());
  beforeEach(() => {
    shops.said.length = 0;
    shops.from.length = 0;
  });

  it('are made one after the other, in whatever way they are mixed', async () => {
    for (let mixed = 0; mixed < 2 ** 6; mixed += 3) {
      shops.said.length = 0;
      const words = Array.from({ length: 6 }, (_, index) => word(index, (mixed >> index) % 2 === 1));
      const { data, errors } = await shops.ask(`mutation { ${words.join(' ')} }`);
      expect(errors).toBeUndefined();
      expect(Object.keys(data)).toEqual(words.map((_, index) => `w${index}`));
      expect(shops.said).toEqual(inOrder([0, 1, 2, 3, 4, 5]));
    }
  });

  it('wait until what was asked of the one before has been read, elsewhere too', async () => {
    const entering = (name: string) => `${name}: enter(account: "${ACCOUNT}") { person { here there } }`;
    const { data, errors } = await shops.ask(
      `mutation { ${word(0, true)} ${entering('a')} ${word(1, true)} ${word(2, false)} ${entering('b')} ${word(3, true)} }`,
    );
    expect(errors).toBeUndefined();
    expect(data.b.person).toEqual({ here: ACCOUNT, there: ACCOUNT });
    expect(shops.said).toEqual([
      ...inOrder([0]),
      'enter',
      'read there',
      ...inOrder([1, 2]),
      'enter',
      'read there',
      ...inOrder([3]),
    ]);
  });

  it('come from fragments in the same order, and not when they are skipped', async () => {
    const { data } = await shops.ask(
      `mutation ($no: Boolean!) { ${word(0, true)} ...F ... @include(if: $no) { ${word(3, true)} } ${word(4, false)} @skip(if: $no) }
       fragment F on Mutation { ${word(1, false)} ${word(2, true)} }`,
      { no: false },
    );
    expect(Object.keys(data)).toEqual(['w0', 'w1', 'w2', 'w4']);
    expect(shops.said).toEqual(inOrder([0, 1, 2, 4]));
  });

  it('of the same words twice are made twice: no answer is kept, and none is shared', async () => {
    const asked = `mutation { ${word(5, true)} }`;
    await Promise.all([shops.ask(asked), shops.ask(asked)]);
    await shops.ask(asked);
    expect(shops.said).toHaveLength(6);
  });

  it('after one of which nobody knows whether it was made are not begun', async () => {
    const { data, errors } = await shops.ask(`mutation { ${word(0, true)} fail ${word(1, true)} }`);
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect(shops.said).toEqual(inOrder([0]));
  });

  it('have time that questions do not have', async () => {
    const { data, errors } = await shops.ask('mutation { sayThere(word: "slow", ms: 3200) }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ sayThere: 'slow by nobody' });
  });

  it('that take too long may have been made, and the answer says how to find out', async () => {
    const began = performance.now();
    const { status, data, errors } = await shops.ask('mutation { sayThere(word: "endless", ms: 11500) } ');
    expect(performance.now() - began).toBeLessThan(11_400);
    expect([status, data]).toEqual([200, null]);
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/may have\. Ask again with the same idempotency key/),
        path: ['sayThere'],
        extensions: { code: 'UNAVAILABLE', requestId: expect.any(String) },
      },
    ]);
    expect(shops.said).toEqual(['endless begins']);
  }, 20_000);

  it('are at most ten in one operation, in fragments too', async () => {
    const many = Array.from({ length: 11 }, (_, index) => `w${index}: sayHere(word: "x")`).join(' ');
    for (const query of [`mutation { ${many} }`, `mutation { ...F } fragment F on Mutation { ${many} }`]) {
      const { status, errors } = await shops.ask(query);
      expect([status, errors![0]!.extensions.code]).toEqual([400, 'TOO_EXPENSIVE']);
      expect(errors![0]!.message).toContain('at most 10 changes');
    }
    expect(shops.said).toEqual([]);
  });

  it('say from where they are asked, whatever the client says; questions do not', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };
    const forged = { ...headers, 'x-forwarded-for': '203.0.113.7', 'x-client': '{}', forwarded: 'for=203.0.113.7' };
    await shops.ask('mutation { sayHere(word: "a") sayThere(word: "b") }', {}, headers);
    await shops.ask('mutation { sayThere(word: "c") }', {}, forged);
    await shops.ask('{ asker askerThere }', {}, headers);
    const here = {
      network: '127.0.0.0/24',
      device: 'Firefox on Linux',
      addressKey: expect.stringMatching(/^[\w-]{43}$/),
    };
    expect(shops.from).toEqual([here, here, here, null, null]);
    expect(new Set(shops.from.slice(0, 3).map((from) => from!.addressKey)).size).toBe(1);
  });

  it('are made by whoever has just signed in, until they sign out, in every subgraph', async () => {
    const { data, errors } = await shops.ask(
      `mutation {
        before: whoThere
        enter(account: "${ACCOUNT}") { person { here there } }
        a: sayHere(word: "a") b: sayThere(word: "b")
        leave
        c: sayHere(word: "c") d: sayThere(word: "d")
      }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      before: 'nobody',
      enter: { person: { here: ACCOUNT, there: ACCOUNT } },
      a: `a by ${ACCOUNT}`,
      b: `b by ${ACCOUNT}`,
      leave: true,
      c: 'c by nobody',
      d: 'd by nobody',
    });
    const after = await shops.ask('{ asker askerThere }');
    expect(after.data).toEqual({ asker: 'nobody', askerThere: 'nobody' });
  });

  it('tell clients nothing but the answer', async () => {
    const response = await fetch(`${shops.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `mutation { enter(account: "${ACCOUNT}") { refreshToken } }` }),
    });
    expect(await response.json()).toEqual({ data: { enter: { refreshToken: expect.any(String) } } });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

it('come from where a trusted proxy says, and only as far as it is trusted', async () => {
  const shops = await twoShops('one process', { trustedProxies: ['127.0.0.0/8'] });
  const networkFor = async (forwarded: string) => {
    await shops.ask('mutation { sayHere(word: "a") }', {}, { 'x-forwarded-for': forwarded });
    return shops.from.at(-1)!.network;
  };
  expect(await networkFor('203.0.113.7')).toBe('203.0.113.0/24');
  expect(await networkFor('198.51.100.1, 203.0.113.7')).toBe('203.0.113.0/24');
  expect(await networkFor('198.51.100.1, 203.0.113.7, 127.0.0.2')).toBe('203.0.113.0/24');
  expect(await networkFor('nonsense')).toBe('unknown');
  await shops.stop();
});
