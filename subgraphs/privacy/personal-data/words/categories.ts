import type { PersonalCategory } from '../../../../kit/record/personal.ts';
import type { Words } from './words.ts';

/** What each kind of personal data is called. */
export const CATEGORY_WORDS: Readonly<Record<PersonalCategory, Words>> = {
  'user.account.settings': { tr: 'Hesap ayarı', zh: '账户设置', en: 'Account setting' },
  'user.account.username': { tr: 'Kullanıcı adı', zh: '登录名', en: 'Login name' },
  'user.authorization.credentials': { tr: 'Oturum açma bilgisi', zh: '登录凭据', en: 'Credential' },
  'user.authorization.password': { tr: 'Parola', zh: '密码', en: 'Password' },
  'user.behavior': { tr: 'Ne zaman ve nasıl kullanıldığı', zh: '使用时间与方式', en: 'When and how it was used' },
  'user.behavior.search_history': { tr: 'Kayıtlı arama', zh: '保存的搜索', en: 'Saved search' },
  'user.contact.address': { tr: 'Adres', zh: '地址', en: 'Address' },
  'user.contact.email': { tr: 'E-posta adresi', zh: '电子邮箱', en: 'E-mail address' },
  'user.contact.fax_number': { tr: 'Faks numarası', zh: '传真号码', en: 'Fax number' },
  'user.contact.organization': { tr: 'Kuruluş', zh: '单位', en: 'Organisation' },
  'user.contact.phone_number': { tr: 'Telefon numarası', zh: '电话号码', en: 'Telephone number' },
  'user.contact.url': { tr: 'İnternet adresi', zh: '网址', en: 'Web address' },
  'user.content.private': {
    tr: 'Yazdıklarınız ve dosyalarınız',
    zh: '您书写的内容和文件',
    en: 'What you wrote, and files',
  },
  'user.content.public': { tr: 'Herkese açık içerik', zh: '公开内容', en: 'Published content' },
  'user.device': { tr: 'Cihaz', zh: '设备', en: 'Device' },
  'user.device.device_id': { tr: 'Cihaz kimliği', zh: '设备标识', en: 'Device identifier' },
  'user.device.ip_address': { tr: 'Kısaltılmış ağ adresi', zh: '缩短的网络地址', en: 'Shortened network address' },
  'user.government_id': { tr: 'Resmî kimlik numarası', zh: '官方证件号码', en: 'Official identifier' },
  'user.job_title': { tr: 'Görev', zh: '职务', en: 'Role' },
  'user.location': { tr: 'Ülke veya bölge', zh: '国家或地区', en: 'Country or region' },
  'user.name': { tr: 'Ad', zh: '姓名', en: 'Name' },
  'user.privacy_preferences': { tr: 'Beyan ve tercih', zh: '声明与选择', en: 'Declaration or choice' },
  'user.unique_id.pseudonymous': { tr: 'Takma kimlik', zh: '匿名标识符', en: 'Pseudonymous identifier' },
  'user.workplace': { tr: 'İş yeri bilgisi', zh: '工作单位信息', en: 'About the workplace' },
};
