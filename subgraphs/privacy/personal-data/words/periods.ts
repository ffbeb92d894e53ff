import { periodInWords } from '../../../../kit/data-map/schedule.ts';
import { RETENTION_SCHEDULE } from '../../../../schema/processing/retention-schedule.ts';
import type { Words } from './words.ts';

const TURKISH_AND_CHINESE: Readonly<Record<keyof typeof RETENTION_SCHEDULE, readonly [string, string]>> = {
  'while listed': [
    'Firma artık göstermeyene, kullanmayana veya listelenmeyene kadar; en geç 30 gün sonra silinir.',
    '直至企业不再展示、使用或不再列入目录；最迟 30 天后删除。',
  ],
  account: [
    'Hesap iptal edilene ve bunun geri alınabileceği yedi gün geçene kadar; en geç 30 gün sonra silinir.',
    '直至账户注销且可撤回的七天届满；最迟 30 天后删除。',
  ],
  'unproven registration': ['Kayıttan itibaren 7 gün.', '自注册起 7 天。'],
  correspondence: ['Yazışmanın son iletisinden itibaren 12 ay.', '自往来的最后一条消息起 12 个月。'],
  'correspondence file': [
    'Yazışmanın son iletisine kadar; en geç 12 ay sonra silinir.',
    '直至往来的最后一条消息；最迟 12 个月后删除。',
  ],
  'unproven inquiry': ['Talepten itibaren 7 gün.', '自询盘起 7 天。'],
  session: ['Oturumun son kullanımından itibaren 30 gün.', '自会话最后一次使用起 30 天。'],
  'security log': ['Olaydan itibaren 90 gün.', '自事件起 90 天。'],
  evidence: [
    'İddia reddedilene veya süresi dolana kadar; en geç 90 gün sonra silinir.',
    '直至声明被否决或到期；最迟 90 天后删除。',
  ],
  declarations: [
    'Artık dayanmayana kadar; en geç 3 yıl sonra kişiden arındırılır.',
    '直至我们不再以其为依据；最迟 3 年后匿名化。',
  ],
  'public history': ['Değişiklikten itibaren 12 ay.', '自更改起 12 个月。'],
  subscriptions: ['Abonelik sona erdirilene kadar.', '直至订阅终止。'],
  devices: ['Cihazın son kullanımından itibaren 12 ay.', '自设备最后一次使用起 12 个月。'],
  'mail queue': ['İletinin yazılmasından itibaren en çok 7 gün.', '自邮件写成起最多 7 天。'],
  decisions: ['Konunun kapanmasından itibaren 12 ay.', '自事项结案起 12 个月。'],
  imports: ['Yüklemeden itibaren 30 gün.', '自上传起 30 天。'],
  'export archive': ['Arşivin hazırlanmasından itibaren 7 gün.', '自归档制作完成起 7 天。'],
  'rights case': ['Başvurunun kapanmasından itibaren 3 yıl.', '自申请结案起 3 年。'],
  'unproven rights request': ['Başvurudan itibaren 7 gün.', '自申请起 7 天。'],
  'audit log': ['Hizmet sona erene kadar.', '直至服务终止。'],
};

/** How long each kind of data is kept, by the key of the retention schedule. */
export const PERIOD_WORDS = Object.fromEntries(
  Object.entries(RETENTION_SCHEDULE).map(([key, rule]) => {
    const [tr, zh] = TURKISH_AND_CHINESE[key as keyof typeof RETENTION_SCHEDULE];
    return [key, { tr, zh, en: periodInWords(rule) }];
  }),
) as Readonly<Record<string, Words>>;
