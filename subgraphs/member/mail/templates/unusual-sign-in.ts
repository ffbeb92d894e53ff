import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  network: string;
  device: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** Somebody signed in from a network and by a kind of device that the account was not used from before. */
export const unusualSignIn: MailTemplate<Facts> = {
  tr: ({ network, device, at }) => ({
    subject: 'Hesabınıza yeni bir yerden giriş yapıldı',
    text: `Hesabınıza daha önce kullanılmamış bir ağ veya cihazdan giriş yapıldı.\n\nZaman: ${at}\nAğ: ${network}\nCihaz: ${device}\n\nBu sizseniz yapmanız gereken bir şey yok. Değilseniz parolanızı hemen sıfırlayın; açık oturumların hepsi kapanır.`,
  }),
  zh: ({ network, device, at }) => ({
    subject: '您的账户在新的地点登录',
    text: `您的账户从以前未使用过的网络或设备登录。\n\n时间：${at}\n网络：${network}\n设备：${device}\n\n如果是您本人，无需任何操作。如果不是，请立即重置密码，所有已登录的会话都会结束。`,
  }),
  en: ({ network, device, at }) => ({
    subject: 'Your account was signed in to from a new place',
    text: `Somebody signed in to your account from a network or device that it was not used from before.\n\nTime: ${at}\nNetwork: ${network}\nDevice: ${device}\n\nIf this was you, there is nothing to do. If it was not, reset your password at once; every session that is open ends then.`,
  }),
};
