import { Field, InputType } from 'type-graphql';
import { Takes, TakesNothingPersonal } from '../../../kit/graphql/leaf-declaration.ts';
import { LocaleEnum } from '../../../kit/graphql/locale.enum.ts';
import { PushPlatformEnum } from './device.type.ts';

const TOKEN = 'As `registerDevice` gave it. Never null.';

@InputType('RegisterDeviceInput', { description: 'A device that is to be woken. Needs no account.' })
export class RegisterDeviceInput {
  @Field(() => PushPlatformEnum, { description: 'Whose service wakes it. Never null.' })
  @Takes('devices.platform')
  platform!: PushPlatformEnum;

  @Field(() => String, { description: 'By which that service knows the app on it. Never null.' })
  @Takes('devices.pushToken')
  pushToken!: string;

  @Field(() => LocaleEnum, { nullable: true, description: 'Its language; null: that of the request.' })
  @Takes('devices.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { nullable: true, description: 'IANA name of its time zone; null: `UTC`.' })
  @Takes('devices.timeZone')
  timeZone?: string | null;

  @Field(() => String, { description: 'Makes repeats take effect once. Never null.' })
  @TakesNothingPersonal()
  idempotencyKey!: string;
}

@InputType('UpdateDeviceInput', { description: 'What has changed of a device.' })
export class UpdateDeviceInput {
  @Field(() => String, { description: TOKEN })
  @Takes('devices.secretHash')
  deviceToken!: string;

  @Field(() => String, { nullable: true, description: 'Another push token; null or left out: as before.' })
  @Takes('devices.pushToken')
  pushToken?: string | null;

  @Field(() => LocaleEnum, { nullable: true, description: 'Another language; null or left out: as before.' })
  @Takes('devices.locale')
  locale?: LocaleEnum | null;

  @Field(() => String, { nullable: true, description: 'Another time zone; null or left out: as before.' })
  @Takes('devices.timeZone')
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('ForgetDeviceInput', { description: 'A device that is to be woken no more. What it holds is ended.' })
export class ForgetDeviceInput {
  @Field(() => String, { description: TOKEN })
  @Takes('devices.secretHash')
  deviceToken!: string;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}

@InputType('AdoptDeviceInput', { description: 'A device that is to belong to the account that is signed in.' })
export class AdoptDeviceInput {
  @Field(() => String, { description: TOKEN })
  @Takes('devices.secretHash')
  deviceToken!: string;

  @Field(() => String, { nullable: true, description: 'Makes repeats take effect once; null: a repeat does no harm.' })
  @TakesNothingPersonal()
  idempotencyKey?: string | null;
}
