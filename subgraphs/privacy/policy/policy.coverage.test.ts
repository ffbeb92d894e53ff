import { policyVersions } from './policy.catalogue.ts';

/** Where the policy in force makes each promise: the section, and words of its English text that make it. */
const places: Record<string, [section: string, words: string][]> = {
  D1: [
    ['browsing', 'need no registration and no cookie'],
    ['browsing', 'nothing of it is stored in a way that is linked to you'],
  ],
  D2: [['browsing', 'We show results in Turkish, Chinese or English']],
  D3: [['browsing', 'so that a partner can decide and get in touch']],
  D4: [
    ['browsing', 'the same for every reader'],
    ['measurement', 'they stop at once and what they were based on is deleted'],
  ],
  D5: [
    ['inquiries', 'with or without an account'],
    ['inquiries', 'for the time stated in section 15, and no longer'],
  ],
  D6: [['measurement', 'counted only with that visitor’s consent']],
  M1: [['account', 'can be used once you have proven the e-mail address']],
  M2: [['account', 'the old address is told']],
  M3: [
    ['company', 'unified social credit code (China)'],
    ['company', 'checked by their check digits'],
  ],
  M4: [['company', 'kept apart from the contact details of the account']],
  M5: [
    ['security', 'When we notice an abnormal state of your account, we tell you'],
    ['security', 'strong passwords'],
  ],
  M6: [['company', 'prevent, detect and investigate fraud']],
  M7: [['others', 'We keep the declaration with its time']],
  M8: [
    ['account', 'which purpose it serves, whether it is required and how long it is kept'],
    ['account', 'only that function is unavailable'],
  ],
  M9: [['inquiries', 'seen, merged and ended in one place']],
  M10: [['company', 'can be found within seconds']],
  P1: [
    ['rights', 'see, correct, complete and export everything held about you'],
    ['rights', 'machine-readable'],
  ],
  P2: [
    ['erasure', 'the processing was unlawful'],
    ['erasure', 'without your consent'],
    ['erasure', 'breaks our agreement'],
    ['erasure', 'left or cancelled your account'],
    ['erasure', 'the service has ended'],
    ['erasure', 'when the retention period has run out, and by order of a competent authority'],
  ],
  P3: [['erasure', 'told to erase it too, and we keep track of the answers']],
  P4: [
    ['backups', 'kept apart and used for nothing but recovery'],
    ['backups', 'an erased person does not come back'],
  ],
  P5: [
    ['cancellation', 'by chat, hotline or e-mail'],
    ['cancellation', 'The service stops at once'],
  ],
  P6: [['retention', 'deleted or made anonymous without anyone asking, and a record of the destruction is kept']],
  P7: [
    ['consent', 'asked for each purpose on its own'],
    ['consent', 'what was shown to you, in which version, when and how'],
    ['consent', 'takes effect at once, everywhere'],
  ],
  P8: [
    ['cookies', 'refusing takes as many steps as accepting'],
    ['cookies', 'Global Privacy Control (GPC)'],
  ],
  P9: [
    ['logs', 'They serve exactly two purposes'],
    ['logs', 'deleted after 90 days and is covered by your rights'],
  ],
  P10: [
    ['recipients', 'We do not share personal data with third parties'],
    ['recipients', 'Nothing leaves by any other way'],
  ],
  P11: [
    ['incidents', 'by e-mail, letter, telephone or push message'],
    ['incidents', 'public announcement'],
    ['incidents', 'within 72 hours'],
  ],
  P12: [
    ['changes', 'announced to members at least 30 days before'],
    ['changes', 'which version they accepted and when'],
  ],
  P13: [
    ['principles', 'without declaring it is not accepted'],
    ['principles', 'only what a function needs'],
  ],
  P14: [
    ['security', 'a log in which later changes can be detected'],
    ['security', 'no personal data itself'],
  ],
};

const range = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

describe('the policy in force', () => {
  const fill = { controller: 'A', controllerAddress: 'B', contact: 'C' };
  const sections = policyVersions(fill).at(-1)!.texts.EN.sections;

  it('is searched for every requirement that stems from it', () => {
    expect(Object.keys(places)).toEqual([...range('D', 6), ...range('M', 10), ...range('P', 14)]);
  });

  it.each(Object.entries(places))('makes promise %s', (_, words) => {
    for (const [id, phrase] of words) {
      const text = sections.find((section) => section.id === id)?.markdown.replaceAll("'", '’');
      expect(text).toContain(phrase);
    }
  });
});
