import type { MailTemplate } from '../../../../kit/mail/outgoing/mail-template.ts';

export interface ExportReadyFacts {
  token: string;
  /** Whether the link asks for what only whoever is signed in sees. */
  needsCode: boolean;
}

const written = (words: readonly (string | false)[]): string => words.filter(Boolean).join('\n\n');

/** To the proven address of whoever gets everything that is held about them. */
export const exportReady: MailTemplate<ExportReadyFacts> = {
  en: ({ token, needsCode }, link) => ({
    subject: 'Your personal data is ready',
    text: written([
      'You asked for everything that the trade directory holds about you. Within 7 days you can download it here, once:',
      link(`personal-data-exports/${token}`),
      needsCode && 'The page asks for a code, which you see beside your export when you are signed in.',
      'Do not pass the link on. If you did not ask for this, sign in, end your other sessions and change your password; the archive is erased after 7 days.',
    ]),
  }),
  tr: ({ token, needsCode }, link) => ({
    subject: 'Kişisel verileriniz hazır',
    text: written([
      'Ticaret rehberinin hakkınızda tuttuğu her şeyi istediniz. 7 gün içinde buradan bir kez indirebilirsiniz:',
      link(`personal-data-exports/${token}`),
      needsCode && 'Sayfa, oturum açtığınızda dışa aktarmanızın yanında gördüğünüz kodu sorar.',
      'Bağlantıyı kimseye vermeyin. Bunu siz istemediyseniz oturum açın, öteki oturumlarınızı sonlandırın ve parolanızı değiştirin; arşiv 7 gün sonra silinir.',
    ]),
  }),
  zh: ({ token, needsCode }, link) => ({
    subject: '您的个人信息已准备好',
    text: written([
      '您申请获取贸易名录持有的关于您的全部信息。请在 7 天内由此下载，只能下载一次：',
      link(`personal-data-exports/${token}`),
      needsCode && '页面会要求输入代码；登录后，可在您的导出旁看到该代码。',
      '请勿转发此链接。如果不是您本人申请，请登录、结束其他会话并更改密码；归档将在 7 天后删除。',
    ]),
  }),
};
