import { GraphQLError } from 'graphql';

/**
 * What was to be written names somebody whose data is being erased, or was: nothing of it is stored. It says no more than that somebody is not
 * there any more, since whoever asked need not be the one.
 */
export class Fenced extends GraphQLError {
  constructor() {
    super(
      'Nothing was stored: somebody whom this is about is not there any more. Look at it anew, and leave them out. If it is you who left, nothing more is stored about you; once you have heard that your data is erased you can register anew.',
      { extensions: { code: 'FORBIDDEN' } },
    );
    this.name = 'Fenced';
  }
}
