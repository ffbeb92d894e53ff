import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { authenticateMail, type Resolver } from './authenticate-mail.ts';
import { judgeSender } from './sender.policy.ts';
import type { TakenMail } from './taken-mail.ts';

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** What the domain name system says, by name and type. */
const RECORDS: Readonly<Record<string, string[][]>> = {
  'firma.example TXT': [['v=spf1 ip4:192.0.2.1 -all']],
  's1._domainkey.firma.example TXT': [[`v=DKIM1; k=rsa; p=${pair.publicKey.toString('base64')}`]],
  '_dmarc.firma.example TXT': [['v=DMARC1; p=reject']],
  '_dmarc.lax.example TXT': [['v=DMARC1; p=none']],
};
const asked: string[] = [];
const resolver: Resolver = async (domain, type) => {
  asked.push(`${domain} ${type}`);
  const found = RECORDS[`${domain} ${type}`];
  if (!found) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
  return found;
};
const taken = (from: string, own: Partial<TakenMail> = {}): TakenMail => ({
  raw: Buffer.from(`From: ${from}\r\nSubject: Bolts\r\nMessage-ID: <1@x.example>\r\n\r\nHello\r\n`),
  envelopeFrom: from,
  recipients: ['x@relay.example'],
  clientAddress: '203.0.113.9',
  clientName: 'mx.example',
  ...own,
});
const signed = async (mail: TakenMail): Promise<TakenMail> => {
  const signatureData = [{ signingDomain: 'firma.example', selector: 's1', privateKey: pair.privateKey }];
  const { signatures } = await dkimSign(mail.raw, { signatureData } as never);
  return { ...mail, raw: Buffer.concat([Buffer.from(signatures), mail.raw]) };
};
const ALI = 'ali@firma.example';
beforeEach(() => asked.splice(0));

it('asks nothing without a resolver', async () => {
  const nothing = { spf: 'NONE', dkim: 'NONE', dmarc: 'NONE', isStrict: false };
  expect(await authenticateMail(taken(ALI), null)).toEqual(nothing);
});

it('believes a signature, or an address that the domain sends from', async () => {
  expect(await authenticateMail(await signed(taken(ALI)), resolver)).toMatchObject({
    dkim: 'PASS',
    dmarc: 'PASS',
    isStrict: true,
  });
  const sent = taken(ALI, { clientAddress: '192.0.2.1' });
  expect(await authenticateMail(sent, resolver)).toMatchObject({ spf: 'PASS', dkim: 'NONE', dmarc: 'PASS' });
});

it('believes neither a mail that was changed nor one from elsewhere', async () => {
  const { raw, ...rest } = await signed(taken(ALI));
  const changed = { ...rest, raw: Buffer.from(raw.toString().replace('Hello', 'Pay to')) };
  expect(await authenticateMail(changed, resolver)).toMatchObject({
    spf: 'FAIL',
    dkim: 'FAIL',
    dmarc: 'FAIL',
    isStrict: true,
  });
  expect(await authenticateMail(taken(ALI), resolver)).toMatchObject({ spf: 'FAIL', dkim: 'NONE', dmarc: 'FAIL' });
});

it('asks only so often for one mail, and not at all for one with very many signatures', async () => {
  const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=firma.example; s=s1; h=from; bh=x; b=y\r\n';
  const many = taken(ALI);
  const found = await authenticateMail(
    { ...many, raw: Buffer.concat([Buffer.from(signature.repeat(100)), many.raw]) },
    resolver,
  );
  expect(found).toMatchObject({ dkim: 'UNKNOWN', dmarc: 'UNKNOWN' });
  expect(asked).toEqual([]);
});

it('does not fail where the domain name system does', async () => {
  const away: Resolver = async () => {
    throw Object.assign(new Error('away'), { code: 'ETIMEOUT' });
  };
  expect(await authenticateMail(taken(ALI), away)).toMatchObject({ spf: 'UNKNOWN', dmarc: 'UNKNOWN' });
});

