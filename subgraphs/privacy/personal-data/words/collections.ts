import type { Source } from './sources.ts';
import type { Words } from './words.ts';

interface Collection {
  words: Words;
  source: Source;
}

const held = (source: Source, tr: string, zh: string, en: string): Collection => ({ source, words: { tr, zh, en } });

/** What each collection is called for whoever is stored in it, and from whom it is, by database and collection. */
const COLLECTIONS: Readonly<Record<string, Collection>> = {
  'member.companies': held('colleague', 'Firma ve irtibat kişileri', '企业及联系人', 'Company and contact persons'),
  'member.companyHistory': held(
    'colleague',
    'Firma bilgilerindeki düzeltmelerin geçmişi',
    '企业信息更正记录',
    'History of corrections of the company',
  ),
  'member.invitations': held('colleague', 'Bir firmaya davetler', '企业邀请', 'Invitations to a company'),
  'member.ownershipOffers': held(
    'colleague',
    'Firma sahipliği teklifleri',
    '企业所有权移交提议',
    'Offers of ownership',
  ),
  'member.accounts': held('person', 'Hesap', '账户', 'Account'),
  'member.mails': held('use', 'Gönderilmeyi bekleyen iletiler', '待发送的邮件', 'Mails waiting to be sent'),
  'member.claims': held('person', 'Doğrulama iddiaları', '认证声明', 'Claims to be verified'),
  'member.appeals': held('person', 'İtirazlar', '申诉', 'Appeals'),
  'member.pendingRegistrations': held('person', 'Kanıtlanmamış kayıtlar', '未确认的注册', 'Registrations not proven'),
  'member.proofs': held('use', 'Gönderilen doğrulama iletileri', '已发出的确认', 'Proofs that were asked for'),
  'member.sessions': held('use', 'Oturumlar', '登录会话', 'Sign-in sessions'),
  'member.securityEvents': held('use', 'Güvenlik günlüğü', '安全日志', 'Security log'),
  'member.signInPlaces': held('use', 'Oturum açılan yerler', '登录地点', 'Places of signing in'),
  'member.relayAddresses': held(
    'use',
    'Adresinizin yerine geçen adresler',
    '代替您地址的中转地址',
    'Addresses that stand for yours',
  ),
  'member.inboundMails': held('correspondent', 'Gelen iletiler', '收到的邮件', 'Mails that came in'),
  'member.documentFiles.files': held('colleague', 'Belge dosyaları', '证明文件', 'Files of documents'),
  'member.documentFiles.chunks': held(
    'colleague',
    'Belge dosyalarının içeriği',
    '证明文件内容',
    'Content of documents',
  ),
  'member.uploads': held('person', 'Yüklenen dosyalar', '上传的文件', 'Files uploaded'),
  'member.documents': held('person', 'Verilen belgeler', '提交的证明', 'Documents handed in'),
  'member.guests': held('person', 'Hesapsız yazan kişi', '无账户的书写者', 'Writer without an account'),
  'member.pendingInquiries': held('person', 'Kanıtlanmamış talepler', '未确认的询盘', 'Inquiries not proven'),
  'member.inquiries': held('correspondent', 'Talepler', '询盘', 'Inquiries'),
  'member.inquiryMessages': held('correspondent', 'Taleplerdeki iletiler', '询盘消息', 'Messages of inquiries'),
  'member.inquiryAssignments': held('colleague', 'Taleplerin dağıtımı', '询盘分配', 'Assignment of inquiries'),
  'member.cannedAnswers': held('colleague', 'Hazır yanıtlar', '预设回复', 'Prepared answers'),
  'member.inquiryFiles.files': held('correspondent', 'Yazışma dosyaları', '往来文件', 'Files of inquiries'),
  'member.inquiryFiles.chunks': held(
    'correspondent',
    'Yazışma dosyalarının içeriği',
    '往来文件内容',
    'Content of files of inquiries',
  ),
  'member.subscriptions': held(
    'person',
    'Abonelikler ve kayıtlı aramalar',
    '订阅与保存的搜索',
    'Subscriptions and saved searches',
  ),
  'member.pendingSubscriptions': held(
    'person',
    'Kanıtlanmamış abonelikler',
    '未确认的订阅',
    'Subscriptions not proven',
  ),
  'member.devices': held('person', 'Bildirim alan cihazlar', '接收提醒的设备', 'Devices that are alerted'),
  'member.pushes': held(
    'use',
    'Gönderilmeyi bekleyen anlık bildirimler',
    '待发送的推送',
    'Push messages waiting to be sent',
  ),
  'member.digests': held('use', 'Toplanan bildirimler', '汇总的提醒', 'Alerts being gathered'),
  'member.blockedWriters': held('staff', 'Talep gönderme engelleri', '询盘发送限制', 'Blocks from writing inquiries'),
  'member.doNotContact': held(
    'person',
    'İletişim istenmeyen adresler',
    '不再联系的地址',
    'Addresses not to be written to',
  ),
  'member.restrictions': held('person', 'İşlemenin durdurulması', '处理的停止', 'Stops of processing'),
  'member.newsletterIssues': held('staff', 'Bülten sayıları', '简报期号', 'Issues of newsletters'),
  'member.abuseReports': held('person', 'Kötüye kullanım bildirimleri', '滥用举报', 'Reports of abuse'),
  'events.companyCards': held(
    'colleague',
    'Firmanın yayımlanan kartı',
    '企业公开名片',
    'Published card of the company',
  ),
  'events.memberships': held('colleague', 'Firma üyeliği', '企业成员身份', 'Membership of a company'),
  'events.memberActivity': held('use', 'Değişikliklerin sayısı', '更改次数', 'Count of changes'),
  'events.unusualActivity': held('use', 'Alışılmadık etkinlik', '异常活动', 'Unusual activity'),
  'events.moderationDecisions': held('staff', 'İçerik kararları', '内容处理决定', 'Decisions on content'),
  'events.savedSearches': held('person', 'Yayımlanan kayıtlı aramalar', '用于提醒的保存搜索', 'Saved searches in use'),
  'events.searchMatches': held('use', 'Kayıtlı aramaların bulduğu', '保存搜索的匹配', 'What saved searches found'),
  'events.auditEvents': held(
    'use',
    'Denetim günlüğüne girecek kayıtlar',
    '待写入审计日志的记录',
    'Entries on the way to the audit log',
  ),
  'catalog.companyCards': held(
    'colleague',
    'Katalogdaki firma kartı',
    '目录中的企业名片',
    'Card of the company in the catalogue',
  ),
  'catalog.sponsorships': held('staff', 'Öne çıkarılan ürünler', '推广产品', 'Sponsored products'),
  'catalog.importJobs': held('person', 'İçe aktarmalar', '导入', 'Imports'),
  'catalog.exportJobs': held('person', 'Katalog dışa aktarmaları', '产品目录导出', 'Exports of the catalogue'),
  'catalog.uploadedFiles.files': held(
    'person',
    'Kataloğa yüklenen dosyalar',
    '上传到目录的文件',
    'Files uploaded to the catalogue',
  ),
  'catalog.uploadedFiles.chunks': held(
    'person',
    'Kataloğa yüklenen dosyaların içeriği',
    '上传到目录的文件内容',
    'Content of files uploaded',
  ),
  'catalog.uploads': held('person', 'Katalog yüklemeleri', '目录上传', 'Uploads to the catalogue'),
  'catalog.termActs': held('staff', 'Sözlük değişiklikleri', '词汇更改', 'Changes of the vocabulary'),
  'events.disclosures': held(
    'use',
    'Sizinle ilgili kime ne iletildi',
    '向谁提供了有关您的信息',
    'To whom something about you was handed',
  ),
  'privacy.auditEntries': held('use', 'Denetim günlüğü', '审计日志', 'Audit log'),
  'privacy.mails': held(
    'use',
    'Kişisel verilerle ilgili bekleyen iletiler',
    '关于个人信息的待发邮件',
    'Mails about personal data waiting to be sent',
  ),
  'privacy.personalDataExports': held(
    'person',
    'Verilerinizin dışa aktarılması',
    '个人信息导出',
    'Exports of your data',
  ),
  'privacy.personalDataArchives.files': held('use', 'Dışa aktarma arşivleri', '导出归档', 'Archives of exports'),
  'privacy.personalDataArchives.chunks': held(
    'use',
    'Dışa aktarma arşivlerinin içeriği',
    '导出归档内容',
    'Content of archives of exports',
  ),
  'privacy.legalHolds': held('staff', 'Yasal saklamalar', '法律保留', 'Legal holds'),
  'privacy.privacyCases': held(
    'person',
    'Haklarınızla ilgili başvurular',
    '关于您权利的申请',
    'Requests about your rights',
  ),
  'privacy.erasures': held('use', 'Silme işlemleri', '删除记录', 'Erasures'),
  'privacy.accountCancellations': held('person', 'Hesap iptalleri', '账户注销', 'Cancellations of accounts'),
  'privacy.pendingPrivacyCases': held('person', 'Kanıtlanmamış başvurular', '未确认的申请', 'Requests not proven'),
  'search.companies': held('colleague', 'Arama dizinindeki firma', '搜索索引中的企业', 'Company in the search index'),
  'search.products': held('colleague', 'Arama dizinindeki ürünler', '搜索索引中的产品', 'Products in the search index'),
};

/** A collection that has no words yet is called by its name, and is from use. */
export function collectionOf(store: string, collection: string): Collection {
  const name = `${store}.${collection}`;
  return COLLECTIONS[name] ?? held('use', name, name, name);
}

export const hasWords = (store: string, collection: string): boolean =>
  Object.hasOwn(COLLECTIONS, `${store}.${collection}`);
