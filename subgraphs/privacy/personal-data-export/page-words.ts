import type { Locale } from '../../../kit/text/localized-text.ts';

/** What the page of an archive says beside what is held. */
interface PageWords {
  title: string;
  about: (controller: string, contact: string) => string;
  madeAt: string;
  files: string;
  usedFor: string;
  purpose: string;
  basis: string;
  recipients: string;
  transfers: string;
  kept: string;
  kinds: string;
  held: string;
  source: string;
  nothing: string;
  none: string;
  yes: string;
  no: string;
  more: string;
}

export const PAGE_WORDS: Readonly<Record<Locale, PageWords>> = {
  TR: {
    title: 'Kişisel verileriniz',
    about: (controller, contact) =>
      `Bu sayfa, ${controller} tarafından hakkınızda tutulan her şeyi gösterir. Sorularınız, düzeltme ve silme istekleriniz için: ${contact}`,
    madeAt: 'Hazırlandığı an',
    files:
      'Aynısı makinelerin okuyacağı biçimde data.json dosyasında, biçimi schema.json dosyasında; dosyalarınız files klasöründedir.',
    usedFor: 'Neden tutuluyor',
    purpose: 'Amaç',
    basis: 'Hukuki sebep',
    recipients: 'Kimler alır',
    transfers: 'Yurt dışına aktarım',
    kept: 'Ne kadar tutulur',
    kinds: 'Veri türleri',
    held: 'Ne tutuluyor',
    source: 'Kimden',
    nothing: 'Hakkınızda hiçbir şey tutulmuyor.',
    none: '–',
    yes: 'Evet',
    no: 'Hayır',
    more: 'Ayrıca tutulan, burada yalnızca adı geçen',
  },
  ZH: {
    title: '您的个人信息',
    about: (controller, contact) =>
      `本页展示${controller}持有的关于您的全部信息。如有疑问，或需更正、删除，请联系：${contact}`,
    madeAt: '制作时间',
    files: '供机器读取的相同内容见 data.json，其格式见 schema.json；您的文件在 files 文件夹中。',
    usedFor: '为何持有',
    purpose: '目的',
    basis: '法律依据',
    recipients: '接收方',
    transfers: '向境外提供',
    kept: '保存期限',
    kinds: '信息种类',
    held: '持有内容',
    source: '来源',
    nothing: '没有持有关于您的任何信息。',
    none: '–',
    yes: '是',
    no: '否',
    more: '另外持有、此处仅列名称的内容',
  },
  EN: {
    title: 'Your personal data',
    about: (controller, contact) =>
      `This page shows everything that ${controller} holds about you. For questions, and to have it corrected or erased: ${contact}`,
    madeAt: 'Made at',
    files: 'The same for machines is in data.json, its form in schema.json; your files are in the folder files.',
    usedFor: 'What it is held for',
    purpose: 'Purpose',
    basis: 'Legal basis',
    recipients: 'Who gets it',
    transfers: 'Sent abroad',
    kept: 'Kept for',
    kinds: 'Kinds of data',
    held: 'What is held',
    source: 'From whom',
    nothing: 'Nothing is held about you.',
    none: '–',
    yes: 'Yes',
    no: 'No',
    more: 'Also held, and only named here',
  },
};
