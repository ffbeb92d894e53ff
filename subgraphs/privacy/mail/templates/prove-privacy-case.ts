import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import type { RightName } from '../../case/privacy-case.values.ts';
import { rightsIn } from './case-words.ts';

export interface ProvePrivacyCaseFacts {
  token: string;
  /** Whether staff wrote down what came by telephone, post or chat. */
  byStaff: boolean;
  /** What the reader confirms: they are asked for by names of ours alone. */
  rights: readonly RightName[];
}

/**
 * To the address of whoever asks for something by their rights: its reader confirms that it was them. It says nothing that a stranger wrote, and not whether
 * anything is stored about the address.
 */
export const provePrivacyCase: MailTemplate<ProvePrivacyCaseFacts> = {
  en: ({ token, byStaff, rights }, link) => ({
    subject: 'Confirm your request about your data',
    text: `${byStaff ? 'Our staff took down a request' : 'Somebody made a request'} about personal data and gave this address. It asks for: ${rightsIn('en', rights)}.

If it was you, confirm it${byStaff ? '' : ' within 7 days'}, and we begin:

${link('prove-privacy-case', token)}

An app may ask for this code instead:

${token}

If it was not you, do nothing: nothing is looked up, told or done. We wrote because the address was given, whether we hold anything about it or not.`,
  }),
  tr: ({ token, byStaff, rights }, link) => ({
    subject: 'Verilerinizle ilgili başvurunuzu onaylayın',
    text: `${byStaff ? 'Çalışanlarımız kişisel verilerle ilgili bir başvuru aldı' : 'Kişisel verilerle ilgili bir başvuru yapıldı'} ve bu adres verildi. İstenen: ${rightsIn('tr', rights)}.

Başvuran sizseniz ${byStaff ? '' : '7 gün içinde '}onaylayın, başlayalım:

${link('prove-privacy-case', token)}

Uygulama bunun yerine şu kodu isteyebilir:

${token}

Siz değilseniz bir şey yapmayın: hiçbir şeye bakılmaz, hiçbir şey söylenmez ve yapılmaz. Bu adres verildiği için yazdık; hakkında bir şey tutup tutmadığımızdan bağımsızdır.`,
  }),
  zh: ({ token, byStaff, rights }, link) => ({
    subject: '请确认您的个人信息请求',
    text: `${byStaff ? '我们的工作人员登记了一项有关个人信息的请求' : '有人提出了一项有关个人信息的请求'}，并留下此邮箱地址。请求内容：${rightsIn('zh', rights)}。

如果是您本人，请${byStaff ? '' : '在 7 天内'}确认，确认后我们即开始办理：

${link('prove-privacy-case', token)}

应用程序可能会要求输入以下代码：

${token}

如果不是您本人，请忽略此邮件：我们不会查询、告知或办理任何事项。无论我们是否持有与此地址有关的信息，都会发送此邮件。`,
  }),
};
