import type { Locale } from '../../../kit/text/localized-text.ts';
import { escaped, pageHead, PAGE_END } from './html.ts';
import { LANGUAGE_TAG } from './language-tag.ts';

interface LinkWords {
  title: string;
  ask: string;
  code: string;
  where: string;
  fetch: string;
  wrong: (left: number) => string;
  busy: string;
}

const LINK_WORDS: Readonly<Record<Locale, LinkWords>> = {
  TR: {
    title: 'Kişisel verileriniz hazır',
    ask: 'Arşiv bir kez indirilebilir; tamamı indirilince bu bağlantı geçersiz olur ve arşiv silinir.',
    code: 'Kod',
    where: 'Kodu, oturum açtığınızda dışa aktarmanızın yanında görürsünüz.',
    fetch: 'İndir',
    wrong: (left) => `Bu kod doğru değil. Kalan deneme: ${left}.`,
    busy: 'Arşiv şu anda indiriliyor. İndirme yarıda kaldıysa bir dakika sonra yeniden deneyin.',
  },
  ZH: {
    title: '您的个人信息已准备好',
    ask: '归档只能下载一次；全部下载后，此链接失效，归档即被删除。',
    code: '代码',
    where: '登录后，可在您的导出旁看到代码。',
    fetch: '下载',
    wrong: (left) => `代码不正确。剩余次数：${left}。`,
    busy: '归档正在下载中。如果下载中断，请一分钟后再试。',
  },
  EN: {
    title: 'Your personal data is ready',
    ask: 'The archive can be downloaded once; when all of it was, this link ends and the archive is erased.',
    code: 'Code',
    where: 'You see the code beside your export when you are signed in.',
    fetch: 'Download',
    wrong: (left) => `This is not the code. Tries left: ${left}.`,
    busy: 'The archive is being downloaded at this moment. If that broke off, try again in a minute.',
  },
};

const NOTHING: Readonly<Record<Locale, string>> = {
  TR: 'Bu bağlantı kullanılmış, süresi dolmuş veya geçersiz. Verilerinizi yeniden isteyebilirsiniz.',
  ZH: '此链接已使用、已过期或无效。您可以重新申请导出。',
  EN: 'This link was used, has expired, or is none. You can ask for your data again.',
};

export interface LinkPage {
  locale: Locale;
  token: string;
  needsCode: boolean;
  /** What happened to the last try; null: there was none. */
  refused: 'BUSY' | { triesLeft: number } | null;
}

/** What a link shows before anything is fetched: programs look at links in mails by themselves, and use nothing up. */
export function linkPage({ locale, token, needsCode, refused }: LinkPage): string {
  const said = LINK_WORDS[locale];
  const told = refused === null ? '' : refused === 'BUSY' ? said.busy : said.wrong(refused.triesLeft);
  const code = `<p><label>${escaped(said.code)}: <input name="code" required autocomplete="off" maxlength="20"></label> ${escaped(said.where)}</p>`;
  return (
    pageHead(LANGUAGE_TAG[locale], said.title) +
    `<h1>${escaped(said.title)}</h1>\n<p>${escaped(said.ask)}</p>\n${told && `<p><strong>${escaped(told)}</strong></p>\n`}` +
    `<form method="get" action="/personal-data-exports/${token}/archive">${needsCode ? code : ''}<button>${escaped(said.fetch)}</button></form>\n` +
    PAGE_END
  );
}

/** For a link of which nobody knows whose it was. */
export const nothingPage = (): string =>
  pageHead('mul', 'Trade Directory') +
  (['TR', 'ZH', 'EN'] as const).map((locale) => `<p lang="${LANGUAGE_TAG[locale]}">${NOTHING[locale]}</p>\n`).join('') +
  PAGE_END;
