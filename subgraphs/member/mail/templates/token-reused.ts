import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

interface Facts {
  network: string;
  device: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** A refresh token was used a second time: somebody has a copy of it, and the session was ended. */
export const tokenReused: MailTemplate<Facts> = {
  tr: ({ network, device, at }) => ({
    subject: 'Bir oturumunuzu güvenlik nedeniyle kapattık',
    text: `Bir oturumunuzun anahtarı ikinci kez kullanıldı; başka birinde kopyası olabilir. Oturumu kapattık.\n\nZaman: ${at}\nAğ: ${network}\nCihaz: ${device}\n\nYeniden oturum açın. Bu istek sizden gelmediyse parolanızı da sıfırlayın.`,
  }),
  zh: ({ network, device, at }) => ({
    subject: '出于安全考虑，我们结束了您的一个会话',
    text: `您的一个会话令牌被第二次使用，可能有人持有其副本。我们已结束该会话。\n\n时间：${at}\n网络：${network}\n设备：${device}\n\n请重新登录。如果该请求不是您发出的，请同时重置密码。`,
  }),
  en: ({ network, device, at }) => ({
    subject: 'We ended one of your sessions to be safe',
    text: `The key of one of your sessions was used a second time: somebody else may have a copy of it. We ended the session.\n\nTime: ${at}\nNetwork: ${network}\nDevice: ${device}\n\nSign in again. If that request did not come from you, reset your password too.`,
  }),
};
