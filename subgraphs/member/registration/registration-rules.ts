import type { InvalidInput } from '../../../kit/graphql/problems.ts';
import {
  countryFault,
  emailRefusal,
  loginNameRefusal,
  nameFault,
  passwordRefusal,
  telephoneFault,
} from '../account/details.ts';
import type { RegisterInput } from './register.input.ts';

/** The first value of a registration that cannot be taken, by its name; null when all can. */
export function registrationFault(input: RegisterInput): InvalidInput | null {
  return (
    nameFault('companyName', input.companyName) ??
    countryFault('country', input.country) ??
    nameFault('name', input.name) ??
    nameFault('contactPerson', input.contactPerson) ??
    emailRefusal('email', input.email) ??
    loginNameRefusal('loginName', input.loginName) ??
    telephoneFault('mobile', input.mobile) ??
    passwordRefusal('password', input.password, [input.email, input.name, input.loginName, input.companyName])
  );
}
