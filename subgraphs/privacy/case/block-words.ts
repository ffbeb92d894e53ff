import type { Locale } from '../../../kit/text/localized-text.ts';
import type { CaseBlockName } from './privacy-case.policy.ts';

/** What keeps an item from being closed, in words. */
export const BLOCK_WORDS: Readonly<Record<Locale, Readonly<Record<CaseBlockName, string>>>> = {
  EN: {
    IDENTITY_NOT_PROVEN: 'The address is not proven: whoever asks has to confirm the mail that was sent to it.',
    AUTHORITY_NOT_CONFIRMED: 'A privacy officer has to look at what lets the representative act.',
    ERASURE_NOT_PLANNED: 'The erasure has to be planned and approved.',
    ERASURE_NOT_APPROVED: 'The erasure is planned; two officers have to approve it.',
    ERASURE_RUNNING: 'The erasure is being carried out; it is certified when all is gone.',
    ERASURE_BLOCKED: 'The erasure found something that was not planned; an officer plans it anew.',
    NOBODY_TOOK_IT: 'It waits for a privacy officer to take it.',
    OFFICER_AT_WORK: 'A privacy officer is at work on it.',
    EXPORT_BEING_MADE: 'The archive is being made; a mail says when it can be fetched.',
    CANCELLATION_RUNNING: 'The account was stopped; for seven days it can be kept, then it is erased.',
    RESTRICTION_BEING_CARRIED_OUT: 'Every part of the directory is being told to stop using the data.',
    PART_UNAVAILABLE: 'A part of the directory does not answer; it is tried again.',
  },
  TR: {
    IDENTITY_NOT_PROVEN: 'Adres kanıtlanmadı: başvuranın kendisine gönderilen e-postayı onaylaması gerekiyor.',
    AUTHORITY_NOT_CONFIRMED: 'Bir veri koruma görevlisinin temsil yetkisini incelemesi gerekiyor.',
    ERASURE_NOT_PLANNED: 'Silme işleminin planlanması ve onaylanması gerekiyor.',
    ERASURE_NOT_APPROVED: 'Silme işlemi planlandı; iki görevlinin onaylaması gerekiyor.',
    ERASURE_RUNNING: 'Silme işlemi yürütülüyor; her şey silinince belgelenir.',
    ERASURE_BLOCKED: 'Silme sırasında planda olmayan bir şey bulundu; bir görevli yeniden planlıyor.',
    NOBODY_TOOK_IT: 'Bir veri koruma görevlisinin üstlenmesi bekleniyor.',
    OFFICER_AT_WORK: 'Bir veri koruma görevlisi üzerinde çalışıyor.',
    EXPORT_BEING_MADE: 'Arşiv hazırlanıyor; hazır olunca bir e-posta gönderilir.',
    CANCELLATION_RUNNING: 'Hesap durduruldu; yedi gün içinde geri alınabilir, sonra silinir.',
    RESTRICTION_BEING_CARRIED_OUT: 'Dizinin her bölümüne verileri kullanmayı bırakması bildiriliyor.',
    PART_UNAVAILABLE: 'Dizinin bir bölümü yanıt vermiyor; yeniden deneniyor.',
  },
  ZH: {
    IDENTITY_NOT_PROVEN: '邮箱地址尚未验证：请求人须确认所收到的邮件。',
    AUTHORITY_NOT_CONFIRMED: '须由隐私专员核实代理权限。',
    ERASURE_NOT_PLANNED: '删除须先制定方案并获批准。',
    ERASURE_NOT_APPROVED: '删除方案已制定，须由两名专员批准。',
    ERASURE_RUNNING: '正在执行删除；全部删除后将出具证明。',
    ERASURE_BLOCKED: '删除时发现方案之外的内容；专员将重新制定方案。',
    NOBODY_TOOK_IT: '等待隐私专员受理。',
    OFFICER_AT_WORK: '隐私专员正在处理。',
    EXPORT_BEING_MADE: '正在生成数据副本；可领取时将以邮件通知。',
    CANCELLATION_RUNNING: '账户已停用；七天内可恢复，之后将被删除。',
    RESTRICTION_BEING_CARRIED_OUT: '正在通知系统各部分停止使用这些数据。',
    PART_UNAVAILABLE: '系统某一部分未响应；正在重试。',
  },
};
