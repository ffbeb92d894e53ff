import { PURPOSES } from '../../../../schema/processing/purposes.ts';
import type { Words } from './words.ts';

/** A purpose as the person reads it: what for, who gets it, whether it goes abroad. */
interface PurposeWords {
  describe: Words;
  recipients: Words;
  transfers: Words;
}
type Key = keyof typeof PURPOSES;
type Told = Readonly<Record<'describe' | 'recipients' | 'transfers', string>>;

const NOWHERE = { tr: 'Yok.', zh: '无。' };
const COURT = { tr: 'bağlayıcı bir karar üzerine bir makam veya mahkeme', zh: '持有具约束力命令的主管机关或法院' };

const TURKISH: Readonly<Record<Key, Told>> = {
  listing: {
    describe: 'Bir firmayı rehberde ve ona nasıl ulaşılacağını göstermek.',
    recipients: `Rehberi okuyan herkes; ${COURT.tr}.`,
    transfers:
      'Gösterilen, dünyanın her yerinden okunabilir (KVKK m. 9, GDPR m. 44-49, PIPL m. 38-43); başka hiçbir kopya yurt dışına çıkmaz.',
  },
  account: {
    describe: 'Bir hesap açmak ve yürütmek, kimin oturum açtığını ve hangi firma adına davrandığını bilmek.',
    recipients: `Postamızı taşıyan sağlayıcı; ${COURT.tr}.`,
    transfers: NOWHERE.tr,
  },
  security: {
    describe:
      'Parola denemelerini, alışılmadık oturumları, dolandırıcılığı ve kötüye kullanımı fark etmek, üyeye bildirmek ve önlem almak.',
    recipients: `Kararı bağlayıcı olan bir makam veya mahkeme.`,
    transfers: NOWHERE.tr,
  },
  publishing: {
    describe: 'Üyelerin sunduklarını almak, denetlemek, yayımlamak ve sonucunu onlara göstermek.',
    recipients: `Üye ve çalışanlarımız dışında kimse; ${COURT.tr}.`,
    transfers: NOWHERE.tr,
  },
  correspondence: {
    describe:
      'Alıcı ile tedarikçinin birbirine yazdıklarını taşımak, ikisine de göstermek ve adreslerini birbirinden saklamak.',
    recipients: `Yazılan tedarikçi veya alıcı ve postamızı taşıyan sağlayıcı; ${COURT.tr}.`,
    transfers:
      'Yazan kişi istediği için, yazılan tedarikçi veya alıcı neredeyse oraya (KVKK m. 9(6), GDPR m. 49(1)(b), PIPL m. 38-43).',
  },
  verification: {
    describe:
      'Bir firmanın söylediği firma olduğunu belgelerle denetlemek; iddialar, şikâyetler ve itirazlar hakkında karar vermek.',
    recipients: `Çalışanlarımız; ${COURT.tr}.`,
    transfers: NOWHERE.tr,
  },
  alerts: {
    describe: 'Abone olunanları bildirmek: kayıtlı bir aramanın bulduğu ürünler, konular ve bültenler.',
    recipients: `Postamızı taşıyan sağlayıcı; uygulamayı uyandıran ve yalnızca cihaz belirteci ile kimlikleri alan sağlayıcı; ${COURT.tr}.`,
    transfers: 'E-posta ile hiçbir yere; anlık bildirim, cihazı üretenin yolundan gider.',
  },
  rights: {
    describe: 'Kişilerin kendi verileri hakkındaki isteklerini yanıtlamak ve bunun yapıldığını kanıtlamak.',
    recipients: `Postamızı taşıyan sağlayıcı; ${COURT.tr}.`,
    transfers: NOWHERE.tr,
  },
  accountability: {
    describe: 'Kişisel verilere kimin, ne zaman, ne yaptığını kişilere ve makamlara kanıtlamak.',
    recipients: 'Kararı bağlayıcı olan bir makam veya mahkeme.',
    transfers: NOWHERE.tr,
  },
};

const CHINESE: Readonly<Record<Key, Told>> = {
  listing: {
    describe: '在目录中展示企业及其联系方式。',
    recipients: `所有阅读目录的人；${COURT.zh}。`,
    transfers:
      '所展示的内容可在世界任何地方阅读（PIPL 第 38 至 43 条、GDPR 第 44 至 49 条、KVKK 第 9 条）；不向境外提供其他副本。',
  },
  account: {
    describe: '开立和维护账户，识别登录者及其代表的企业。',
    recipients: `为我们传送邮件的服务商；${COURT.zh}。`,
    transfers: NOWHERE.zh,
  },
  security: {
    describe: '识别密码猜测、异常登录、欺诈和滥用，告知会员并采取措施。',
    recipients: `${COURT.zh}。`,
    transfers: NOWHERE.zh,
  },
  publishing: {
    describe: '接收、检查并发布会员提供的内容，并向其展示结果。',
    recipients: `除会员和我们的工作人员外没有其他接收方；${COURT.zh}。`,
    transfers: NOWHERE.zh,
  },
  correspondence: {
    describe: '传送买家与供应商之间的往来内容，向双方展示，并对彼此隐藏地址。',
    recipients: `所联系的供应商或买家，以及为我们传送邮件的服务商；${COURT.zh}。`,
    transfers:
      '应书写者的要求，传送至所联系的供应商或买家所在地（PIPL 第 38 至 43 条、GDPR 第 49 条第 1 款 b 项、KVKK 第 9 条第 6 款）。',
  },
  verification: {
    describe: '凭证据核实企业是否如其所述，并就声明、投诉和申诉作出决定。',
    recipients: `我们的工作人员；${COURT.zh}。`,
    transfers: NOWHERE.zh,
  },
  alerts: {
    describe: '告知所订阅的内容：保存的搜索找到的产品、主题和通讯。',
    recipients: `为我们传送邮件的服务商；唤醒应用、仅获得设备令牌和标识符的服务商；${COURT.zh}。`,
    transfers: '邮件不出境；推送消息经设备制造商的渠道传送。',
  },
  rights: {
    describe: '答复个人就其个人信息提出的请求，并证明已予办理。',
    recipients: `为我们传送邮件的服务商；${COURT.zh}。`,
    transfers: NOWHERE.zh,
  },
  accountability: {
    describe: '向个人和主管机关证明谁在何时对个人信息做了什么。',
    recipients: `${COURT.zh}。`,
    transfers: NOWHERE.zh,
  },
};

/** The purposes of the record of processing, in the three languages. */
export const PURPOSE_WORDS = Object.fromEntries(
  Object.entries(PURPOSES).map(([key, told]) => [key, inAll(told, TURKISH[key as Key], CHINESE[key as Key])]),
) as Readonly<Record<string, PurposeWords>>;

function inAll(en: Told, tr: Told, zh: Told): PurposeWords {
  const of = (name: keyof Told): Words => ({ tr: tr[name], zh: zh[name], en: en[name] });
  return { describe: of('describe'), recipients: of('recipients'), transfers: of('transfers') };
}
