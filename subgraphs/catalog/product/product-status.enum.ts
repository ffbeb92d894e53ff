import { registerEnumType } from 'type-graphql';

export enum ProductStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ProductStatus, {
  name: 'ProductStatus',
  description: 'Whether a product can be seen.',
  valuesConfig: {
    DRAFT: { description: 'Being written; seen by its company only.' },
    PUBLISHED: { description: 'Seen and found by everybody.' },
    WITHDRAWN: { description: 'Taken back by its company; seen by its company only.' },
  },
});
