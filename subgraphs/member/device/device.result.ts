import {
  IdempotencyKeyReused,
  InvalidInput,
  NotAllowed,
  NotFound,
  TooManyAttempts,
} from '../../../kit/graphql/problems.ts';
import { resultUnion } from '../../../kit/graphql/result-union.ts';
import { Device, ForgottenDevice, RegisteredDevice } from './device.type.ts';

export const RegisterDeviceResult = resultUnion('RegisterDeviceResult', 'What came of registering a device.', () => [
  RegisteredDevice,
  InvalidInput,
  NotFound,
  TooManyAttempts,
  IdempotencyKeyReused,
]);
export const UpdateDeviceResult = resultUnion('UpdateDeviceResult', 'What came of changing a device.', () => [
  Device,
  InvalidInput,
  NotFound,
  IdempotencyKeyReused,
]);
export const ForgetDeviceResult = resultUnion('ForgetDeviceResult', 'What came of forgetting a device.', () => [
  ForgottenDevice,
  NotFound,
  IdempotencyKeyReused,
]);
export const AdoptDeviceResult = resultUnion(
  'AdoptDeviceResult',
  'What came of joining a device to an account.',
  () => [Device, NotAllowed, NotFound, IdempotencyKeyReused],
);
