import { notAllowed, type NotAllowed } from '../../../kit/graphql/problems.ts';

/** The answer to somebody whose data is kept and not used, and who asks for something that would use it. */
export const dataRestricted = (): NotAllowed =>
  notAllowed(
    'DATA_RESTRICTED',
    'You asked that what is held about you be kept and not used, and this would use it. Take the restriction back first.',
  );
