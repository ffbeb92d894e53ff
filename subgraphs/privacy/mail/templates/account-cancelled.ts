import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';
import { dayIn, paragraphs } from './case-words.ts';

export interface AccountCancelledFacts {
  /** Takes it back. */
  token: string;
  /** ISO 8601. */
  until: string;
}

/** To whoever proved to be the holder of an account, when it was cancelled. */
export const accountCancelled: MailTemplate<AccountCancelledFacts> = {
  en: ({ token, until }, link) => ({
    subject: 'Your account is cancelled',
    text: paragraphs([
      'Your account is cancelled, as you asked. Nobody can sign in to it, and we send you nothing more. If you were the only owner of your company, it is not shown any more, and neither are its products.',
      `You can take it back until ${dayIn('en', until)}; then everything is as it was. After that we erase what is held about you, and it cannot be taken back.`,
      'Take it back here. Keep this link to yourself:',
      link('keep-account', token),
      'If it was not you, take it back, and set another password.',
    ]),
  }),
  tr: ({ token, until }, link) => ({
    subject: 'Hesabınız kapatıldı',
    text: paragraphs([
      'İsteğiniz üzerine hesabınız kapatıldı. Kimse bu hesapla oturum açamaz ve size artık ileti göndermeyiz. Firmanızın tek sahibi sizdiyseniz firma ve ürünleri artık gösterilmez.',
      `Bundan ${dayIn('tr', until)} tarihine kadar vazgeçebilirsiniz; o zaman her şey eskisi gibi olur. Daha sonra hakkınızda tutulanlar silinir ve geri alınamaz.`,
      'Vazgeçmek için bu bağlantıyı kullanın ve kimseyle paylaşmayın:',
      link('keep-account', token),
      'Bunu siz yapmadıysanız vazgeçin ve yeni bir parola belirleyin.',
    ]),
  }),
  zh: ({ token, until }, link) => ({
    subject: '您的账户已注销',
    text: paragraphs([
      '您的账户已按您的要求注销。任何人都无法登录，我们也不再向您发送任何消息。如果您是公司的唯一所有者，公司及其产品将不再显示。',
      `您可在 ${dayIn('zh', until)} 之前撤回；届时一切恢复原状。此后我们将删除所持有的有关您的信息，且无法撤回。`,
      '请在此撤回，并勿将此链接提供给他人：',
      link('keep-account', token),
      '如非您本人操作，请撤回并设置新密码。',
    ]),
  }),
};
