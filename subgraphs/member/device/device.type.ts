import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../../../kit/graphql/date-time.scalar.ts';
import { Shows, ShowsNothingPersonal, ShowsRecord } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';

export enum PushPlatformEnum {
  FCM = 'FCM',
  APNS = 'APNS',
}

registerEnumType(PushPlatformEnum, {
  name: 'PushPlatform',
  description: 'Whose service wakes the app on a device.',
  valuesConfig: {
    FCM: { description: 'Firebase Cloud Messaging.' },
    APNS: { description: 'Apple Push Notification service.' },
  },
});

@ObjectType('Device', { description: 'A device that is woken for alerts.' })
@ShowsRecord('devices')
export class Device {
  @Field(() => PushPlatformEnum, { description: 'Whose service wakes it. Never null.' })
  platform!: PushPlatformEnum;

  @Field(() => LocaleEnum, { description: 'Its language. Never null.' })
  locale!: LocaleEnum;

  @Field(() => String, { description: 'Its time zone. Never null.' })
  timeZone!: string;

  @Field(() => Boolean, { description: 'Whether it was joined to an account. Never null.' })
  @Shows('devices.accountId')
  adopted!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was used last. Never null.' })
  lastUsedAt!: Date;
}

@ObjectType('RegisteredDevice', { description: 'A device that was registered.' })
export class RegisteredDevice {
  @Field(() => Device, { description: 'The device. Never null.' })
  device!: Device;

  @Field(() => String, {
    nullable: true,
    description:
      'By which the app names the device from now on: keep it as a password is kept. Null for a repeat: it is shown once, register with another key.',
  })
  @Shows('devices.secretHash')
  deviceToken!: string | null;
}

@ObjectType('ForgottenDevice', { description: 'That a device is not known any more.' })
@ShowsNothingPersonal()
export class ForgottenDevice {
  @Field(() => ID, { description: 'Which one it was. Never null.' })
  deviceId!: string;
}
