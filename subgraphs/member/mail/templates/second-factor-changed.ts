import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  what: 'SECOND_FACTOR_ADDED' | 'SECOND_FACTOR_REMOVED' | 'RECOVERY_CODE_USED';
  network: string;
  device: string;
  /** How many recovery codes are left; of no account where none was used. */
  left: number;
}

/** The second factor of an account was added, taken away, or stood in for by a recovery code. */
export const secondFactorChanged: MailTemplate<Facts> = {
  tr: ({ what, network, device, left }) => ({
    subject: {
      SECOND_FACTOR_ADDED: 'İki adımlı doğrulama açıldı',
      SECOND_FACTOR_REMOVED: 'İki adımlı doğrulama kapatıldı',
      RECOVERY_CODE_USED: 'Bir kurtarma kodu kullanıldı',
    }[what],
    text: `${
      {
        SECOND_FACTOR_ADDED: 'Bundan sonra oturum açarken uygulamanızdaki kod da istenecek.',
        SECOND_FACTOR_REMOVED: 'Bundan sonra oturum açmak için yalnızca parola yeterli.',
        RECOVERY_CODE_USED: `Bir kurtarma koduyla oturum açıldı. Kalan kod sayısı: ${left}.`,
      }[what]
    }\n\nAğ: ${network}\nCihaz: ${device}\n\nBunu siz yapmadıysanız parolanızı hemen sıfırlayın; açık oturumların hepsi kapanır.`,
  }),
  zh: ({ what, network, device, left }) => ({
    subject: {
      SECOND_FACTOR_ADDED: '两步验证已开启',
      SECOND_FACTOR_REMOVED: '两步验证已关闭',
      RECOVERY_CODE_USED: '使用了一个恢复代码',
    }[what],
    text: `${
      {
        SECOND_FACTOR_ADDED: '今后登录时还需要输入应用中的验证码。',
        SECOND_FACTOR_REMOVED: '今后登录只需要密码。',
        RECOVERY_CODE_USED: `有人使用恢复代码登录。剩余代码数：${left}。`,
      }[what]
    }\n\n网络：${network}\n设备：${device}\n\n如果不是您本人操作，请立即重置密码，所有已登录的会话都会结束。`,
  }),
  en: ({ what, network, device, left }) => ({
    subject: {
      SECOND_FACTOR_ADDED: 'Two-step sign-in is on',
      SECOND_FACTOR_REMOVED: 'Two-step sign-in is off',
      RECOVERY_CODE_USED: 'A recovery code was used',
    }[what],
    text: `${
      {
        SECOND_FACTOR_ADDED: 'From now on signing in asks for a code from your app, too.',
        SECOND_FACTOR_REMOVED: 'From now on signing in asks for the password alone.',
        RECOVERY_CODE_USED: `Somebody signed in with a recovery code. Codes left: ${left}.`,
      }[what]
    }\n\nNetwork: ${network}\nDevice: ${device}\n\nIf this was not you, reset your password at once; every session that is open ends then.`,
  }),
};