it('waits only so long for the domain name system', async () => {
  const silent: Resolver = () => new Promise(() => undefined);
  expect(await authenticateMail(taken(ALI), silent, 50)).toMatchObject({ spf: 'UNKNOWN', dmarc: 'UNKNOWN' });
});

it('asks at most fifty questions, however many a domain leads to', async () => {
  const endless: Resolver = async (domain, type) => {
    asked.push(`${domain} ${type}`);
    if (type === 'MX')
      return Array.from({ length: 10 }, (_, n) => ({ exchange: `mx${n}.${domain}`, priority: n })) as never;
    if (type !== 'TXT') return ['192.0.2.7'];
    const many = Array.from({ length: 9 }, (_, n) => `mx:m${n}.${domain}`).join(' ');
    return [[domain.startsWith('_') ? 'v=DMARC1; p=none' : `v=spf1 ${many} -all`]];
  };
  await authenticateMail(taken(ALI), endless);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.length).toBeLessThanOrEqual(50);
});

describe('who is believed', () => {
  const judged = async (mail: TakenMail, from = [mail.envelopeFrom], by: Resolver | null = resolver) =>
    judgeSender([ALI, 'buyer@lax.example', 'wang@open.example'], {
      from,
      envelopeFrom: mail.envelopeFrom,
      authentication: await authenticateMail(mail, by),
    });

  it('is whoever is expected, where their domain says so or says nothing', async () => {
    expect(await judged(await signed(taken(ALI)))).toEqual({ verdict: 'TAKE' });
    expect(await judged(taken('wang@open.example'))).toEqual({ verdict: 'TAKE' });
    expect(await judged(taken(ALI), [ALI], null)).toEqual({ verdict: 'TAKE' });
    const byAnother = await signed(taken(ALI, { envelopeFrom: 'bounce@sender.example' }));
    expect(await judged(byAnother, [ALI])).toEqual({ verdict: 'TAKE' });
  });

  it('is not who only says to be it', async () => {
    expect(await judged(taken(ALI))).toEqual({ verdict: 'REFUSE', doubt: 'SENDER_FORGED' });
    expect(await judged(taken('buyer@lax.example'))).toEqual({ verdict: 'SUSPECT', doubt: 'SENDER_FORGED' });
    const other = taken('wang@open.example', { envelopeFrom: 'evil@evil.example' });
    expect(await judged(other, ['wang@open.example'])).toEqual({ verdict: 'SUSPECT', doubt: 'ENVELOPE_OF_ANOTHER' });
  });

  it.each([
    ['evil@evil.example'],
    ['ali@fırma.example'],
    ['ali@xn--frma-7va.example'],
    ['аli@firma.example'],
    ['ali@firma.example.evil.example'],
    ['ali@firmа.example'],
  ])('is nobody else, however alike: %s', async (from) => {
    expect(await judged(taken(from), [from], null)).toEqual({ verdict: 'SUSPECT', doubt: 'UNEXPECTED_SENDER' });
  });

  it('is whom a domain without a policy sends for, and nobody whom it sends for neither by address nor signature', () => {
    const sending = (spf: 'PASS' | 'FAIL', dkim: 'PASS' | 'NONE') =>
      judgeSender([ALI], {
        from: [ALI],
        envelopeFrom: ALI,
        authentication: { spf, dkim, dmarc: 'NONE', isStrict: false },
      });
    expect(sending('FAIL', 'NONE')).toEqual({ verdict: 'SUSPECT', doubt: 'SENDER_FORGED' });
    for (const [spf, dkim] of [
      ['PASS', 'NONE'],
      ['FAIL', 'PASS'],
    ] as const)
      expect(sending(spf, dkim)).toEqual({ verdict: 'TAKE' });
  });

  it('is nobody who says to be two, or none', async () => {
    expect(await judged(taken(ALI), [ALI, 'evil@evil.example'], null)).toMatchObject({ doubt: 'NOT_ONE_SENDER' });
    expect(await judged(taken(ALI), [], null)).toMatchObject({ doubt: 'NOT_ONE_SENDER' });
  });
});
